package dev.rollcall.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What goes back on the wire, and how.
 *
 * @param socket what the connection becomes; null unless it is upgraded
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a body: never compared, never shared
record Answer(
        int status,
        String contentType,
        byte[] body,
        Ending ending,
        Duration delay,
        @Nullable StreamSocket socket) {

    /** How it ends for the client. */
    enum Ending {
        WRITTEN,
        /** The connection is closed without a byte. */
        DROPPED,
        /** As above, with a reset. */
        RESET,
        /** Nothing, ever. */
        NEVER,
        /** The connection becomes a WebSocket. */
        UPGRADED
    }

    private static final String JSON = "application/json;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, body, Ending.WRITTEN, Duration.ZERO, null);
    }

    static Answer json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(String type, String body) {
        return new Answer(
                200,
                type + ";charset=UTF-8",
                body.getBytes(StandardCharsets.UTF_8),
                Ending.WRITTEN,
                Duration.ZERO,
                null);
    }

    static Answer html(int status) {
        byte[] page = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>访问受限</h1></body></html>"
                .getBytes(StandardCharsets.UTF_8);
        return new Answer(status, HTML, page, Ending.WRITTEN, Duration.ZERO, null);
    }

    /** None: the connection ends so. */
    static Answer none(Ending ending) {
        return new Answer(0, "", new byte[0], ending, Duration.ZERO, null);
    }

    static Answer upgrade(StreamSocket socket) {
        return new Answer(101, "", new byte[0], Ending.UPGRADED, Duration.ZERO, socket);
    }

    boolean written() {
        return ending == Ending.WRITTEN;
    }

    Answer after(Duration time) {
        return new Answer(status, contentType, body, ending, time, socket);
    }

    Answer cutInHalf() {
        return json(
                status,
                new String(body, 0, body.length / 2, StandardCharsets.ISO_8859_1)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
