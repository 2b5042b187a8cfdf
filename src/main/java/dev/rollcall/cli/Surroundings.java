package dev.rollcall.cli;

import dev.rollcall.common.Waiting;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command finds around it; a test brings its own.
 *
 * @param out results
 * @param err messages for people
 * @param terminal whether a person is watching: then there is progress and colour
 * @param environment the environment's variables
 * @param stop opens when a command that runs until stopped is to stop
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Map<String, String> environment,
        Clock clock,
        Waiting waiting,
        CountDownLatch stop) {

    /** The process's own. */
    static Surroundings real(PrintStream out, PrintStream err) {
        return new Surroundings(
                out,
                err,
                Ansi.AUTO.enabled(),
                System.getenv(),
                Clock.systemUTC(),
                Waiting.real(),
                new CountDownLatch(1));
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** A line for people that something is odd. */
    void warn(String line) {
        err.println(terminal ? Ansi.ON.string("@|yellow warning:|@ ") + line : "warning: " + line);
    }
}
