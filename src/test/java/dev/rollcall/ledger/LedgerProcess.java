package dev.rollcall.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A ledger in a process of its own, that a test may kill. It says what it has been told is written: one line for each
 * slot, message and attempt, ending in a full stop, so that half a line is known as one.
 */
final class LedgerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private LedgerProcess(Process process) {
        this.process = process;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one on the database of {@code config}.
     *
     * @param mode {@code hold}: opens it and waits; {@code write}: writes until it is killed; {@code fill}: writes until
     *     there is no room, waits to be told, and writes a little more
     * @param before what the Java command is appended to
     */
    static LedgerProcess start(DatabaseConfig config, String mode, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LedgerProcess.class.getName(),
                config.url(),
                mode));
        return new LedgerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next whole line, without its full stop; null when there is none and will be none. */
    String line() throws IOException {
        String line = output.readLine();
        return line == null || !line.endsWith(".") ? null : line.substring(0, line.length() - 1);
    }

    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Kills it {@code millis} from now, in the middle of whatever it does, and returns the lines that it still said. */
    List<String> killed(long millis) throws IOException, InterruptedException {
        Thread killer = new Thread(() -> {
            try {
                process.waitFor(millis, TimeUnit.MILLISECONDS);
                process.toHandle().destroyForcibly(); // A process's own method closes what it has said as well.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        killer.start();
        List<String> said = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            said.add(line);
        }
        killer.join();
        process.waitFor();
        return said;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        output.close();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Ledger ledger = Ledger.open(new DatabaseConfig(arguments[0], "", null, 180), Clock.systemUTC());
        say("ready");
        switch (arguments[1]) {
            case "hold" -> new CountDownLatch(1).await();
            case "write" -> writeForEver(ledger);
            default -> fill(ledger);
        }
    }

    private static void writeForEver(Ledger ledger) {
        String run = UUID.randomUUID().toString();
        for (int i = 0; i < 4; i++) {
            int thread = i;
            new Thread(() -> {
                        for (int n = 0; ; n++) {
                            write(ledger, UUID.randomUUID(), run + "-" + thread + "-" + n, "text");
                        }
                    })
                    .start();
        }
    }

    private static void fill(Ledger ledger) throws IOException {
        String large = "x".repeat(15_000);
        UUID process = UUID.randomUUID();
        LedgerException last = null;
        try {
            for (int number = 0; number < 1000; number++) {
                write(ledger, process, "fill-" + number, large);
            }
            say("never full");
        } catch (LedgerException e) {
            say("refused " + e.reason() + " " + e.retryable() + " " + e.getMessage());
        }
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (int tries = 0; System.nanoTime() < end; tries++) {
            try {
                write(ledger, process, "more-" + tries, large);
                say("works " + tries);
                return;
            } catch (LedgerException e) {
                last = e;
            }
        }
        say("never again " + last);
    }

    /** One slot from plan to end, each step told once it is acknowledged. */
    private static void write(Ledger ledger, UUID process, String cutoff, String text) {
        SlotKey key = new SlotKey(1, LocalDate.of(2026, 11, 20), cutoff);
        ledger.slots().renew(process);
        ledger.slots().claimThese(process, List.of(Cast.planned(key)));
        say("slot " + cutoff);
        Frozen message = Cast.frozen(key, MessageKind.DIGEST, text);
        ledger.rollCalls().freeze(process, Cast.rollCall(List.of()), List.of(Cast.rolled(key, message)));
        say("frozen " + cutoff);
        ledger.deliveries().begin(process, message, cutoff, Cast.LONGEST);
        say("attempt " + cutoff);
        ledger.slots().end(process, key, Cast.ending(SlotState.SENT), Cast.taken(message));
        say("end " + cutoff);
    }

    private static void say(String what) {
        byte[] line = (what + ".\n").getBytes(StandardCharsets.UTF_8);
        synchronized (LedgerProcess.class) {
            System.out.write(line, 0, line.length);
            System.out.flush();
        }
    }
}
