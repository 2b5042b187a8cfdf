/**
 * What answers over HTTP: liveness, readiness and, in the demo, the page of the simulated chats, where a
 * visitor may write.
 *
 * <p>May import every package from {@code common} down to {@code doctor}, and is, with the simulator, the home of
 * Javalin. Three decisions are not obvious. Every answer forbids scripts and styles other than the program's own, errors
 * included. Readiness says a word only, because it is open to everybody; the log says the rest. The demo's page goes by
 * a port of its own, because the simulator that it shows is no part of what ships to DingTalk.
 */
@NullMarked
package dev.rollcall.web;

import org.jspecify.annotations.NullMarked;
