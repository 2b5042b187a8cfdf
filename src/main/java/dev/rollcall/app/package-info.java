/**
 * The composition root: from a configuration to something that runs, in one straight line, and back in reverse.
 *
 * <p>May import everything above it; knows neither arguments nor signals, so that tests start it on port 0. What asks
 * DingTalk ({@link dev.rollcall.app.ReadSide}) and what posts ({@link dev.rollcall.app.SendSide}) are parts of their
 * own, because {@code check} needs the first and seldom the second.
 */
@NullMarked
package dev.rollcall.app;

import org.jspecify.annotations.NullMarked;
