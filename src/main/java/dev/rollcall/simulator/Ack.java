package dev.rollcall.simulator;

import java.time.Instant;

/**
 * A client's acknowledgement of a frame.
 *
 * @param at by the settings' clock
 * @param nanos {@link System#nanoTime} of the simulator's process
 * @param data as sent: JSON
 * @param beforeAnswer the bot had not answered the message yet, which it may have when the message comes again
 */
public record Ack(Instant at, long nanos, int code, String data, boolean beforeAnswer) {}
