/**
 * DingTalk's monthly quota: what will be needed, what has been used, what is shed when it runs short.
 *
 * <p>May import {@code common}, {@code absence}, {@code message}, {@code ledger}, {@code delivery}, {@code check} and
 * {@code report}; JDK only. Two decisions are not obvious. The forecast is arithmetic on plain numbers, so that a
 * person can redo a row by hand. It rounds up: every fire day counts as a working day, every follow-up as sent.
 */
@NullMarked
package dev.rollcall.budget;

import org.jspecify.annotations.NullMarked;
