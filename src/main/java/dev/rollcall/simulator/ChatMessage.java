package dev.rollcall.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as a group or a person got it.
 *
 * @param robot the robot's token, or the robotCode of the app robot
 * @param text as sent, markdown
 * @param html as a member sees it, without any HTML of the sender's
 * @param bytes size of the whole request body
 */
public record ChatMessage(
        Instant at,
        String robot,
        String title,
        String text,
        String html,
        List<String> atUserIds,
        boolean atAll,
        @Nullable String msgUuid,
        int bytes) {}
