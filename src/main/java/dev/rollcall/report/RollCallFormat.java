package dev.rollcall.report;

import dev.rollcall.absence.RollCall;
import java.util.function.Function;

/** In which forms can a roll call be printed? */
public enum RollCallFormat {
    /** For a terminal. */
    TEXT(RollCallText::print),
    /** One object, as section 4 of the product's contract has it. */
    JSON(RollCallJson::print),
    /** One line for each person due, with a heading line. */
    CSV(RollCallCsv::print),
    /** For a page or a mail. */
    MARKDOWN(RollCallMarkdown::print);

    private final Function<RollCall, String> printer;

    RollCallFormat(Function<RollCall, String> printer) {
        this.printer = printer;
    }

    /** The whole text, ending in a line feed. */
    public String print(RollCall rollCall) {
        return printer.apply(rollCall);
    }
}
