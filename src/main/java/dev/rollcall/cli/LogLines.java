package dev.rollcall.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.rollcall.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the log, for people or as one JSON object each, in UTF-8. Made by Logback, whose configuration names it.
 *
 * <p>Whatever is in a message, it makes no second line: what comes from outside may hold line breaks and terminal
 * commands. Values that look like a token or a signature in an address are blotted out, should somebody ever log one.
 * Thread-safe.
 */
public final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] NOTHING = {};

    private boolean json;

    /** {@code json}, or {@code text} for people. */
    public void setFormat(String format) {
        json = format.equalsIgnoreCase("json");
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return ((json ? json(event) : text(event)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        String logger = event.getLoggerName();
        line.append(time(event)).append(' ');
        String level = event.getLevel().toString();
        line.append(level).append(" ".repeat(Math.max(1, 6 - level.length())));
        line.append(logger.substring(logger.lastIndexOf('.') + 1));
        String request = event.getMDCPropertyMap().get(Trace.REQUEST);
        if (request != null) {
            line.append(" [").append(oneLine(request)).append(']');
        }
        line.append(' ').append(oneLine(LogSecrets.hidden(String.valueOf(event.getFormattedMessage()))));
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            LogFailure.lines(failure).forEach(one -> line.append('\n').append(oneLine(one)));
        }
        return line.toString();
    }

    /** {@code text} without anything that a terminal or a reader of lines would take for more than a character. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().map(one -> breaks(one) ? ' ' : one).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static boolean breaks(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static String json(ILoggingEvent event) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("timestamp", time(event));
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.put("message", LogSecrets.hidden(String.valueOf(event.getFormattedMessage())));
        fields.putAll(event.getMDCPropertyMap());
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            fields.put("error", failure.getClassName());
            fields.put("error_message", LogSecrets.hidden(String.valueOf(failure.getMessage())));
            fields.put("stack_trace", String.join("\n", LogFailure.lines(failure)));
        }
        return JsonText.object(fields);
    }

    private static String time(ILoggingEvent event) {
        return TIME.format(Instant.ofEpochMilli(event.getTimeStamp()));
    }
}
