package dev.rollcall.doctor;

import dev.rollcall.dingtalk.Refused;

/** Where a question got no answer of its own, because of something that another finding tells: which that is. */
final class Unasked {
    private Unasked() {}

    /** Whether {@code refused} says nothing of what was asked. */
    static boolean is(Refused refused) {
        return switch (refused.reason()) {
            case CREDENTIALS, ADDRESS, QUOTA, SPARED, UNAVAILABLE, DEADLINE, THROTTLED -> true;
            case PERMISSION, REFUSED, IMPLAUSIBLE -> false;
        };
    }

    /** Why it could not be looked at. */
    static Sentence why(Refused refused) {
        return Sentence.of("skipped." + refused.reason());
    }
}
