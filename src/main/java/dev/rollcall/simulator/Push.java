package dev.rollcall.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that went out on a WebSocket of Stream mode, or into a silent one.
 *
 * @param type SYSTEM, CALLBACK or EVENT
 * @param msgId of the person's message in it, or null; another frame with the same one is the same message again
 * @param connection which WebSocket
 * @param data as in the frame: JSON
 * @param at by the settings' clock
 * @param nanos {@link System#nanoTime} of the simulator's process
 * @param sent false when the socket is silent and its client saw nothing
 * @param ack null as long as there is none
 */
public record Push(
        String messageId,
        String type,
        String topic,
        @Nullable String msgId,
        String connection,
        String data,
        Instant at,
        long nanos,
        boolean sent,
        @Nullable Ack ack) {
    static final String SYSTEM = "SYSTEM";
    static final String CALLBACK = "CALLBACK";
    static final String EVENT = "EVENT";

    Push with(Ack answer) {
        return new Push(messageId, type, topic, msgId, connection, data, at, nanos, sent, answer);
    }

    boolean isPing() {
        return type.equals(SYSTEM) && topic.equals("ping");
    }

    /** Whether the client has to acknowledge it: all but SYSTEM frames other than a ping. */
    boolean wantsAck() {
        return !type.equals(SYSTEM) || isPing();
    }
}
