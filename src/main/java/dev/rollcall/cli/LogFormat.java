package dev.rollcall.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How a line of the log looks. */
enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object, for programs. */
    JSON;

    /** The system property that says it to whatever writes the log: {@code text}, which is the default, or {@code json}. */
    static final String PROPERTY = "rollcall.log.format";

    static final String OPTION = "--log-format";

    private static final Set<String> LONG = Set.of("serve", "demo");

    /**
     * What {@code arguments} ask for, or the property where they say nothing: other than text only for commands that run for
     * long. Read before they are parsed, because a line may be logged before; what is no format is found out then.
     */
    static LogFormat of(List<String> arguments) {
        String command = BeforeCommand.name(arguments);
        if (!command.isEmpty() && !LONG.contains(command)) {
            return TEXT;
        }
        String given = System.getProperty(PROPERTY, "");
        for (int index = 0; index < arguments.size(); index++) {
            String argument = arguments.get(index);
            if (argument.startsWith(OPTION + "=")) {
                given = argument.substring(OPTION.length() + 1);
            } else if (argument.equals(OPTION) && index + 1 < arguments.size()) {
                given = arguments.get(index + 1);
            }
        }
        return given.toUpperCase(Locale.ROOT).equals(JSON.name()) ? JSON : TEXT;
    }

    /** Has all lines look so that are logged from here on; to be called before the first one is. */
    void use() {
        System.setProperty(PROPERTY, name().toLowerCase(Locale.ROOT));
    }
}
