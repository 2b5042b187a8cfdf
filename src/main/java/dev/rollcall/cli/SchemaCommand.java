package dev.rollcall.cli;

import dev.rollcall.config.ConfigSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the JSON Schema of the configuration, with which editors complete and check it. Reads nothing. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of the configuration, for editors.",
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(ConfigSchema.text());
        surroundings.out().flush();
        return Main.DONE;
    }
}
