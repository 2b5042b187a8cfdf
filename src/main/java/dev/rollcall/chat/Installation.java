package dev.rollcall.chat;

import java.util.Map;

/** What admins may ask about the installation itself. Implementations are thread-safe. */
public interface Installation {
    /** What the month has cost so far. */
    Usage usage();

    /** How its parts are, by name: "ok", or what is wrong in a few words. May ask DingTalk. */
    Map<String, String> parts();

    /** A month's metered calls and messages so far, and how many there may be; 0: unlimited. */
    record Usage(long calls, long callLimit, long messages, long messageLimit) {}
}
