/**
 * DingTalk's monthly quota: what will be needed, what has been used, what is shed when it runs short.
 *
 * <p>May import {@code common}, {@code absence}, {@code message}, {@code ledger}, {@code delivery}, {@code check} and
 * {@code report}; JDK and SLF4J only. Three decisions are not obvious. The forecast is arithmetic on plain numbers, so
 * that a person can redo a row by hand: what is to be expected, and a little more. What runs short is decided by what the
 * digests still to come need, not by a share of the quota: at the end of a month little is left and nothing is short. And
 * the meter reads the ledger on a thread of its own, so that no call to DingTalk ever waits for it.
 */
@NullMarked
package dev.rollcall.budget;

import org.jspecify.annotations.NullMarked;
