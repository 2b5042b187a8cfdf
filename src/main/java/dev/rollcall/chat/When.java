package dev.rollcall.chat;

import java.time.LocalDate;

/** Which day or days were asked for; the days are those of the configured zone. */
public sealed interface When {
    /**
     * One day, not after today, except for {@link Intent#MUTE}, {@link Intent#UNMUTE} and {@link Intent#NEXT}, where it may lie ahead.
     *
     * @param day for all of its cutoffs
     */
    record Day(LocalDate day) implements When {}

    /**
     * A week from Monday to Sunday, or a month from its first day to its last; what of it is still to come is included.
     *
     * @param first the first day, not after today, except for {@link Intent#MUTE}, {@link Intent#UNMUTE} and {@link Intent#NEXT}
     * @param last the last day, included; may be after today
     */
    record Span(LocalDate first, LocalDate last) implements When {}

    /**
     * Days that have not come yet, asked about as if they had.
     *
     * @param first after today
     * @param last the last day, included: {@code first} for one day
     */
    record Future(LocalDate first, LocalDate last) implements When {}

    /**
     * No day at all, like 2026-02-30.
     *
     * @param typed the date as it was typed; digits and the marks of a date
     */
    record Impossible(String typed) implements When {}
}
