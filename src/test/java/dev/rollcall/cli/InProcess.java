package dev.rollcall.cli;

import dev.rollcall.common.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Runs a command in this process, at a time of the test's choosing. */
public final class InProcess {
    private InProcess() {}

    /** Runs {@code arguments} in a pipe, with an empty environment. */
    public static Outcome run(Clock clock, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of(),
                clock,
                Waiting.real(),
                new CountDownLatch(1));
        int code = Main.run(surroundings, arguments);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** How a command ended. */
    public record Outcome(int code, String out, String err) {}
}
