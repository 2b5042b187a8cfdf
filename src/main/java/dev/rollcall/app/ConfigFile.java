package dev.rollcall.app;

import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.config.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file together with the files of secrets that it names: what does it say, and has any of them changed?
 * Used by one thread at a time.
 */
final class ConfigFile {
    private static final int LARGEST = 1 << 20;

    private final Path file;
    private final Map<String, String> environment;
    private Set<Path> secrets = Set.of();

    ConfigFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    Path file() {
        return file;
    }

    /**
     * Reads it as at the start, its references to the environment and to other files anew; null where it changed while it
     * was read.
     */
    @Nullable
    Content read() {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return null;
        }
        Content first = content();
        Content second = content();
        return first.fingerprint().equals(second.fingerprint()) ? second : null;
    }

    /** Its fingerprint is that of afterwards: of two in a row that have the same, the second is of what it says. */
    private Content content() {
        try {
            BotConfig config = load();
            return new Content(fingerprint(), config, List.of());
        } catch (ConfigException e) {
            return new Content(fingerprint(), null, e.faults());
        }
    }

    private BotConfig load() throws ConfigException {
        Set<Path> found = new TreeSet<>();
        try {
            return ConfigLoader.load(file, environment, found::add);
        } finally {
            secrets = found;
        }
    }

    /** The same where nothing has changed: told by what is in the files, so that it matters not how they were written. */
    String fingerprint() {
        MessageDigest digest = sha256();
        add(digest, file);
        secrets.forEach(secret -> add(digest, secret));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path file) {
        digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
        if (!Files.isRegularFile(file)) { // Not there, or one that can be read only once.
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            digest.update((byte) 1);
            digest.update(in.readNBytes(LARGEST + 1));
        } catch (IOException e) { // That it cannot be read is how it stands.
            digest.update((byte) 2);
        }
    }

    /**
     * What the files say.
     *
     * @param config null where there are faults
     */
    record Content(String fingerprint, @Nullable BotConfig config, List<Fault> faults) {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
