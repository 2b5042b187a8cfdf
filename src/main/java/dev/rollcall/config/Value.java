package dev.rollcall.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single value of the file, the environment read.
 *
 * @param written as it stands in the file; what faults quote
 * @param text what it says
 * @param plain whether it stands without quotes
 */
record Value(Reading reading, Position at, String path, String written, String text, boolean plain) {
    private static final Pattern NOT_TEXT = Pattern.compile("[-+]?[0-9][0-9._]*([eE][-+]?\\d+)?|true|false");

    /** The value of {@code scalar}; empty, with a fault, where it says nothing or the environment lacks something. */
    static Optional<Value> of(Reading reading, String path, Node.Scalar scalar) {
        if (scalar.missing()) {
            reading.findings().fault(scalar.at(), path, "has no value; give one or remove it");
            return Optional.empty();
        }
        Environment.Filled filled = reading.environment().fill(scalar.text());
        filled.problems().forEach(problem -> reading.findings().fault(scalar.at(), path, problem));
        return filled.problems().isEmpty()
                ? Optional.of(new Value(reading, scalar.at(), path, scalar.text(), filled.text(), scalar.plain()))
                : Optional.empty();
    }

    /** What {@code kind} makes of it; empty, with a fault, where it does not fit. */
    <T> Optional<T> as(Kind<T> kind) {
        try {
            return Optional.of(kind.of(text));
        } catch (IllegalArgumentException e) {
            fault(shown() + "; " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Like {@link #as}, and the fault does not quote what stands in the file. */
    Optional<String> asSecret(Kind<String> kind) {
        try {
            return Optional.of(kind.of(text));
        } catch (IllegalArgumentException e) {
            fault("does not fit (its value is not shown); " + e.getMessage());
            return Optional.empty();
        }
    }

    void fault(String text) {
        reading.findings().fault(at, path, text);
    }

    void warn(String text) {
        reading.findings().warn(at, path, text);
    }

    boolean fromEnvironment() {
        return Environment.asked(written);
    }

    /** What was written, never what the environment gave; an address is left out, because it may carry a token. */
    private String shown() {
        if (fromEnvironment()) {
            return "does not fit as the environment fills " + Shown.value(written);
        }
        return written.contains("://") ? "does not fit" : "is " + Shown.value(written);
    }

    /** Whether YAML would read it as a number or a truth value. */
    boolean notText() {
        return plain && NOT_TEXT.matcher(written).matches();
    }
}
