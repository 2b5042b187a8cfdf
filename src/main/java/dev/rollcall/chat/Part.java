package dev.rollcall.chat;

/**
 * A stretch of a message.
 *
 * @param from its first character
 * @param to behind its last
 */
record Part(int from, int to) {
    int length() {
        return to - from;
    }

    boolean empty() {
        return from >= to;
    }
}
