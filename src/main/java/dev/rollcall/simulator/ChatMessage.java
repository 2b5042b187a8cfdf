package dev.rollcall.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a group or a person got it.
 *
 * @param robot the robot's token, or the robotCode of the app robot; empty when a person wrote it
 * @param sender the person who wrote it; null when a robot did
 * @param text as sent, markdown; as typed, with the mention in front
 * @param html as a member sees it, without any HTML of the sender's
 * @param msgId of what a person wrote; for what a robot wrote by a sessionWebhook that of the message it answers; else null
 * @param bytes size of the whole request body; 0 when a person wrote it
 */
public record ChatMessage(
        Instant at,
        String robot,
        @Nullable Asker sender,
        String title,
        String text,
        String html,
        List<String> atUserIds,
        boolean atAll,
        @Nullable String msgUuid,
        @Nullable String msgId,
        int bytes) {

    static ChatMessage ofRobot(Instant at, String robot, RobotMessage message, @Nullable String msgUuid, int bytes) {
        return of(at, robot, message, msgUuid, null, bytes);
    }

    static ChatMessage answer(Instant at, String robot, RobotMessage message, String msgId, int bytes) {
        return of(at, robot, message, null, msgId, bytes);
    }

    static ChatMessage typed(Question question) {
        String mention = question.where().group() ? "@" + Question.BOT + " " : "";
        RobotMessage shown = RobotMessage.text(Json.object(), mention + question.text());
        return new ChatMessage(
                question.at(),
                "",
                question.asker(),
                "",
                shown.text(),
                shown.html(),
                List.of(),
                false,
                null,
                question.msgId(),
                0);
    }

    private static ChatMessage of(
            Instant at,
            String robot,
            RobotMessage message,
            @Nullable String msgUuid,
            @Nullable String msgId,
            int bytes) {
        return new ChatMessage(
                at,
                robot,
                null,
                message.title(),
                message.text(),
                message.html(),
                message.atUserIds(),
                message.atAll(),
                msgUuid,
                msgId,
                bytes);
    }
}
