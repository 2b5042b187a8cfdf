package dev.rollcall.report;

import dev.rollcall.absence.RollCall;
import java.util.Locale;

/** In which forms can a roll call be printed? */
public enum RollCallFormat {
    /** For a terminal. */
    TEXT,
    /** One object, as section 4 of the product's contract has it. */
    JSON,
    /** One line for each person due, with a heading line. */
    CSV,
    /** For a page or a mail. */
    MARKDOWN;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The whole text, ending in a line feed. */
    public String print(RollCall rollCall) {
        return switch (this) {
            case TEXT -> RollCallText.print(rollCall);
            case JSON -> RollCallJson.print(rollCall);
            case CSV -> RollCallCsv.print(rollCall);
            case MARKDOWN -> RollCallMarkdown.print(rollCall);
        };
    }
}
