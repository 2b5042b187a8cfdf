package dev.rollcall.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What goes back on the wire, and how. */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a body: never compared, never shared
record Answer(int status, String contentType, byte[] body, Ending ending, Duration delay) {

    /** How it ends for the client. */
    enum Ending {
        WRITTEN,
        /** The connection is closed without a byte. */
        DROPPED,
        /** As above, with a reset. */
        RESET,
        /** Nothing, ever. */
        NEVER
    }

    private static final String JSON = "application/json;charset=UTF-8";
    private static final String HTML = "text/html;charset=UTF-8";

    static Answer json(int status, byte[] body) {
        return new Answer(status, JSON, body, Ending.WRITTEN, Duration.ZERO);
    }

    static Answer json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(String type, String body) {
        return new Answer(
                200, type + ";charset=UTF-8", body.getBytes(StandardCharsets.UTF_8), Ending.WRITTEN, Duration.ZERO);
    }

    static Answer html(int status) {
        byte[] page = "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>访问受限</h1></body></html>"
                .getBytes(StandardCharsets.UTF_8);
        return new Answer(status, HTML, page, Ending.WRITTEN, Duration.ZERO);
    }

    /** None: the connection ends so. */
    static Answer none(Ending ending) {
        return new Answer(0, "", new byte[0], ending, Duration.ZERO);
    }

    boolean written() {
        return ending == Ending.WRITTEN;
    }

    Answer after(Duration time) {
        return new Answer(status, contentType, body, ending, time);
    }

    Answer cutInHalf() {
        return json(
                status,
                new String(body, 0, body.length / 2, StandardCharsets.ISO_8859_1)
                        .getBytes(StandardCharsets.ISO_8859_1));
    }
}
