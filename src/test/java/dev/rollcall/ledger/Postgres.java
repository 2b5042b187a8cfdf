package dev.rollcall.ledger;

import dev.rollcall.common.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL, started by the tests on a port of its own: one for everybody, or one that a test may stop.
 *
 * <p>Runs as any user, root included. Thread-safe but for stopping and starting.
 */
public final class Postgres implements AutoCloseable {
    /** What no message may hold. */
    static final String PASSWORD = "canary-password";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    private Postgres() {
        try {
            directory = Files.createTempDirectory("rollcall-postgres");
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .start();
            port = server.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one that all tests of this run use; it ends with them. */
    public static Postgres shared() {
        return Shared.SERVER;
    }

    /** One of the caller's own, to be closed. */
    public static Postgres own() {
        return new Postgres();
    }

    /** A new, empty database. */
    public DatabaseConfig freshDatabase() {
        String name = "ledger" + DATABASES.incrementAndGet();
        DatabaseConfig server = config("postgres");
        try (Sql sql = new Sql(server.url(), server.user(), PASSWORD)) {
            sql.run("create database " + name + " template template0");
        }
        return config(name);
    }

    private DatabaseConfig config(String name) {
        return new DatabaseConfig(
                "jdbc:postgresql://localhost:" + port + "/" + name, "postgres", Secret.of(PASSWORD), 180);
    }

    /** Stops it as a crash would: nobody is waited for, nothing is tidied up. Returns when it has ended. */
    public void stop() {
        try {
            List<String> lines = Files.readAllLines(directory.resolve("data/postmaster.pid"));
            ProcessHandle postmaster =
                    ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", String.valueOf(postmaster.pid()))
                    .start()
                    .waitFor();
            postmaster.onExit().get(20, TimeUnit.SECONDS);
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("PostgreSQL does not end", e);
        }
    }

    /** Starts it again, on the same port and data. Returns when it takes connections. */
    public void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(directory.resolve("data"))
                    .setCleanDataDirectory(false)
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {
        static final Postgres SERVER = new Postgres();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}
