package dev.rollcall.chat;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote to the bot, in a group or in private, as both transports give it.
 *
 * @param id DingTalk's {@code msgId}, the same when a message is delivered again; never empty
 * @param kind what was sent
 * @param text as it was typed: with the mention of the bot, spaces in front and all; empty where it has no text
 * @param group whether it was written in a group, where others read the answer
 * @param conversation DingTalk's id of the conversation
 * @param title the group's name; empty in private; untrusted text
 * @param sender the {@code senderStaffId}, which is the user id; null for somebody outside the organisation
 * @param nick what the sender is called; untrusted text
 * @param corporation the sender's organisation; empty where it was not said
 * @param transport how it came, and with that who vouches for the sender
 * @param writtenAt when it was, as the message says; null where it does not
 * @param webhook where an answer may be posted until {@code webhookExpires}; null where there is none. Not checked yet
 * @param webhookExpires null where that was not said
 */
public record ChatMessage(
        String id,
        Kind kind,
        String text,
        boolean group,
        String conversation,
        String title,
        @Nullable String sender,
        String nick,
        String corporation,
        Transport transport,
        @Nullable Instant writtenAt,
        @Nullable URI webhook,
        @Nullable Instant webhookExpires) {

    /** Without what was written, by whom and where an answer goes: that address works for whoever has it. */
    @Override
    public String toString() {
        return "ChatMessage[id=" + id + ", kind=" + kind + ", transport=" + transport + "]";
    }

    /** What was sent. */
    public enum Kind {
        /** Text, of whatever message type. */
        TEXT,
        /** A picture, a file, a voice: nothing that could be a command. */
        OTHER,
        /** DingTalk says that the month's deliveries are used up, and withholds the content. */
        QUOTA
    }

    /** How a message came. */
    public enum Transport {
        /** Over the connection that Rollcall opened with its secret. */
        STREAM,
        /** Posted to Rollcall; DingTalk's signature does not cover the body, so the sender is a claim. */
        CALLBACK
    }
}
