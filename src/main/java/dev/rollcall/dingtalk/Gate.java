package dev.rollcall.dingtalk;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What every call passes before it leaves: this process's limit, the month's allowance, its turn. Thread-safe. */
final class Gate {
    private final CallLimiter limiter;
    private final SharedTurns turns;
    private final Shared.Allowance allowance;
    private final Patience patience;
    private final int monthlyCalls;

    Gate(DingTalkConfig config, Waiting waiting, Shared shared) {
        this(config, waiting, shared, new CallLimiter(config.requestsPerSecond(), waiting));
    }

    private Gate(DingTalkConfig config, Waiting waiting, Shared shared, CallLimiter limiter) {
        this.limiter = limiter;
        this.turns = new SharedTurns(shared.turns(), config.requestsPerSecond(), waiting);
        this.allowance = shared.calls();
        this.patience = new Patience(waiting);
        this.monthlyCalls = config.monthlyCalls();
    }

    /** One with another configuration; what has passed here counts there, and the other way round. */
    Gate beside(DingTalkConfig config, Waiting waiting, Shared shared) {
        return new Gate(config, waiting, shared, limiter);
    }

    /** From here on so many calls of one API may leave in a second, of all gates beside this one together. */
    void allow(int callsPerSecond) {
        limiter.allow(callsPerSecond);
    }

    /**
     * Waits until a call to {@code api} may leave, which it must do at once.
     *
     * @return the permit, to be told when the call leaves and when it is over
     * @throws DingTalkException if it may not, or not within the time of {@code run}
     */
    Permit pass(Api api, Run run) throws DingTalkException, InterruptedException {
        GivingUp.refuse(api, run);
        spare(api);
        Permit permit = limiter.acquire(api.path(), run.deadline());
        if (permit == null) {
            throw GivingUp.deadline();
        }
        boolean passed = false;
        try {
            GivingUp.refuse(api, run);
            // Before the turn, because a turn does not wait.
            if (api.metered() && !patience.ask(allowance::take, run.deadline())) {
                throw usedUp();
            }
            turns.await(api.path(), permit, run.deadline());
            passed = true;
            return permit;
        } finally {
            if (!passed) {
                permit.over();
            }
        }
    }

    /** DingTalk says that the month's calls are used up. */
    void usedUpFor(DingTalkException e) {
        if (e.kind() == Kind.QUOTA && !e.code().isEmpty()) {
            allowance.refused();
        }
    }

    /** Why {@code api} is not asked, so that the month's calls last; null where it is. */
    @Nullable
    String spares(Api api) {
        return api.extra() == null ? null : allowance.spares(api.extra());
    }

    private void spare(Api api) throws DingTalkException {
        String why = spares(api);
        if (why != null) {
            throw new DingTalkException(Kind.PERMANENT, Reason.SPARED, "", why, null);
        }
    }

    /** Lets nothing leave for {@code path} for {@code duration}, here or in another process. */
    void pause(String path, Duration duration) {
        limiter.pause(path, duration);
        turns.pause(path, duration);
    }

    private DingTalkException usedUp() {
        String why = allowance.isRefused()
                ? "DingTalk has said that the organisation's calls of this month are used up; nothing more is asked"
                        + " until next month, or until an admin writes to the bot: quota resume"
                : "the month's " + monthlyCalls
                        + " calls are used up by Rollcall's own count; nothing more is asked until next month";
        return new DingTalkException(Kind.QUOTA, Reason.QUOTA, "", why, null);
    }
}
