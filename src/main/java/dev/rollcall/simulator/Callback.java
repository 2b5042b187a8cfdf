package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * A message that was posted to the bot's address (reference 2), and what it said.
 *
 * @param at when it was posted, by the settings' clock
 * @param status of the answer; 0 when there was none in time
 * @param body of the answer
 * @param took until the answer, in real time
 * @param beforeAnswer the bot had not answered the message elsewhere yet
 */
public record Callback(String msgId, Instant at, int status, String body, Duration took, boolean beforeAnswer) {}
