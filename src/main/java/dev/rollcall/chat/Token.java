package dev.rollcall.chat;

/**
 * A word where it stands.
 *
 * @param start its first character
 * @param end behind its last
 */
record Token(int start, int end, Word word) {
    Word.Kind kind() {
        return word.kind();
    }

    int length() {
        return end - start;
    }
}
