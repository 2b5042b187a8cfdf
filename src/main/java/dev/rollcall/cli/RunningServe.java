package dev.rollcall.cli;

import dev.rollcall.common.Secret;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.web.LocalCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The {@code serve} that holds an embedded database, as another process finds it: by a small file beside the database,
 * readable by its owner only, with a port of loopback and a random key.
 */
final class RunningServe implements AutoCloseable {
    private static final int KEY_BYTES = 32;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Path file;

    private RunningServe(Path file) {
        this.file = file;
    }

    static Secret newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Secret.of(HexFormat.of().formatHex(key));
    }

    /** Lets others find this process until it is closed. */
    static RunningServe announce(BotConfig config, int port, Secret key) throws IOException {
        Path file = file(config);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, port + "\n" + key.reveal() + "\n", StandardOpenOption.WRITE);
        return new RunningServe(file);
    }

    private static Path file(BotConfig config) {
        Path database = config.database().path().toAbsolutePath().normalize();
        return database.resolveSibling(database.getFileName() + ".process");
    }

    /**
     * Has the process that holds the database run {@code arguments}, and prints what it says.
     *
     * @param held why the database could not be opened
     * @return its exit code
     * @throws LedgerException {@code held} where there is nobody to ask
     */
    static int ask(BotConfig config, List<String> arguments, LedgerException held, Surroundings surroundings)
            throws IOException {
        if (held.reason() != LedgerException.Reason.IN_USE) { // Also whatever is wrong with one that is no file.
            throw held;
        }
        Path file = file(config);
        if (!Files.isReadable(file)) {
            throw held;
        }
        List<String> lines = Files.readAllLines(file);
        HttpURLConnection connection = connection(lines);
        try {
            try (OutputStream body = connection.getOutputStream()) {
                body.write(form(arguments).getBytes(StandardCharsets.US_ASCII));
            }
            if (connection.getResponseCode() != 200) {
                throw held;
            }
            return print(connection, surroundings);
        } catch (SocketTimeoutException e) {
            surroundings
                    .err()
                    .println(
                            "The serve that holds the database is still working on it; ask again in a while: what it has"
                                    + " read by then is kept");
            return Main.FAILED;
        } catch (IOException e) { // Nobody listens there any more: the file is of a process that was killed.
            throw held;
        } finally {
            connection.disconnect();
        }
    }

    private static HttpURLConnection connection(List<String> lines) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + lines.get(0) + LocalCommands.PATH);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) LONGEST.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + lines.get(1));
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setDoOutput(true);
        return connection;
    }

    private static String form(List<String> arguments) {
        return arguments.stream()
                .map(one -> LocalCommands.ARGUMENT + "=" + URLEncoder.encode(one, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static int print(HttpURLConnection connection, Surroundings surroundings) throws IOException {
        int code = connection.getHeaderFieldInt(LocalCommands.CODE, Main.FAILED);
        int outBytes = connection.getHeaderFieldInt(LocalCommands.OUT_BYTES, 0);
        try (InputStream body = connection.getInputStream()) {
            byte[] all = body.readAllBytes();
            surroundings.out().write(all, 0, Math.min(outBytes, all.length));
            surroundings.out().flush();
            surroundings.err().write(all, Math.min(outBytes, all.length), Math.max(0, all.length - outBytes));
            surroundings.err().flush();
        }
        return code;
    }

    /** Whoever looks from here on finds nobody rather than a process that stops. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
