package dev.rollcall.acceptance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What is logged while it is open: by our own code everything, by that of others what an admin would see as well. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.rollcall");
    private final Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Level before = ours.getLevel();

    LogCapture() {
        start();
        ours.setLevel(Level.TRACE);
        all.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String stack =
                event.getThrowableProxy() == null ? "" : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        lines.add(event.getLevel() + " " + event.getFormattedMessage() + stack);
    }

    /** One for each event, stack traces included. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Those that say that something is wrong. */
    List<String> warnings() {
        return lines.stream()
                .filter(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .toList();
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        all.detachAppender(this);
        ours.setLevel(before);
        stop();
    }
}
