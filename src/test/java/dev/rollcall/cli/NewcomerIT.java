package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's rehearsal, typed line by line into a shell in a checkout that has been built: nothing else is needed. Only
 * the simulator's port is another where somebody else on this machine may have it.
 */
class NewcomerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PORT = "8090";

    @TempDir
    private Path checkout;

    private final List<RunningJar> started = new ArrayList<>();

    @AfterEach
    void leaveNothingRunning() {
        started.forEach(RunningJar::close);
    }

    @Test
    void theRehearsalTakesOnlyTheCommandsThatAreWrittenThere() throws Exception {
        Files.createSymbolicLink(
                checkout.resolve("target"), PackagedJar.file().toAbsolutePath().getParent());
        Files.copy(Path.of("bot-config.example.yaml"), checkout.resolve("bot-config.example.yaml"));
        List<String> commands = Readme.blocks(Readme.section("### A rehearsal"), "sh").stream()
                .flatMap(String::lines)
                .toList();
        assertThat(commands).hasSizeBetween(6, 20);
        String port = freePort();
        List<String> printed = new ArrayList<>();

        for (String command : commands) {
            RunningJar shell = type(here(command, port));
            if (command.endsWith(" simulate")) {
                shell.printed("DingTalk simulator at (\\S+),");
            } else if (command.endsWith(" serve")) {
                String board = shell.said("Listening on (127\\.0\\.0\\.1:\\d+)");
                assertThat(PackagedJar.get("http://" + board + "/").body()).contains("<html");
                assertThat(PackagedJar.ready(board).statusCode()).isEqualTo(200);
            } else {
                int code = shell.exitCodeWithin(PATIENCE);
                assertThat(code)
                        .as(command + " printed " + shell.out() + " and said " + shell.err())
                        .isZero();
                printed.addAll(shell.out());
                printed.addAll(shell.err());
            }
        }

        assertThat(String.join("\n", printed))
                .contains("bot-config.yaml is valid.", "not clocked in", "Delivered to ", "应到")
                .doesNotContain("\tat ");
    }

    private static String here(String command, String port) {
        String elsewhere = command.replace("127.0.0.1:" + PORT, "127.0.0.1:" + port);
        return command.endsWith(" simulate") ? elsewhere + " --port " + port : elsewhere;
    }

    private RunningJar type(String command) throws IOException {
        boolean stays = command.contains(" simulate") || command.endsWith(" serve");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", stays ? "exec " + command : command);
        builder.directory(checkout.toFile()).environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin"));
        RunningJar running = new RunningJar(builder.start());
        started.add(running);
        return running;
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
