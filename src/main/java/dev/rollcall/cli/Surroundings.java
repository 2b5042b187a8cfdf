package dev.rollcall.cli;

import dev.rollcall.app.App;
import dev.rollcall.common.Waiting;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command finds around it; a test brings its own.
 *
 * @param out results
 * @param err messages for people
 * @param terminal whether a person is watching: then there is progress and colour
 * @param environment the environment's variables
 * @param stop opens when a command that runs until stopped is to stop
 * @param arguments the command and its own arguments
 * @param running the program that runs in this process already and holds the database; null: none
 */
record Surroundings(
        PrintStream out,
        PrintStream err,
        boolean terminal,
        Map<String, String> environment,
        Clock clock,
        Waiting waiting,
        CountDownLatch stop,
        List<String> arguments,
        @Nullable App running) {
    /** What a line that something is odd begins with. */
    static final String WARNING = "warning:";

    Surroundings {
        arguments = List.copyOf(arguments);
    }

    /** Those of a command of its own process, whose arguments are still to be read. */
    Surroundings(
            PrintStream out,
            PrintStream err,
            boolean terminal,
            Map<String, String> environment,
            Clock clock,
            Waiting waiting,
            CountDownLatch stop) {
        this(out, err, terminal, environment, clock, waiting, stop, List.of(), null);
    }

    /** The same for {@code some} arguments. */
    Surroundings with(List<String> some) {
        return new Surroundings(out, err, terminal, environment, clock, waiting, stop, some, running);
    }

    /** The same within {@code app}, printing elsewhere. */
    Surroundings within(App app, PrintStream otherOut, PrintStream otherErr) {
        return new Surroundings(otherOut, otherErr, false, environment, clock, waiting, stop, arguments, app);
    }

    /** The same with results going elsewhere. */
    Surroundings printingTo(PrintStream otherOut) {
        return new Surroundings(otherOut, err, terminal, environment, clock, waiting, stop, arguments, running);
    }

    /** The process's own; {@code people}: whether what it says is for people to read. */
    static Surroundings real(PrintStream out, PrintStream err, boolean people, CountDownLatch stop) {
        return new Surroundings(
                out, err, people && Ansi.AUTO.enabled(), System.getenv(), Clock.systemUTC(), Waiting.real(), stop);
    }

    /** Whether a command that runs until stopped is to stop, if need be before it has begun. */
    boolean stopped() {
        return stop.getCount() == 0;
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** A line for people that something is odd. */
    void warn(String line) {
        err.println(terminal ? Ansi.ON.string("@|yellow " + WARNING + "|@ ") + line : WARNING + " " + line);
    }
}
