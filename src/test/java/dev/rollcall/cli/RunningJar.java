package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the packaged jar, and what it has printed so far. */
final class RunningJar implements AutoCloseable {
    private final long started = System.nanoTime();
    private final Process process;
    private final Printed out;
    private final Printed err;

    RunningJar(Process process) {
        this.process = process;
        this.out = new Printed(process.getInputStream());
        this.err = new Printed(process.getErrorStream());
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The first group of the first line on standard output that holds {@code pattern}; waits for it. */
    String printed(String pattern) throws InterruptedException {
        return out.first(Pattern.compile(pattern), this);
    }

    /** Likewise, on standard error. */
    String said(String pattern) throws InterruptedException {
        return err.first(Pattern.compile(pattern), this);
    }

    /** How much memory it holds, in MiB; as Linux counts. */
    long residentMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is still there after {@code time}. */
    boolean runsFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks it to stop, as SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    /** Asks it to read its configuration anew, as SIGHUP does. */
    void hangUp() throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    int exitCodeWithin(Duration patience) throws InterruptedException {
        assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                .as("ended within %s; it printed %s and said %s", patience, out.lines(), err.lines())
                .isTrue();
        return process.exitValue();
    }

    /** All of standard output, once the process has ended. */
    List<String> out() throws InterruptedException {
        return out.whole();
    }

    /** All of standard error, once the process has ended. */
    List<String> err() throws InterruptedException {
        return err.whole();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** One of its streams, read as it comes. */
    private static final class Printed {
        private static final Duration LONGEST = Duration.ofSeconds(60);

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;
        private boolean ended;

        Printed(InputStream stream) {
            reader = new Thread(() -> read(stream), "reader");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(InputStream stream) {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                end();
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        private synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        List<String> whole() throws InterruptedException {
            reader.join(LONGEST.toMillis());
            return lines();
        }

        synchronized String first(Pattern pattern, RunningJar process) throws InterruptedException {
            for (int seen = 0; ; seen++) {
                while (seen == lines.size() && !ended && process.sinceStart().compareTo(LONGEST) < 0) {
                    wait(LONGEST.toMillis());
                }
                assertThat(lines).as("a line with " + pattern).hasSizeGreaterThan(seen);
                Matcher matcher = pattern.matcher(lines.get(seen));
                if (matcher.find()) {
                    return matcher.group(matcher.groupCount());
                }
            }
        }
    }
}
