package dev.rollcall.config;

import org.yaml.snakeyaml.error.Mark;

/** A place in the file; both numbers count from 1, columns in characters. */
record Position(int line, int column) {
    static final Position START = new Position(1, 1);

    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place of the character at {@code index} of {@code text}. */
    static Position in(String text, int index) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < index; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new Position(line, text.codePointCount(lineStart, index) + 1);
    }
}
