package dev.rollcall.dingtalk;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.DingTalkException.Kind;

/** What a failure means for the rest of the run: which APIs would only give the same answer again. */
final class GivingUp {
    private GivingUp() {}

    /** Gives up in {@code run} whatever {@code e}, the last answer of {@code api}, makes pointless. */
    static void after(Api api, DingTalkException e, SourceException failure, Run run) {
        for (Api other : Api.values()) {
            boolean everything = e.kind() == Kind.BLOCKED;
            boolean metered = e.kind() == Kind.QUOTA && other.metered();
            if (everything || metered || (e.kind() == Kind.PERMANENT && other == api)) {
                run.giveUp(other.path(), failure);
            }
        }
        if (e.kind() == Kind.TRANSIENT || e.kind() == Kind.THROTTLED || e.kind() == Kind.TOKEN) {
            run.giveUpUnlessAnswered(api.path(), failure);
        }
    }

    /** Throws why {@code api} was given up in {@code run}; returns where it was not. */
    static void refuse(Api api, Run run) throws DingTalkException {
        SourceException why = run.givenUp(api.path()).orElse(null);
        if (why != null) {
            throw new DingTalkException(Kind.REFUSED, why.reason(), "", String.valueOf(why.getMessage()), null);
        }
    }

    /** Without a token nothing can be asked: whatever kept it away keeps everything away. */
    static DingTalkException everything(DingTalkException e) {
        String why = "no access token: " + e.words();
        return new DingTalkException(Kind.BLOCKED, e.reason(), e.code(), why, null).naming(e.named());
    }

    /** The run's time was over before anything was sent. */
    static DingTalkException deadline() {
        String why = "the time for this roll call was over";
        return new DingTalkException(Kind.REFUSED, Reason.DEADLINE, "", why, null);
    }

    /** The run's time was over after {@code e}. */
    static DingTalkException tooLate(DingTalkException e) {
        String why = "the time for this roll call was over; before that: " + e.words();
        return new DingTalkException(e.kind(), Reason.DEADLINE, e.code(), why, null);
    }
}
