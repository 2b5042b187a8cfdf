package dev.rollcall.chaos;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link ChaosProcess} as its parent has it. Thread-safe. */
final class Child implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private volatile int port;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread reader = new Thread(this::read, "reads a child");
        reader.setDaemon(true);
        reader.start();
    }

    /** @param arguments what {@link ChaosProcess} wants */
    static Child start(Path log, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChaosProcess.class.getName()));
        Collections.addAll(command, arguments.toArray(new String[0]));
        try {
            return new Child(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
            }
            said.add("");
        } catch (IOException e) {
            said.add("");
        }
    }

    Child awaitReady() throws InterruptedException {
        port = Integer.parseInt(await("READY ", PATIENCE).substring("READY ".length()));
        return this;
    }

    /** Where it answers, once it is ready. */
    int port() {
        return port;
    }

    /** Waits until it has said a line that begins so, which is returned; passes over others. */
    String await(String word, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        while (true) {
            String line = said.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("No " + word + " within " + most + ":\n" + log() + "\n" + threads());
            }
            if (line.startsWith(word)) {
                return line;
            }
            if (line.isEmpty()) {
                throw new AssertionError("Ended without " + word + ":\n" + log());
            }
        }
    }

    /** Waits for {@code number} slots up to {@code until} to have ended. */
    void awaitEnded(Instant until, int number, Duration most) throws InterruptedException {
        tell("until " + until + " " + number);
        await("ENDED", most);
    }

    /** SIGTERM: it ends in order, within ten seconds, with exit code 0. */
    void stop() throws InterruptedException {
        long begin = System.nanoTime();
        process.toHandle().destroy(); // A process's own method closes what it has said as well.
        await("STOPPED", PATIENCE);
        int code = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (code != 0 || took.compareTo(LONGEST_STOP) > 0) {
            throw new AssertionError("Stopped after " + took + " with exit code " + code + ":\n" + log());
        }
    }

    private void tell(String order) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((order + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(log(), e);
        }
    }

    /** Lets it live for that long. */
    void live(Duration time) throws InterruptedException {
        if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("It ended by itself:\n" + log());
        }
    }

    /** From here on no file of it may be larger than {@code size}, as on a disk without room: bytes, or {@code unlimited}. */
    void room(String size) throws IOException, InterruptedException {
        int code = new ProcessBuilder(
                        "prlimit", "--pid", String.valueOf(process.pid()), "--fsize=" + size + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError("prlimit ended with " + code);
        }
    }

    /** SIGKILL; returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where its threads stand: what else would tell why nothing comes? */
    private String threads() {
        try {
            Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
            Process dump = new ProcessBuilder(jstack.toString(), String.valueOf(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "no thread dump: " + e;
        }
    }

    /** What it and all others with the same file have logged, the end of it. */
    String log() {
        try {
            String text = Files.readString(log);
            return text.substring(Math.max(0, text.length() - 4000));
        } catch (IOException e) {
            return "no log: " + new File(log.toString()) + " " + e;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
