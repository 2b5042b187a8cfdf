/**
 * What answers over HTTP: liveness, readiness and, in the demo, the page of the simulated chats.
 *
 * <p>May import every package from {@code common} down to {@code doctor}, and is, with the simulator, the home of
 * Javalin. Two decisions are not obvious. Every answer forbids scripts and styles other than the program's own, errors
 * included. Readiness says a word only, because it is open to everybody; the log says the rest.
 */
@NullMarked
package dev.rollcall.web;

import org.jspecify.annotations.NullMarked;
