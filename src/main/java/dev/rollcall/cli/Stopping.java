package dev.rollcall.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a command that runs until stopped stops cleanly: on SIGTERM and SIGINT, with exit code 0. */
final class Stopping {
    private static final Duration LONGEST = Duration.ofSeconds(9);

    private Stopping() {}

    /** Waits for the end, which closes {@code running}, one after the other, before the process ends. */
    static void untilStopped(Surroundings surroundings, AutoCloseable... running) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    surroundings.stop().countDown();
                    if (await(closed)) {
                        surroundings.out().flush();
                        // The virtual machine would answer a signal with 143, as if it had not been expected.
                        Runtime.getRuntime().halt(Main.DONE);
                    }
                },
                "stopping");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            surroundings.stop().await();
            for (AutoCloseable one : running) {
                one.close();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            surroundings.err().println("Did not stop cleanly: " + e.getMessage());
        } finally {
            closed.countDown();
            forget(hook);
        }
    }

    /** What has stopped by itself has no say in how the process ends. */
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // A signal came: the hook runs already, and ends the process.
            Thread.onSpinWait();
        }
    }

    private static boolean await(CountDownLatch closed) {
        try {
            return closed.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
