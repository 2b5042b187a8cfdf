/**
 * What a browser or another program asks over HTTP: the board, the report, the API, chat's callback, health.
 *
 * <p>May import every package from {@code common} down to {@code doctor}, and is, with the simulator, the home of
 * Javalin. Two decisions are not obvious. The board is closed by default: without tokens it answers loopback only. A
 * digest's link opens one department and one date for a few days; its key is derived from the app secret, so that no
 * further secret has to be kept.
 */
@NullMarked
package dev.rollcall.web;

import org.jspecify.annotations.NullMarked;
