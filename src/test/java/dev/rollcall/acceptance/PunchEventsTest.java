package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Push;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Punches that DingTalk tells of move the board at once, and cost no call. */
class PunchEventsTest {
    private static final String TOKEN = "a-token-of-at-least-thirty-two-characters";
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final CompanyPlan COMPANY =
            CompanyPlan.of(400, 3, 5, ChatDay.DATE).withCalm(true).withDirectMembersOnly(true);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private static ConfigOptions options(boolean events) {
        return ConfigOptions.morningAt("18:00")
                .withConversations(true)
                .withEvents(events)
                .withWeb("tokens: [\"" + TOKEN + "\"]", "refresh: 1h");
    }

    private static ChatDay day(boolean events) throws Exception {
        return new ChatDay(Way.STREAM, COMPANY, options(events), ChatDay.NOW);
    }

    /** When each of the absent comes within the hour, to the minute, in order. */
    private static TreeMap<Instant, List<String>> arrivals(ChatDay day) {
        TreeMap<Instant, List<String>> arrivals = new TreeMap<>();
        Set<String> absent = day.company.bookAt(ChatDay.NOW).company().absent().keySet();
        for (int minute = 1; minute < 60; minute++) {
            Instant at = ChatDay.NOW.plus(Duration.ofMinutes(minute));
            Book.Page then = day.company.bookAt(at).company();
            List<String> came = absent.stream()
                    .filter(id -> !then.absent().containsKey(id))
                    .filter(id -> arrivals.values().stream().noneMatch(some -> some.contains(id)))
                    .toList();
            if (!came.isEmpty()) {
                arrivals.put(at, new ArrayList<>(came));
            }
        }
        return arrivals;
    }

    /** How many of those whom the book had absent at first have not come yet. */
    private static long absent(ChatDay day, long department, Set<String> arrived) {
        return day.company.bookAt(ChatDay.NOW).department(department).absent().keySet().stream()
                .filter(id -> !arrived.contains(id))
                .count();
    }

    private BufferedReader listen(ChatDay day) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + day.app().port() + "/api/v1/events"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return new BufferedReader(new InputStreamReader(
                http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    private static JsonNode rollCall(BufferedReader lines) throws Exception {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("event: roll-call")) {
                return MAPPER.readTree(lines.readLine().substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream has ended");
    }

    private static Map<String, Integer> metered(ChatDay day) {
        Map<String, Integer> calls = new TreeMap<>(day.simulator.calls().counts());
        calls.keySet()
                .retainAll(Set.of("/attendance/listRecord", "/attendance/list", "/topapi/attendance/getleavestatus"));
        return calls;
    }

    @Test
    void theBoardMovesWithinTwoSecondsOfAPunchAndNothingIsAsked() throws Exception {
        try (ChatDay day = day(true);
                BufferedReader lines = listen(day)) {
            Map<Long, JsonNode> told = new TreeMap<>();
            while (told.size() < day.company.departments().size()) {
                JsonNode first = rollCall(lines);
                told.put(first.path("department").asLong(), first);
            }
            Map<String, Integer> asked = metered(day);
            Set<String> arrived = new HashSet<>();
            assertThat(arrivals(day)).hasSizeGreaterThanOrEqualTo(2);
            for (Map.Entry<Instant, List<String>> arrival : arrivals(day).entrySet()) {
                long punched = System.nanoTime();
                day.later(Duration.between(day.now(), arrival.getKey()).plusSeconds(1));
                arrived.addAll(arrival.getValue());
                while (!told.keySet().stream()
                        .allMatch(id -> absent(day, id, arrived)
                                == told.get(id).path("absent_count").asInt())) {
                    JsonNode after = rollCall(lines);
                    JsonNode before = Objects.requireNonNull(
                            told.put(after.path("department").asLong(), after));
                    int came = before.path("absent_count").asInt()
                            - after.path("absent_count").asInt();
                    assertThat(came).isPositive();
                    assertThat(after.path("present").asInt())
                            .isEqualTo(before.path("present").asInt() + came);
                }
                assertThat(Duration.ofNanos(System.nanoTime() - punched)).isLessThan(TWO_SECONDS);
            }
            assertThat(metered(day)).isEqualTo(asked).isNotEmpty();
            assertThat(day.simulator.stream().problems()).isEmpty();
            assertThat(day.simulator.stream().pushes().stream()
                            .filter(push -> push.type().equals("EVENT")))
                    .isNotEmpty()
                    .allSatisfy(push -> assertThat(push.topic()).isEqualTo("attendance_check_record"));
        }
    }

    @Test
    void whoDoesNotWantEventsGetsNone() throws Exception {
        try (ChatDay day = day(false)) {
            day.later(Duration.between(day.now(), arrivals(day).lastKey()).plusSeconds(1));
            day.answer(day.company.askers().hr(), day.alone(day.company.askers().hr()), "帮助");
            assertThat(day.simulator.stream().pushes()).extracting(Push::type).doesNotContain("EVENT");
        }
    }
}
