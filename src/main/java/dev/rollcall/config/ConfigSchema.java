package dev.rollcall.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What may stand in {@code bot-config.yaml}, as an editor can know it: a JSON Schema (draft 2020-12) with every key of the
 * loader.
 *
 * <p>It refuses no file that the loader takes, and knows less than the loader: not what the environment and other files
 * hold, not what one value says about another. A test holds the two together.
 */
public final class ConfigSchema {
    private static final String FILE = "bot-config.schema.json";

    private ConfigSchema() {}

    /** The schema's text, with a line's end at its end. Reads it from the jar. */
    public static String text() {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }
}
