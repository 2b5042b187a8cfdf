package dev.rollcall.cli;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failure in a few lines, its cause first: that is what one looks for. Pure. */
final class LogFailure {
    private static final int FRAMES = 6;
    private static final int CAUSES = 8;

    private LogFailure() {}

    /** Each without a line break of its own, as long as messages have none. */
    static List<String> lines(IThrowableProxy failure) {
        Deque<IThrowableProxy> causeFirst = new ArrayDeque<>();
        @Nullable IThrowableProxy next = failure;
        while (next != null && causeFirst.size() < CAUSES) {
            causeFirst.push(next);
            next = next.getCause();
        }
        List<String> lines = new ArrayList<>();
        for (IThrowableProxy one : causeFirst) {
            String message = one.getMessage() == null ? "" : ": " + LogSecrets.hidden(one.getMessage());
            lines.add((lines.isEmpty() ? "" : "wrapped by ") + one.getClassName() + message);
            StackTraceElementProxy[] frames = one.getStackTraceElementProxyArray();
            for (int index = 0; index < Math.min(FRAMES, frames.length); index++) {
                lines.add("    " + frames[index].getSTEAsString());
            }
        }
        return lines;
    }
}
