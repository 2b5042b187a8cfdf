package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One event is one line, for people and for programs, whatever it holds. */
class LogLinesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> TRACE = Map.of(
            "request_id", "0123456789abcdef", "cutoff", "morning", "work_date", "2026-11-20", "department", "4100");

    private final Logger logger = new LoggerContext().getLogger("dev.rollcall.check.CheckRunner");

    private static LogLines lines(String format) {
        LogLines lines = new LogLines();
        lines.setFormat(format);
        return lines;
    }

    private String line(
            String format, Level level, String message, @Nullable Throwable failure, Map<String, String> trace) {
        LoggingEvent event = new LoggingEvent("here", logger, level, message, failure, null);
        event.setInstant(Instant.parse("2026-11-20T01:40:03.007Z"));
        event.setThreadName("rollcall");
        event.setMDCPropertyMap(trace);
        return new String(lines(format).encode(event), StandardCharsets.UTF_8);
    }

    private JsonNode json(String message, @Nullable Throwable failure, Map<String, String> trace) throws Exception {
        String line = line("json", Level.INFO, message, failure, trace);
        assertThat(line).endsWith("\n");
        assertThat(line.strip().lines()).as("lines of %s", line).hasSize(1);
        return MAPPER.readTree(line);
    }

    @Test
    void peopleReadTimeLevelAndWhoSaysIt() {
        assertThat(line("text", Level.INFO, "3 departments", null, Map.of()))
                .isEqualTo("2026-11-20T01:40:03.007Z INFO  CheckRunner 3 departments\n");
        assertThat(line("text", Level.ERROR, "failed", null, TRACE))
                .isEqualTo("2026-11-20T01:40:03.007Z ERROR CheckRunner [0123456789abcdef] failed\n");
    }

    @Test
    void programsReadAnObjectWithWhatTheWorkIsAbout() throws Exception {
        JsonNode line = json("Cutoff 'morning' \"9:40\" \\ 技术部 🌴", null, TRACE);

        assertThat(line.path("timestamp").asText()).isEqualTo("2026-11-20T01:40:03.007Z");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
        assertThat(line.path("logger").asText()).isEqualTo("dev.rollcall.check.CheckRunner");
        assertThat(line.path("thread").asText()).isEqualTo("rollcall");
        assertThat(line.path("message").asText()).isEqualTo("Cutoff 'morning' \"9:40\" \\ 技术部 🌴");
        TRACE.forEach((key, value) -> assertThat(line.path(key).asText()).isEqualTo(value));
        assertThat(line.has("error")).isFalse();
    }

    @Test
    void aFailureIsToldWithItsCauseFirst() throws Exception {
        Throwable failure = new IllegalStateException("cannot go on", new IllegalArgumentException("a bad row"));

        JsonNode line = json("Work failed", failure, Map.of());
        assertThat(line.path("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("error_message").asText()).isEqualTo("cannot go on");
        assertThat(line.path("stack_trace").asText())
                .startsWith("java.lang.IllegalArgumentException: a bad row\n    at ")
                .contains("\nwrapped by java.lang.IllegalStateException: cannot go on\n    at ");

        assertThat(line("text", Level.ERROR, "Work failed", failure, Map.of()).lines())
                .hasSizeGreaterThan(4)
                .element(1)
                .isEqualTo("java.lang.IllegalArgumentException: a bad row");
    }

    /** As a name in DingTalk, a header of a request or a message of an exception may have it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\r\n",
                "\r",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u000b",
                "\u000c",
                "\u001b[2J",
                "\u0000",
                "\ud83c"
            })
    void whateverIsInItItMakesNoSecondLine(String between) throws Exception {
        String forged = "张三" + between + "2026-11-20T01:40:03.007Z ERROR Forged all is lost";
        Map<String, String> trace = Map.of("cutoff", forged);

        String text = line("text", Level.INFO, "Hello " + forged, null, Map.of("request_id", forged));
        assertThat(text.codePoints()
                        .filter(one -> one < ' ' || (one > 126 && one < 160) || one == 0x2028 || one == 0x2029))
                .as("but the one at the end")
                .containsExactly((int) '\n');
        JsonNode line = json("Hello " + forged, new IllegalStateException(forged), trace);
        assertThat(line.path("message").asText()).startsWith("Hello 张三").endsWith("all is lost");

        String failed = line("text", Level.WARN, "Hello", new IllegalStateException(forged), Map.of());
        assertThat(failed.lines().filter(one -> one.startsWith("2026-"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://oapi.dingtalk.com/robot/send?access_token=canary&x=1",
                "http://h/robot/sendBySession?session=canary",
                "wss://h/connect?ticket=canary",
                "/departments/1?date=2026-11-20&until=1&sig=canary",
                "timestamp=1&sign=canary, again",
                "Authorization: Bearer canary",
                "appSecret=canary"
            })
    void whatLooksLikeASecretInAnAddressIsBlottedOut(String text) throws Exception {
        assertThat(line("text", Level.INFO, text, null, Map.of()))
                .contains("***")
                .doesNotContain("canary");
        JsonNode line = json("x", new IllegalStateException(text), Map.of());
        assertThat(line.toString()).contains("***").doesNotContain("canary");
    }

    @Test
    void whatOnlyResemblesOneStays() {
        String text = "state=sent, departments=3; token refreshed; a = b";
        assertThat(line("text", Level.INFO, text, null, Map.of())).contains(text);
    }
}
