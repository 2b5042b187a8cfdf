package dev.rollcall.dingtalk;

/** What came in cannot be used. The message says why in fixed words, and never quotes what came. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String why) {
        super(why);
    }

    /** Why, as a part of a sentence. */
    String why() {
        return String.valueOf(getMessage());
    }
}
