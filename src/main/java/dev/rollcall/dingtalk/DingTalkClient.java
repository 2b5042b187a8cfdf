package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.AccessToken.Token;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks DingTalk and insists: token, limits, retries with growing pauses, until the answer is whole or the run's
 * deadline is over.
 *
 * <p>Transient failures (HTTP 5xx, broken connections, -1, 15, 88 without a code, 90018, 90002) are tried four times
 * in all; a refused token is replaced and the call replayed once; everything else fails at once. What fails for good
 * is not asked again in the same run. Blocks; thread-safe.
 */
public final class DingTalkClient implements AutoCloseable {
    private final DingTalkConfig config;
    private final Clock clock;
    private final Waiting waiting;
    private final Exchange exchange;
    private final Gate gate;
    private final AccessToken token;
    private final AddressBlock block;
    private final Attempts attempts;

    /** A client that has its organisation's limits for itself. */
    public DingTalkClient(DingTalkConfig config, Clock clock, Waiting waiting) {
        this(config, clock, waiting, Shared.alone());
    }

    /** A client whose calls nobody watches. */
    public DingTalkClient(DingTalkConfig config, Clock clock, Waiting waiting, Shared shared) {
        this(config, clock, waiting, shared, attempt -> {});
    }

    /**
     * A client of the app in {@code config}.
     *
     * @param clock only reads the end times that DingTalk prints
     * @param watch is told of every attempt, also of those by what uses this client
     */
    public DingTalkClient(DingTalkConfig config, Clock clock, Waiting waiting, Shared shared, CallWatch watch) {
        this(config, clock, waiting, new Gate(config, waiting, shared), new Attempts(watch, waiting));
    }

    private DingTalkClient(DingTalkConfig config, Clock clock, Waiting waiting, Gate gate, Attempts attempts) {
        this.config = config;
        this.clock = clock;
        this.waiting = waiting;
        this.exchange = new Exchange(config, clock, waiting);
        this.gate = gate;
        this.token = new AccessToken(waiting);
        this.block = new AddressBlock(waiting);
        this.attempts = attempts;
    }

    /**
     * A client with another configuration; both are watched together, and while both are used, they keep to the limit
     * together: to that of this one until the other {@link #takesOver}.
     */
    public DingTalkClient beside(DingTalkConfig other, Shared shared) {
        return new DingTalkClient(other, clock, waiting, gate.beside(other, waiting, shared), attempts);
    }

    /** From here on the limit is that of this one's configuration, for those beside it too. */
    public void takesOver() {
        gate.allow(config.requestsPerSecond());
    }

    /** Loads what the first call needs, certificates and JSON. Changes nothing but how soon that call leaves. */
    public static void warmUp() {
        Exchange.warmUp();
    }

    DingTalkConfig config() {
        return config;
    }

    Exchange exchange() {
        return exchange;
    }

    AddressBlock block() {
        return block;
    }

    Attempts attempts() {
        return attempts;
    }

    boolean spares(Api api) {
        return gate.spares(api) != null;
    }

    /** The least time that {@code calls} calls to one path take at the configured rate. */
    Duration floor(int calls) {
        return Duration.ofMillis(1000L * calls / config.requestsPerSecond());
    }

    /**
     * Makes sure that there is an access token.
     *
     * @throws SourceException if none can be had
     */
    public void authenticate(Run run) throws SourceException {
        try {
            token.get(() -> fetchToken(run), run.deadline().left());
        } catch (DingTalkException e) {
            throw e.toSourceException(Api.TOKEN, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Reason.UNAVAILABLE, true, "No access token: stopped");
        }
    }

    /**
     * Asks {@code api} with {@code body}, unless that was answered before in the same roll call.
     *
     * @return the whole answer, reduced to the fields that Rollcall uses
     * @throws SourceException if no whole answer came; noting it in {@code run} is the caller's part
     */
    JsonNode call(Api api, ObjectNode body, Run run) throws SourceException {
        JsonNode kept = KeptAnswers.recall(api, body, run);
        if (kept != null) {
            return kept;
        }
        JsonNode answer = insist(api, body, run);
        KeptAnswers.keep(api, body, answer, run);
        return answer;
    }

    private JsonNode insist(Api api, ObjectNode body, Run run) throws SourceException {
        SourceException givenUp = run.givenUp(api.path()).orElse(null);
        if (givenUp != null) {
            throw givenUp;
        }
        int attempts = 0;
        try {
            boolean replayed = false;
            while (true) {
                attempts++;
                try {
                    return attempt(api, body, run);
                } catch (DingTalkException e) {
                    boolean replay = e.kind() == Kind.TOKEN && !replayed;
                    replayed |= replay;
                    if (!replay) {
                        pauseOrThrow(e, api, attempts, run);
                    }
                }
            }
        } catch (DingTalkException e) {
            SourceException failure = e.toSourceException(api, attempts);
            GivingUp.after(api, e, failure, run);
            // What another caller found out meanwhile says it better.
            throw run.givenUp(api.path()).orElse(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException(Reason.UNAVAILABLE, true, "Cannot read " + api.path() + ": stopped");
        }
    }

    /**
     * The {@code result} of {@link #call}.
     *
     * @throws SourceException also if the answer has none: it says nothing, not that there is nothing
     */
    JsonNode result(Api api, ObjectNode body, Run run) throws SourceException {
        JsonNode result = call(api, body, run).path("result");
        if (!result.isContainerNode()) {
            throw new SourceException(
                    Reason.IMPLAUSIBLE, true, "Cannot read " + api.path() + ": the answer says nothing");
        }
        return result;
    }

    /**
     * Asks {@code api} once, for what must not be sent twice; only a refused token is replaced and the call replayed.
     *
     * @throws DingTalkException if no whole answer came
     */
    JsonNode callOnce(Api api, ObjectNode body, Run run) throws DingTalkException, InterruptedException {
        try {
            return attempt(api, body, run);
        } catch (DingTalkException e) {
            if (e.kind() == Kind.THROTTLED) {
                gate.pause(api.path(), RetryPauses.throttled(e, 1));
            }
            if (e.kind() == Kind.TOKEN) {
                return attempt(api, body, run);
            }
            throw e;
        }
    }

    /** Has DingTalk hand out a token, however good the one is that there is. */
    void renewToken(Run run) throws DingTalkException, InterruptedException {
        token.renew(() -> fetchToken(run), run.deadline().left());
    }

    private JsonNode attempt(Api api, ObjectNode body, Run run) throws DingTalkException, InterruptedException {
        block.refuse();
        Token used = token.get(() -> fetchToken(run), run.deadline().left());
        try {
            return send(api, body, used, run);
        } catch (DingTalkException e) {
            if (e.kind() == Kind.TOKEN) {
                token.drop(used);
            }
            throw e;
        }
    }

    private JsonNode send(Api api, ObjectNode body, @Nullable Token used, Run run)
            throws DingTalkException, InterruptedException {
        long since = waiting.nanos();
        Permit permit = gate.pass(api, run);
        try {
            block.refuse();
            GivingUp.refuse(api, run);
            run.called(api.path());
            JsonNode answer = attempts.make(
                    api.path(),
                    since,
                    () -> exchange.post(api, body, used, permit, run.deadline().left()));
            run.answered(api.path());
            return answer;
        } catch (DingTalkException e) {
            block.noteIfTold(e);
            gate.usedUpFor(e);
            throw e;
        } finally {
            permit.over();
        }
    }

    /** The token call is a call like any other, but for its own token. */
    private Token fetchToken(Run run) throws DingTalkException, InterruptedException {
        ObjectNode body = Json.object();
        body.put("appKey", config.appKey());
        body.put("appSecret", config.appSecret().reveal());
        for (int attempts = 1; ; attempts++) {
            try {
                JsonNode answer = send(Api.TOKEN, body, null, run);
                String text = Json.text(answer, "accessToken");
                if (text.isEmpty()) {
                    throw DingTalkException.noAnswer("DingTalk's answer has no access token");
                }
                Long seconds = Json.number(answer, "expireIn");
                return token.token(text, Duration.ofSeconds(seconds == null ? 7200 : seconds));
            } catch (DingTalkException e) {
                DingTalkException failure = e.kind() == Kind.TOKEN || e.kind() == Kind.REFUSED
                        ? new DingTalkException(Kind.BLOCKED, e.reason(), e.code(), e.words(), null).naming(e.named())
                        : e;
                try {
                    pauseOrThrow(failure, Api.TOKEN, attempts, run);
                } catch (DingTalkException last) {
                    // Noted while the others still wait for this token, so that none of them asks once more.
                    DingTalkException everything = GivingUp.everything(last);
                    GivingUp.after(Api.TOKEN, everything, everything.toSourceException(Api.TOKEN, attempts), run);
                    throw everything;
                }
            }
        }
    }

    private void pauseOrThrow(DingTalkException e, Api api, int attempts, Run run)
            throws DingTalkException, InterruptedException {
        boolean throttled = e.kind() == Kind.THROTTLED;
        Duration pause = throttled ? RetryPauses.throttled(e, attempts) : RetryPauses.failed(attempts);
        if (throttled) { // Whoever asks next waits, whether or not this caller asks again.
            gate.pause(api.path(), pause);
        }
        boolean again = throttled || e.kind() == Kind.TRANSIENT;
        if (!again
                || attempts >= RetryPauses.ATTEMPTS
                || run.givenUp(api.path()).isPresent()) {
            throw e;
        }
        if (pause.compareTo(run.deadline().left()) >= 0) {
            throw GivingUp.tooLate(e);
        }
        if (!throttled) {
            waiting.pause(pause);
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
