package dev.rollcall.config;

import java.util.Comparator;

/**
 * One thing that is wrong, or odd, in the configuration.
 *
 * @param line counts from 1
 * @param column counts from 1
 * @param path the key, as in {@code departments[0].robot.webhook}; {@code file} where it is about the whole file
 * @param text what is wrong and what is allowed; never the value of a secret or of the environment
 */
public record Fault(int line, int column, String path, String text) implements Comparable<Fault> {
    /** The path of faults that are about the whole file. */
    static final String WHOLE_FILE = "file";

    private static final Comparator<Fault> BY_POSITION =
            Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column).thenComparing(Fault::path);

    /** The fault as a line that editors can jump from: {@code FILE:LINE:COLUMN: path: text}. */
    public String in(String file) {
        return file + ":" + line + ":" + column + ": " + path + ": " + text;
    }

    @Override
    public int compareTo(Fault other) {
        return BY_POSITION.thenComparing(Fault::text).compare(this, other);
    }
}
