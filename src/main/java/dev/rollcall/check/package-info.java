/**
 * The scheduled side: cutoffs wake it, and it finds, renders, delivers and records one roll call.
 *
 * <p>May import {@code common}, {@code absence}, {@code message}, {@code ledger} and {@code delivery}, and is the one
 * home of Quartz. Two decisions are not obvious. The ledger's slots are the truth and Quartz only wakes us, so that a
 * double, late or lost firing cannot make a wrong digest. A cron expression is read as local time and moved through
 * daylight saving by the same rule as {@code at}: one firing per local date, after a gap, at the first of an overlap.
 */
@NullMarked
package dev.rollcall.check;

import org.jspecify.annotations.NullMarked;
