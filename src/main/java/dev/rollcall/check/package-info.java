/**
 * The scheduled side: cutoffs wake it, and it finds, renders and delivers one roll call.
 *
 * <p>May import {@code common}, {@code absence}, {@code message}, {@code ledger} and {@code delivery}, and is the one
 * home of Quartz. One decision is not obvious: when a cutoff fires is said by its configuration and Quartz only sleeps
 * until then: a cron expression is read as local time and moved through daylight saving by the same rule as {@code at},
 * one firing per local date, after a gap, at the first of an overlap.
 */
@NullMarked
package dev.rollcall.check;

import org.jspecify.annotations.NullMarked;
