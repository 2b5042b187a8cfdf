package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The frames that went out and what came back for each: one acknowledgement in the shape of reference 4.2, or a problem.
 * {@link StreamGateway} guards it; not safe for use by many threads by itself.
 */
final class PushLog {
    private final Clock clock;
    private final Questions questions;
    private final Map<String, Push> pushes = new LinkedHashMap<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private int acksToLose;

    PushLog(Clock clock, Questions questions) {
        this.clock = clock;
        this.questions = questions;
    }

    void add(Push push) {
        pushes.put(push.messageId(), push);
    }

    List<Push> pushes() {
        return List.copyOf(pushes.values());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    boolean isAcknowledged(String msgId) {
        return acknowledged.contains(msgId);
    }

    /** So many acknowledgements of messages will be as if they had not come. */
    void loseAcks(int times) {
        acksToLose = times;
    }

    void clear() {
        pushes.clear();
        acknowledged.clear();
        problems.clear();
    }

    /** Takes what a client sent. */
    void heard(String connection, String text) {
        ObjectNode frame = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        Push push = frame == null
                ? null
                : pushes.get(frame.path("headers").path("messageId").asText());
        if (frame == null || push == null) {
            problem("no frame has this messageId", text);
            return;
        }
        String wrong = wrong(connection, push, frame);
        if (wrong != null) {
            problem(wrong, text);
        } else if (push.msgId() != null && acksToLose > 0) {
            acksToLose--;
        } else {
            acknowledge(push, frame);
        }
    }

    void problem(String what, String text) {
        problems.add(what + ": " + text);
    }

    private void acknowledge(Push push, ObjectNode frame) {
        String msgId = push.msgId();
        Ack ack = new Ack(
                clock.instant(),
                System.nanoTime(),
                frame.path("code").asInt(),
                frame.path("data").asText(),
                !questions.isAnswered(msgId));
        pushes.put(push.messageId(), push.with(ack));
        if (msgId != null) {
            acknowledged.add(msgId);
        }
    }

    private static @Nullable String wrong(String connection, Push push, ObjectNode frame) {
        if (!push.connection().equals(connection)) {
            return "that frame went to another connection";
        }
        if (!push.wantsAck()) {
            return "nobody waits for an answer to " + push.topic();
        }
        if (push.ack() != null) {
            return "acknowledged twice";
        }
        if (!frame.path("code").isInt() || !frame.path("message").isTextual()) {
            return "code or message is missing";
        }
        if (!frame.path("headers").path("contentType").asText().equals("application/json")) {
            return "headers.contentType is not application/json";
        }
        return wrongData(push, frame);
    }

    /** What an acknowledgement of a message says does not matter; a ping's word has to come back. */
    private static @Nullable String wrongData(Push push, ObjectNode frame) {
        ObjectNode data = frame.path("data").isTextual()
                ? Json.parse(frame.path("data").asText().getBytes(StandardCharsets.UTF_8))
                : null;
        if (data == null) {
            return "data is not a string with JSON";
        }
        ObjectNode sent = push.isPing() ? Json.parse(push.data().getBytes(StandardCharsets.UTF_8)) : null;
        return sent == null || sent.path("opaque").equals(data.path("opaque"))
                ? null
                : "another opaque than the ping's";
    }
}
