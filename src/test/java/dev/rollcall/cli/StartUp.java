package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One way of starting {@code serve} on a new database, the best of some times.
 *
 * @param ready from the start of the process until it is ready
 * @param residentMiB the memory some seconds later, as Linux counts
 */
public record StartUp(Duration ready, long residentMiB) {
    static final Path ARCHIVE = PackagedJar.file().resolveSibling("rollcall.jsa");
    static final int TRIES = 3;
    private static final Duration IDLE = Duration.ofSeconds(5);

    /**
     * Starts the packaged jar with the flags of the Procfile.
     *
     * @param archive with the archive of classes that packaging makes, or without
     */
    public static StartUp best(boolean archive, DingTalkSimulator simulator, Path directory) throws Exception {
        StartUp best = new StartUp(Duration.ofDays(1), Long.MAX_VALUE);
        try (PackagedJar jar = new PackagedJar(directory)) {
            for (int turn = 0; turn < TRIES; turn++) {
                int port = freePort();
                ConfigOptions options = ConfigOptions.morningAt("23:50")
                        .withWebPort(port)
                        .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger" + archive + turn));
                Path file = Files.writeString(
                        directory.resolve("start" + archive + turn + ".yaml"),
                        simulator.company().configYaml(simulator.url(), options));
                try (RunningJar serve = jar.start(flags(archive), Map.of(), "serve", "--config", file.toString())) {
                    serve.said("Listening on");
                    while (PackagedJar.get("http://127.0.0.1:" + port + "/readyz")
                                    .statusCode()
                            != 200) {
                        assertThat(serve.sinceStart()).isLessThan(Duration.ofSeconds(30));
                    }
                    Duration ready = serve.sinceStart();
                    assertThat(serve.runsFor(IDLE)).isTrue();
                    best = best.orBetter(new StartUp(ready, serve.residentMiB()));
                }
            }
        }
        return best;
    }

    /** The flags of the Procfile, with the archive where it is, or without. */
    static List<String> flags(boolean archive) throws IOException {
        String line = Files.readString(Path.of("Procfile")).strip();
        assertThat(line).startsWith("web: java ").endsWith(" -jar target/rollcall.jar serve");
        String flags = line.substring("web: java ".length(), line.indexOf(" -jar "));
        assertThat(flags).contains("-XX:SharedArchiveFile=target/rollcall.jsa");
        return Arrays.stream(flags.split(" "))
                .map(flag -> flag.replace("=target/rollcall.jsa", "=" + ARCHIVE))
                .filter(archive ? flag -> true : Predicate.not(flag -> flag.contains("SharedArchive")))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private StartUp orBetter(StartUp other) {
        return new StartUp(
                ready.compareTo(other.ready) < 0 ? ready : other.ready, Math.min(residentMiB, other.residentMiB));
    }
}
