package dev.rollcall.acceptance;

import static dev.rollcall.acceptance.BoardClient.TOKEN;
import static dev.rollcall.acceptance.BoardClient.day;
import static dev.rollcall.acceptance.BoardClient.page;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How old the numbers of the board are, and what whoever looks is told. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoardLiveTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();

    private static int asked(ChatDay day) {
        return day.simulator.calls().counts().getOrDefault("/attendance/listRecord", 0);
    }

    @Test
    void inWorkingHoursNumbersAreFiveMinutesOldAtMostAndOutsideOfThemAnHour() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "23:55", ChatDay.NOW)) {
            page(day, "/");
            int morning = asked(day);
            assertThat(morning).isPositive();
            day.later(Duration.ofMinutes(4));
            page(day, "/");
            assertThat(asked(day)).isEqualTo(morning);
            day.later(Duration.ofMinutes(2));
            page(day, "/");
            assertThat(asked(day)).isGreaterThan(morning);

            day.later(Duration.between(day.now(), ChatDay.DATE.atTime(22, 0).atZone(ChatDay.ZONE)));
            page(day, "/");
            int evening = asked(day);
            day.later(Duration.ofMinutes(55));
            page(day, "/");
            assertThat(asked(day)).isEqualTo(evening);
            day.later(Duration.ofMinutes(6));
            page(day, "/");
            assertThat(asked(day)).isGreaterThan(evening);
        }
    }

    /** Else what lasts, as a permission that is missing does, costs a month's calls in a day. */
    @Test
    void whatCannotBeReadIsTriedOnceMoreAndThenLikeAnythingElse() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "23:55", ChatDay.NOW)) {
            day.simulator.faults().on("/attendance/listRecord", Fault.ERR_60011, -1);
            assertThat(page(day, "/")).contains("数据没有全部取到");
            int first = asked(day);
            day.later(Duration.ofSeconds(61));
            page(day, "/");
            int second = asked(day);
            assertThat(second).isGreaterThan(first);
            day.later(Duration.ofSeconds(61));
            page(day, "/");
            day.later(Duration.ofSeconds(150));
            page(day, "/");
            assertThat(asked(day)).as("not five minutes yet").isEqualTo(second);
            day.later(Duration.ofMinutes(2));
            page(day, "/");
            assertThat(asked(day)).isGreaterThan(second);
        }
    }

    /** Where the calls that are left are needed for digests, numbers are an hour old at most, in working hours too. */
    @Test
    void whereCallsAreShortTheDigestsComeFirst() throws Exception {
        ConfigOptions options = BoardClient.options("23:55").withMonthlyCalls(60);
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), options, ChatDay.NOW)) {
            page(day, "/");
            Asker admin = day.company.askers().admin();
            assertThat(day.answer(admin, day.alone(admin), "配额")).contains("省去：看板刷新");
            int first = asked(day);
            assertThat(first).isPositive();
            day.later(Duration.ofMinutes(30));
            page(day, "/");
            assertThat(asked(day)).isEqualTo(first);
            day.later(Duration.ofMinutes(31));
            page(day, "/");
            assertThat(asked(day)).isGreaterThan(first);
        }
    }

    @Test
    void whoLooksHearsWhenNumbersChangeAndWhatBecameOfDigests() throws Exception {
        CompanyPlan plan = ChatDay.company().withShiftStart(LocalTime.of(9, 35));
        try (ChatDay day = day(plan, "09:58", ChatDay.NOW)) {
            page(day, "/");
            try (BufferedReader lines = events(day)) {
                until(lines, ":"); // The second comment comes when the first numbers are known.
                until(lines, ":");
                day.later(Duration.ofMinutes(11));
                until(lines, "event: roll-call");
                JsonNode changed = MAPPER.readTree(until(lines, "data: ").substring(6));
                Book.Page book = day.company
                        .bookAt(day.now())
                        .department(changed.path("department").asLong());
                assertThat(changed.path("present").asInt()).isEqualTo(book.present());
                assertThat(changed.path("absent_count").asInt())
                        .isEqualTo(book.absent().size());

                day.later(Duration.ofMinutes(3));
                day.app().round();
                until(lines, "event: delivery");
                assertThat(MAPPER.readTree(until(lines, "data: ").substring(6))
                                .path("cutoff")
                                .asText())
                        .isEqualTo("morning");
            }
        }
    }

    /** What comes as it happens, to whoever listens to all. */
    private BufferedReader events(ChatDay day) throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = http.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + day.app().port() + "/api/v1/events"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    /** Other people may be behind them, and the data is newer. */
    @Test
    void aNewReadingIsToldThoughItsNumbersAreTheSame() throws Exception {
        Instant evening = ChatDay.DATE.atTime(20, 0).atZone(ChatDay.ZONE).toInstant();
        try (ChatDay day = day(ChatDay.company(), "23:55", evening);
                BufferedReader lines = events(day)) {
            JsonNode before = numbers(lines, day.department(0).id());
            day.later(Duration.ofMinutes(61));
            JsonNode after = numbers(lines, day.department(0).id());
            assertThat(after.path("as_of").asText())
                    .isGreaterThan(before.path("as_of").asText());
            for (JsonNode one : List.of(before, after)) {
                ((ObjectNode) one).remove("as_of");
            }
            assertThat(after).isEqualTo(before);
        }
    }

    private static JsonNode numbers(BufferedReader lines, long department) throws IOException {
        while (true) {
            until(lines, "event: roll-call");
            JsonNode told = MAPPER.readTree(until(lines, "data: ").substring(6));
            if (told.path("department").asLong() == department) {
                return told;
            }
        }
    }

    private static String until(BufferedReader lines, String begin) throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(begin)) {
            line = lines.readLine();
        }
        assertThat(line).as("a line that begins with " + begin).isNotNull();
        return line;
    }
}
