package dev.rollcall.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the log of a command that runs for long looks. */
final class LogOption {
    @Option(
            names = LogFormat.OPTION,
            paramLabel = "FORMAT",
            description =
                    "How lines of the log look: ${COMPLETION-CANDIDATES}, in upper or lower case (default: text).")
    private @Nullable LogFormat format;

    /** For whoever has not looked by {@link LogFormat#of} before. */
    void apply() {
        if (format != null) {
            format.use();
        }
    }
}
