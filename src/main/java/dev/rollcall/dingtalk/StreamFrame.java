package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One frame that DingTalk pushes over a Stream connection, and the acknowledgement that it waits for.
 *
 * @param type {@code SYSTEM}, {@code EVENT}, {@code CALLBACK}, or what is not known yet
 * @param topic what it is about; empty where it was not said
 * @param eventType the kind of an event; empty where it was not said here
 * @param messageId what it is acknowledged by; empty where it is not to be
 * @param data its content, JSON in most frames; empty where there is none
 */
record StreamFrame(String type, String topic, String eventType, String messageId, String data) {
    private static final TokenFilter ALL = TokenFilter.INCLUDE_ALL;
    private static final TokenFilter WANTED = UntrustedJson.fields(Map.of(
            "type",
            ALL,
            "data",
            ALL,
            "headers",
            UntrustedJson.fields(Map.of("topic", ALL, "eventType", ALL, "messageId", ALL))));

    /** Reads {@code text}. */
    static StreamFrame read(String text) throws UnreadableException {
        JsonNode frame = UntrustedJson.object(text, WANTED);
        JsonNode headers = UntrustedJson.object(frame, "headers");
        String data = UntrustedJson.text(frame, "data");
        return new StreamFrame(
                UntrustedJson.scalar(frame, "type"),
                UntrustedJson.scalar(headers, "topic"),
                UntrustedJson.scalar(headers, "eventType"),
                UntrustedJson.scalar(headers, "messageId"),
                data == null ? "" : data);
    }

    /** The acknowledgement with {@code code} and {@code data}, to be sent as it is. */
    String ack(int code, String message, String data) {
        ObjectNode ack = Json.object().put("code", code);
        ack.putObject("headers").put("contentType", "application/json").put("messageId", messageId);
        return ack.put("message", message).put("data", data).toString();
    }

    /** Without its content, which is what people write. */
    @Override
    public String toString() {
        return type + " " + topic;
    }
}
