package dev.rollcall.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simulated chats that {@code /demo} shows, and the people as whom its visitor may write there. Names and texts are
 * untrusted. Thread-safe.
 */
public interface DemoChats {
    /** As whom a visitor may write, in the order in which they are offered; the same from start to end. */
    List<Person> people();

    /**
     * What there is to read, in the order in which it is shown.
     *
     * @param person of {@link #people}: all groups, and the person's private chat with the bot; null: the groups of
     *     departments and company, and those in which somebody wrote
     * @throws IllegalArgumentException when there is no such person
     */
    List<Chat> chats(@Nullable String person);

    /**
     * Writes to the bot; the answer comes later, where the bot wants it. Blocks for some seconds if the bot has only just
     * started.
     *
     * @param person the id of one of {@link #people}
     * @param chat the id of one of that person's {@link #chats}
     * @param text without the mention of the bot; empty: nothing but the mention
     * @return whether there are such a person and such a chat; if not, nothing is written
     */
    boolean say(String person, String chat, String text);

    /**
     * One of the people.
     *
     * @param department the department for which the role holds; null where it holds for none
     */
    record Person(
            String id, String name, Role role, @Nullable String department) {}

    /** What somebody is in the company. */
    enum Role {
        LEAD,
        EMPLOYEE,
        HR,
        ADMIN,
        STRANGER
    }

    /**
     * One conversation.
     *
     * @param name of the group, or of the person who talks with the bot
     * @param group false: a private chat
     * @param posts the latest, in the order in which they were written
     */
    record Chat(String id, String name, boolean group, List<Post> posts) {}

    /**
     * One message.
     *
     * @param number its place in the chat, from 1
     * @param time the local time, for reading
     * @param writer the name of the person who wrote it; null: a robot did
     * @param html the message as the chat's members see it, free of any HTML that its sender wrote
     */
    record Post(int number, String time, @Nullable String writer, String html) {}
}
