package dev.rollcall.web;

import java.util.List;

/** The simulated group chats that {@code /demo} shows. Thread-safe. */
public interface DemoChats {
    /** Every group, in the order in which they are shown. */
    List<Group> groups();

    /**
     * One group.
     *
     * @param name untrusted text
     */
    record Group(String name, List<Post> posts) {}

    /**
     * One message.
     *
     * @param time the local time, for reading
     * @param html the message as its members see it, free of any HTML that its sender wrote
     */
    record Post(String time, String html) {}
}
