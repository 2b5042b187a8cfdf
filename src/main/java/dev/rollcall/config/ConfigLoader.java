package dev.rollcall.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code bot-config.yaml}: the one loader of every command, so that {@code check-config} says what {@code serve}
 * will do.
 *
 * <p>Reads the file, the environment that it is handed and the files that {@code …_file} keys name, and nothing else;
 * the clock is not asked. Thread-safe.
 */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * The configuration in {@code file}.
     *
     * @param environment what {@code ${NAME}} reads, and {@code PORT}, {@code DATABASE_URL} and its relatives
     * @throws ConfigException with every fault at once; its lines begin with {@code file} as given
     */
    public static BotConfig load(Path file, Map<String, String> environment) throws ConfigException {
        return load(file, environment, secrets -> {});
    }

    /**
     * The same.
     *
     * @param named told each file that a {@code …_file} key names, whether it can be read or not
     */
    public static BotConfig load(Path file, Map<String, String> environment, Consumer<Path> named)
            throws ConfigException {
        Findings findings = new Findings();
        String text = SourceText.of(file, findings);
        Path directory = file.toAbsolutePath().getParent();
        Reading reading =
                new Reading(findings, new Environment(environment), directory == null ? file : directory, named);
        return read(file.toString(), text, reading, file);
    }

    /**
     * The configuration in {@code yaml}, as if it stood in a file that is shown as {@code shownName}; the paths of
     * {@code …_file} keys start at the working directory.
     *
     * @throws ConfigException with every fault at once
     */
    public static BotConfig parse(String shownName, String yaml, Map<String, String> environment)
            throws ConfigException {
        Findings findings = new Findings();
        String text = SourceText.checked(yaml, findings);
        return read(
                shownName, text, new Reading(findings, new Environment(environment), Path.of(""), secrets -> {}), null);
    }

    private static BotConfig read(String name, @Nullable String text, Reading reading, @Nullable Path file)
            throws ConfigException {
        Findings findings = reading.findings();
        Node tree = text == null ? null : TreeReader.read(text, findings);
        Optional<BotConfig> config = tree == null
                ? Optional.empty()
                : Section.of(reading, "", tree.at(), tree, Keys.ROOT).flatMap(root -> new BotConfigReader(root).read());
        if (tree == null || config.isEmpty()) {
            throw new ConfigException(name, findings.faults());
        }
        new ConfigWarnings(config.get(), new Places(tree), findings).find();
        if (file != null) {
            ConfigWarnings.permissions(file, findings);
        }
        return config.get().withWarnings(findings.warnings());
    }
}
