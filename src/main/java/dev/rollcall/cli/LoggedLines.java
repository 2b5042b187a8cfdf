package dev.rollcall.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said to people line by line goes to the log in place of standard error, so that programs can read all of it. */
final class LoggedLines extends OutputStream {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedLines.class);

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int one) {
        if (one == '\n') {
            flushLine();
        } else {
            line.write(one);
        }
    }

    private void flushLine() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (text.startsWith(Surroundings.WARNING)) {
            LOG.warn("{}", text.substring(Surroundings.WARNING.length()).strip());
        } else if (!text.isEmpty()) {
            LOG.error("{}", text);
        }
    }

    @Override
    public synchronized void close() {
        flushLine();
    }
}
