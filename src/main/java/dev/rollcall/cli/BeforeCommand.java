package dev.rollcall.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What is given before a command counts for it as if it were given after it; what is given after it wins. Pure. */
final class BeforeCommand {
    /** The options before a command that are followed by a value. */
    static final Set<String> WITH_VALUE = Set.of(ConfigOption.NAME, LogFormat.OPTION);

    private BeforeCommand() {}

    /**
     * {@code arguments} from the command on; empty where there is none. Known before they are parsed, because a line may be
     * logged before.
     */
    static List<String> left(List<String> arguments) {
        int index = 0;
        while (index < arguments.size() && arguments.get(index).startsWith("-")) {
            index += WITH_VALUE.contains(arguments.get(index)) ? 2 : 1;
        }
        return arguments.subList(Math.min(index, arguments.size()), arguments.size());
    }

    /** The command among {@code arguments}; empty where there is none. */
    static String name(List<String> arguments) {
        List<String> left = left(arguments);
        return left.isEmpty() ? "" : left.get(0);
    }

    /** Gives the command what stands before it; why not, where it has no such option. */
    static @Nullable String pass(ParseResult parsed) {
        ParseResult command = parsed.subcommand();
        if (command == null) {
            return null;
        }
        for (OptionSpec given : parsed.matchedOptions()) {
            OptionSpec own = command.commandSpec().findOption(given.longestName());
            if (own == null) {
                return given.longestName() + ": " + command.commandSpec().name() + " has no such option; leave it out";
            }
            if (!command.hasMatchedOption(own)) {
                own.setValue(given.getValue());
            }
        }
        return null;
    }
}
