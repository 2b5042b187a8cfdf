package dev.rollcall.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a process whose command runs until stopped stops cleanly: on SIGTERM and SIGINT, at whatever moment since its start, with
 * the command's own exit code, which is 0.
 *
 * <p>Signals are heard before anything else is done. What is being started then is started to its end and closed, so
 * that nothing is left half open.
 */
final class Stopping {
    /** The commands that end by themselves: a signal ends them as it ends any program. */
    static final Set<String> ENDING =
            Set.of("check", "check-config", "doctor", "forget", "preview", "report", "schema");

    private static final Duration LONGEST = Duration.ofSeconds(9);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stopping");
    private volatile int code;

    private Stopping() {}

    /** Listens from now on, unless what {@code arguments} ask for ends by itself. */
    static Stopping of(String... arguments) {
        Stopping stopping = new Stopping();
        if (Stream.of(arguments).noneMatch(ENDING::contains)) {
            Runtime.getRuntime().addShutdownHook(stopping.hook);
        }
        return stopping;
    }

    /** Opens when the process is to end. */
    CountDownLatch asked() {
        return asked;
    }

    /** The command has ended: a signal that has come ends the process with {@code exitCode}. */
    void ended(int exitCode) {
        code = exitCode;
        ended.countDown();
        try { // What has stopped by itself has no say in how the process ends.
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // A signal came: the hook runs already, and ends the process.
            Thread.onSpinWait();
        }
    }

    private void stop() {
        asked.countDown();
        try {
            if (ended.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                // The virtual machine would answer a signal with 143, as if it had not been expected.
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the process is to end, then closes {@code running}, one after the other. */
    static void untilStopped(Surroundings surroundings, AutoCloseable... running) throws InterruptedException {
        surroundings.stop().await();
        try {
            for (AutoCloseable one : running) {
                one.close();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            surroundings.err().println("Did not stop cleanly: " + e.getMessage());
        }
    }
}
