package dev.rollcall.acceptance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.cli.LogLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** What is logged while it is open, down to the smallest, byte for byte as {@code serve} would write it. */
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.rollcall");
    private final Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = ours.getLevel();
    private final LogLines asText = new LogLines();
    private final LogLines asJson = new LogLines();
    private final Queue<String> text = new ConcurrentLinkedQueue<>();
    private final Queue<String> json = new ConcurrentLinkedQueue<>();

    LoggedLines() {
        asText.setFormat("text");
        asJson.setFormat("json");
        start();
        ours.setLevel(Level.DEBUG);
        all.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        text.add(new String(asText.encode(event), StandardCharsets.UTF_8));
        json.add(new String(asJson.encode(event), StandardCharsets.UTF_8));
    }

    /** Each event, as people read it. */
    List<String> text() {
        return List.copyOf(text);
    }

    /** Each event, as programs read it; not one that is no object on one line. */
    List<JsonNode> json() {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : json) {
            try {
                if (!line.endsWith("}\n") || line.indexOf('\n') != line.length() - 1) {
                    throw new AssertionError("not one line: " + line);
                }
                lines.add(MAPPER.readTree(line));
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + line, e);
            }
        }
        return lines;
    }

    @Override
    public void close() {
        all.detachAppender(this);
        ours.setLevel(before);
        stop();
    }
}
