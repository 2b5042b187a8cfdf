package dev.rollcall.report;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Is everything set up as it should be? What the doctor has found, in one language. Immutable.
 *
 * @param asOf when it was looked
 * @param meteredAsOf when that was asked which costs calls of the month's quota; may be some hours before
 * @param zone the configured one
 * @param lines one for each finding, in the order in which they are worth reading
 */
public record Diagnosis(Instant asOf, Instant meteredAsOf, ZoneId zone, List<Line> lines) {
    public Diagnosis {
        lines = List.copyOf(lines);
    }

    /** Whether nothing has failed; warnings are no failure. */
    public boolean well() {
        return count(State.FAILED) == 0;
    }

    /** How many lines are {@code state}. */
    public long count(State state) {
        return lines.stream().filter(line -> line.state() == state).count();
    }

    /** How a finding is. */
    public enum State {
        OK("✔"),
        /** It works, and may not be meant so or not last. */
        WARNING("⚠"),
        FAILED("✘"),
        /** Not looked at, or not tried; the line says why. */
        SKIPPED("–");

        private final String mark;

        State(String mark) {
            this.mark = mark;
        }

        /** One character for people. */
        public String mark() {
            return mark;
        }

        /** As it is written in JSON. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One finding.
     *
     * @param id what was looked at, the same in every language, such as {@code token} or {@code robot.4100}
     * @param title the same in words
     * @param text how it is
     * @param remedy what to do; null where there is nothing to be done
     */
    public record Line(
            String id,
            State state,
            String title,
            String text,
            @Nullable String remedy) {
        /** Without its mark, on one line. */
        public String sentence() {
            return title + " · " + text + (remedy == null ? "" : " → " + remedy);
        }
    }
}
