package dev.rollcall.doctor;

import dev.rollcall.report.Diagnosis.State;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at, in no language yet.
 *
 * @param id the same in every language
 * @param title what was looked at
 * @param text how it is
 * @param remedy what to do; null where there is nothing to be done
 */
record Finding(
        String id,
        State state,
        Sentence title,
        Sentence text,
        @Nullable Sentence remedy) {
    /** That it is well. */
    static Finding ok(String id, Sentence title, Sentence text) {
        return new Finding(id, State.OK, title, text, null);
    }

    /** That it works and may not be meant so; the remedy is the text's with {@code .remedy} and the same values. */
    static Finding warning(String id, Sentence title, Sentence text) {
        return new Finding(id, State.WARNING, title, text, remedyOf(text));
    }

    /** That it does not work; the remedy is the text's with {@code .remedy} and the same values. */
    static Finding failed(String id, Sentence title, Sentence text) {
        return new Finding(id, State.FAILED, title, text, remedyOf(text));
    }

    /** That it was not looked at, and why. */
    static Finding skipped(String id, Sentence title, Sentence text) {
        return new Finding(id, State.SKIPPED, title, text, null);
    }

    /** That it was not tried, though it can be: the remedy is the text's with {@code .remedy} and the same values. */
    static Finding untried(String id, Sentence title, Sentence text) {
        return new Finding(id, State.SKIPPED, title, text, remedyOf(text));
    }

    private static Sentence remedyOf(Sentence text) {
        return new Sentence(text.key() + ".remedy", text.arguments());
    }
}
