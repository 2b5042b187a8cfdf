package dev.rollcall.acceptance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that our own code logs while it is open, down to the finest level. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.rollcall");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Level before = ours.getLevel();

    LogCapture() {
        start();
        ours.setLevel(Level.TRACE);
        ours.addAppender(this);
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

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        ours.detachAppender(this);
        ours.setLevel(before);
        stop();
    }
}
