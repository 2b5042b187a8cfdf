package dev.rollcall.cli;

import dev.rollcall.common.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One run of the command line in this process, in surroundings of the test's choosing, and how it ended.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error, without the log
 */
public record CommandLineRun(int code, String out, String err) {

    /** In a pipe, by the machine's clock, with an empty environment. */
    public static Around around() {
        return new Around(Clock.systemUTC(), Waiting.real(), false, Map.of(), new CountDownLatch(1));
    }

    /**
     * What a command finds around it.
     *
     * @param terminal whether a person is watching
     * @param stop opens when a command that runs until stopped is to stop
     */
    public record Around(
            Clock clock, Waiting waiting, boolean terminal, Map<String, String> environment, CountDownLatch stop) {

        public Around at(Clock otherClock) {
            return new Around(otherClock, waiting, terminal, environment, stop);
        }

        public Around waiting(Waiting otherWaiting) {
            return new Around(clock, otherWaiting, terminal, environment, stop);
        }

        public Around onATerminal() {
            return new Around(clock, waiting, true, environment, stop);
        }

        public Around with(Map<String, String> variables) {
            return new Around(clock, waiting, terminal, Map.copyOf(variables), stop);
        }

        public Around stoppedBy(CountDownLatch latch) {
            return new Around(clock, waiting, terminal, environment, latch);
        }

        /** Runs {@code arguments} to the end. */
        public CommandLineRun run(String... arguments) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Surroundings surroundings = new Surroundings(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    terminal,
                    environment,
                    clock,
                    waiting,
                    stop);
            int code = Main.run(surroundings, arguments);
            return new CommandLineRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }
    }
}
