/**
 * A roll call, a daily report or a diagnosis as text that people and programs read: what the command line and the web both
 * print.
 *
 * <p>May import {@code common}, {@code absence} and {@code message}; Jackson writes the JSON. Pure: the same roll call
 * gives the same bytes. Cells of CSV that a spreadsheet would run as a formula are made inert.
 */
@NullMarked
package dev.rollcall.report;

import org.jspecify.annotations.NullMarked;
