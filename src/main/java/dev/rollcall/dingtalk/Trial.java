package dev.rollcall.dingtalk;

import java.util.Optional;

/**
 * What became of one trial question: an answer, or why there is none.
 *
 * @param answer empty where it was refused
 * @param refused empty where it was answered
 */
public record Trial<T>(Optional<T> answer, Optional<Refused> refused) {
    /** One that was answered. */
    public static <T> Trial<T> answered(T answer) {
        return new Trial<>(Optional.of(answer), Optional.empty());
    }

    /** One that was refused, or never left. */
    public static <T> Trial<T> refused(Refused why) {
        return new Trial<>(Optional.empty(), Optional.of(why));
    }
}
