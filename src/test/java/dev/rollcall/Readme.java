package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** README.md as its reader sees it: sections by their headings, tables by rows, commands by lines. */
public final class Readme {
    private static final Path FILE = Path.of("README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(\\w*)\n(.*?)^ *```$");
    private static final Pattern BAR = Pattern.compile("(?<!\\\\)\\|");

    private Readme() {}

    /** All of it. */
    public static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands under {@code heading}, which is given with its number signs, until the next of its rank or a higher one. */
    public static String section(String heading) {
        int rank = heading.indexOf(' ');
        StringBuilder section = new StringBuilder();
        boolean within = false;
        boolean code = false;
        for (String line : text().lines().toList()) {
            code ^= line.strip().startsWith("```");
            boolean ends = !code && line.matches("#{1," + rank + "} .*");
            within = ends ? line.equals(heading) : within;
            if (within && !ends) {
                section.append(line).append('\n');
            }
        }
        assertThat(section).as("section " + heading).isNotEmpty();
        return section.toString();
    }

    /** The rows of all tables in {@code section}, cell by cell, without those of their heads. */
    public static List<List<String>> rows(String section) {
        List<String> lines = section.lines().map(String::strip).toList();
        return IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).startsWith("|") && !rule(lines.get(line)))
                .filter(line -> line + 1 == lines.size() || !rule(lines.get(line + 1)))
                .mapToObj(line -> cells(lines.get(line)))
                .toList();
    }

    private static boolean rule(String line) {
        return line.matches("\\|[ :|-]+\\|");
    }

    private static List<String> cells(String row) {
        return Arrays.stream(BAR.split(row.substring(1, row.length() - 1), -1))
                .map(String::strip)
                .toList();
    }

    /** The blocks of code in {@code section} that are of {@code language}, each as it stands there. */
    public static List<String> blocks(String section, String language) {
        return BLOCK.matcher(section)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2).stripIndent())
                .toList();
    }
}
