package dev.rollcall.chat;

/**
 * A message as the grammar reads it.
 *
 * @param text in the form of {@link Plain}, without the mention of the bot and what stands around a command
 * @param folded the same for comparison: as many characters, lower case, one form of each character
 */
record Typed(String text, String folded) {
    /** No command is as long; what is longer is cut. */
    static final int LONGEST = 200;

    boolean isEmpty() {
        return text.isEmpty();
    }

    int characters() {
        return text.codePointCount(0, text.length());
    }

    String part(int from, int to) {
        return text.substring(from, to);
    }

    /** Whether a word can begin or end at {@code at}: not in the middle of letters that are written together. */
    boolean wordEdge(int at) {
        return at <= 0
                || at >= folded.length()
                || !(Plain.spelled(folded.charAt(at - 1)) && Plain.spelled(folded.charAt(at)));
    }
}
