package dev.rollcall.report;

import java.util.List;
import java.util.stream.Collectors;

/** Lines as RFC 4180 has them, with line feeds. */
final class Csv {
    private Csv() {}

    /** {@code cells} in one line, with its end. */
    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
    }

    /** Text that a spreadsheet would run as a formula gets an apostrophe in front. */
    private static String cell(String text) {
        String inert = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = inert.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + inert.replace("\"", "\"\"") + '"' : inert;
    }
}
