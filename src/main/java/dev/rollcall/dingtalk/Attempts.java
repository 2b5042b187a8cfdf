package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.CallWatch.Attempt;
import dev.rollcall.dingtalk.CallWatch.Result;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes attempts at calls and tells what became of each, to whoever watches and to the log. Thread-safe. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final CallWatch watch;
    private final Waiting waiting;

    Attempts(CallWatch watch, Waiting waiting) {
        this.watch = watch;
        this.waiting = waiting;
    }

    /**
     * What {@code sending} gives.
     *
     * @param path one of a few, without a query
     * @param since when it began to wait for its turn, by the waiting's clock
     */
    <T> T make(String path, long since, Sending<T> sending) throws DingTalkException {
        long begun = waiting.nanos();
        Result result = Result.NO_ANSWER;
        Reason reason = null;
        try {
            T answer = sending.send();
            result = Result.OK;
            return answer;
        } catch (DingTalkException e) {
            result = result(e);
            reason = e.reason();
            throw e;
        } finally {
            Duration took = Duration.ofNanos(waiting.nanos() - begun);
            String why = reason == null ? null : reason.name();
            watch.over(new Attempt(path, result, why, Duration.ofNanos(begun - since), took));
            LOG.debug("Called {}: {} after {} ms", path, why == null ? result : why, took.toMillis());
        }
    }

    /** As {@link #make(String, long, Sending)}, for what waits for no turn. */
    <T> T make(String path, Sending<T> sending) throws DingTalkException {
        return make(path, waiting.nanos(), sending);
    }

    private static Result result(DingTalkException e) {
        if (e.timedOut()) {
            return Result.TIMED_OUT;
        }
        if (e.reason() != Reason.UNAVAILABLE || !e.code().isEmpty()) {
            return Result.REFUSED;
        }
        return e.maybeTaken() ? Result.NO_ANSWER : Result.NOT_SENT;
    }

    /** Sends once. */
    interface Sending<T> {
        T send() throws DingTalkException;
    }
}
