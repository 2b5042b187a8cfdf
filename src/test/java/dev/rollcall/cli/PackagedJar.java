package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged jar, started as a process of its own in a directory that is not the project's. */
final class PackagedJar implements AutoCloseable {
    private static final Duration LONGEST_RUN = Duration.ofSeconds(60);
    private static final Duration READY = Duration.ofSeconds(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path directory;
    private final List<RunningJar> started = new ArrayList<>();

    PackagedJar(Path directory) {
        this.directory = directory;
    }

    static Path file() {
        return Path.of(System.getProperty("rollcall.jar"));
    }

    /** Runs a command to its end. */
    Ended run(Map<String, String> environment, String... arguments) throws Exception {
        RunningJar running = start(environment, arguments);
        int code = running.exitCodeWithin(LONGEST_RUN);
        return new Ended(code, running.out(), running.err());
    }

    /** Starts a command, with no other environment than {@code environment}. */
    RunningJar start(Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), environment, arguments);
    }

    /** Likewise, with {@code flags} for the virtual machine. */
    RunningJar start(List<String> flags, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-jar");
        command.add(file().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        RunningJar running = new RunningJar(builder.start());
        started.add(running);
        return running;
    }

    /** The answer at {@code address}. */
    static HttpResponse<String> get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What {@code /readyz} of {@code serve} at {@code host} says once it is ready, or at last: it listens a moment before. */
    static HttpResponse<String> ready(String host) throws IOException, InterruptedException {
        long until = System.nanoTime() + READY.toNanos();
        HttpResponse<String> answer = get("http://" + host + "/readyz");
        while (answer.statusCode() != 200 && System.nanoTime() < until) {
            Waiting.real().pause(Duration.ofMillis(20));
            answer = get("http://" + host + "/readyz");
        }
        return answer;
    }

    /** Leaves no process behind. */
    @Override
    public void close() {
        started.forEach(RunningJar::close);
    }

    /** How a command ended. */
    record Ended(int code, List<String> out, List<String> err) {
        Ended {
            assertThat(err)
                    .as("standard error")
                    .noneMatch(line -> line.startsWith("\tat ") || line.contains("Caused by"));
        }
    }
}
