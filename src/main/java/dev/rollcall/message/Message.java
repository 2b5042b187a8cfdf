package dev.rollcall.message;

import java.util.List;

/**
 * What is posted into a chat.
 *
 * @param title what the conversation list shows; plain text
 * @param text DingTalk markdown; every name in it is escaped
 * @param mentions user ids that are mentioned; each also stands in {@code text} as {@code @userId}
 */
public record Message(String title, String text, List<String> mentions) {
    public Message {
        mentions = List.copyOf(mentions);
    }
}
