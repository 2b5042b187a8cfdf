package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An approved time away: leave, business trip or outing. Overtime is none and never gets here. The kind is not kept.
 *
 * @param from when it begins
 * @param to when it ends; whole days recorded by their dates end with the last of them
 * @param unit how it was applied for: whole and half days count by day and half shift, hours by the clock
 * @param firstDay the first day that it touches, DingTalk's date
 * @param lastDay the last day that it touches, inclusive
 * @param days its length in days where DingTalk gives one in days; null otherwise
 */
public record Leave(
        Instant from,
        Instant to,
        Unit unit,
        LocalDate firstDay,
        LocalDate lastDay,
        @Nullable Double days) {
    /** How a leave was applied for. */
    public enum Unit {
        DAY,
        HALF_DAY,
        HOUR
    }
}
