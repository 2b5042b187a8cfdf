package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.web.Access;
import dev.rollcall.web.BoardApi;
import dev.rollcall.web.Links;
import dev.rollcall.web.WebConfig;
import dev.rollcall.web.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs read at {@code /api/v1}. */
class BoardApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(ChatDay day, String path) throws Exception {
        HttpResponse<String> answer = get(day.app().port(), path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        return MAPPER.readTree(answer.body());
    }

    private static Set<String> absent(JsonNode department) {
        Set<String> ids = new TreeSet<>();
        department.path("absent").forEach(one -> ids.add(one.path("user_id").asText()));
        return ids;
    }

    @Test
    void theAbsencesAreThoseOfTheCompanysOwnBookAndAreNotReadTwiceInAMinute() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Book book = day.company.bookAt(ChatDay.NOW);
            JsonNode all = json(day, "/api/v1/absences");
            assertThat(all.path("work_date").asText()).isEqualTo("2026-11-20");
            assertThat(all.path("complete").asBoolean()).isTrue();
            assertThat(all.path("company").path("absent_count").asInt())
                    .isEqualTo(book.company().absent().size());
            assertThat(all.path("departments"))
                    .hasSize(3)
                    .allSatisfy(one -> assertThat(absent(one))
                            .isEqualTo(book.department(one.path("id").asLong())
                                    .absent()
                                    .keySet()));

            long calls = day.calls();
            long id = day.department(1).id();
            JsonNode one = json(day, "/api/v1/absences?department=" + id + "&date=2026-11-20");
            assertThat(one.path("departments")).hasSize(1);
            assertThat(one.path("departments").get(0))
                    .isEqualTo(all.path("departments").get(1));
            assertThat(day.calls()).isEqualTo(calls);
        }
    }

    @Test
    void atAnInstantAndOfAPastDayItIsAsOfThen() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            JsonNode early = json(day, "/api/v1/absences?at=08:30");
            assertThat(early.path("as_of").asText()).isEqualTo("2026-11-20T08:30:00+08:00");
            assertThat(early.path("company").path("due").asInt()).isZero();
            JsonNode before = json(day, "/api/v1/absences?date=2026-11-19");
            assertThat(before.path("as_of").asText()).isEqualTo("2026-11-19T23:59:59+08:00");
        }
    }

    @Test
    void aValueThatCannotBeMeantIsABadRequestThatSaysWhatCan() throws Exception {
        try (ChatDay day = new ChatDay(Way.CALLBACK, ChatDay.company(), true)) {
            for (String query : List.of(
                    "absences?date=2026-11-31",
                    "absences?date=20.11.2026",
                    "absences?date=2026-11-21",
                    "absences?date=2026-05-23",
                    "absences?at=09:40&date=1990-01-01",
                    "absences?date=",
                    "absences?date=2026-11-19&date=2026-11-18",
                    "absences?department=1",
                    "absences?department=x",
                    "absences?department=4100%27--",
                    "absences?at=9:40",
                    "absences?at=24:00",
                    "absences?at=23:59",
                    "absences?dept=4100",
                    "deliveries?date=yesterday",
                    "deliveries?department=4100")) {
                HttpResponse<String> answer = get(day.app().port(), "/api/v1/" + query);
                assertThat(answer.statusCode()).as(query).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
                String name = query.replaceAll(".*[?&](\\w+)=.*", "$1");
                assertThat(MAPPER.readTree(answer.body()).path("detail").asText())
                        .startsWith(name + ": ");
            }
            assertThat(day.calls()).as("nothing was asked").isZero();
        }
    }

    @Test
    void whatBecameOfEachDigestIsListedAndWhyOneFailed() throws Exception {
        ConfigOptions options = ConfigOptions.morningAt("09:40");
        try (ChatDay day = new ChatDay(
                Way.STREAM,
                ChatDay.company(),
                options,
                ChatDay.NOW.minus(Duration.ofMinutes(5)).minusSeconds(3))) {
            day.simulator
                    .faults()
                    .on("/robot/send?access_token=" + day.department(1).robotToken(), Fault.ROBOT_REMOVED, -1);
            assertThat(day.ends(0)).isEqualTo(SlotState.SENT);
            assertThat(day.ends(1)).isEqualTo(SlotState.FAILED);

            JsonNode all = json(day, "/api/v1/deliveries");
            assertThat(all.isArray()).isTrue();
            JsonNode sent = of(all, day.department(0).id());
            assertThat(sent.path("name").asText()).isEqualTo(day.department(0).name());
            assertThat(sent.path("work_date").asText()).isEqualTo("2026-11-20");
            assertThat(sent.path("cutoff").asText()).isEqualTo("morning");
            assertThat(sent.path("state").asText()).isEqualTo("sent");
            assertThat(sent.path("late").asBoolean()).isFalse();
            assertThat(sent.path("attempts").asInt()).isEqualTo(1);
            assertThat(sent.path("reason").isNull()).isTrue();
            assertThat(sent.path("sent_at").asText()).matches("2026-11-20T09:40:\\d\\d\\+08:00");
            JsonNode failed = of(all, day.department(1).id());
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("reason").asText()).contains("300005");
            assertThat(failed.path("sent_at").isNull()).isTrue();
            assertThat(json(day, "/api/v1/deliveries?date=2026-11-19")).isEmpty();
        }
    }

    private static JsonNode of(JsonNode all, long department) {
        for (JsonNode one : all) {
            if (one.path("department").asLong() == department) {
                return one;
            }
        }
        throw new AssertionError("no delivery of " + department + " in " + all);
    }

    private static WebServer server(List<Secret> tokens) throws Exception {
        WebConfig defaults = WebConfig.defaults();
        WebConfig config = new WebConfig("127.0.0.1", 0, null, tokens, 1, null, defaults.refresh(), true);
        BoardApi.RollCalls none = new BoardApi.RollCalls() {
            @Override
            public CompletableFuture<dev.rollcall.absence.RollCall> of(
                    java.util.Collection<Long> departments, java.time.LocalDate date) {
                throw new IllegalStateException("nobody may ask");
            }

            @Override
            public CompletableFuture<dev.rollcall.absence.RollCall> at(
                    java.util.Collection<Long> departments, java.time.LocalDate date, java.time.Instant asOf) {
                throw new IllegalStateException("nobody may ask");
            }
        };
        Secret secret = Secret.of("an-app-secret");
        Access access = new Access(
                config, secret, new Links(config, secret, Clock.systemUTC()), Clock.systemUTC(), Waiting.real());
        BoardApi api = new BoardApi(
                access, ChatDay.ZONE, Clock.systemUTC(), List.of(4100L), none, date -> List.of(), Runnable::run);
        return WebServer.start("127.0.0.1", 0, Map::of, api);
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer hr-token-of-1000-people, 200",
        "bearer hr-token-of-1000-people, 401",
        "Bearer hr-token-of-1000-peopl, 401",
        "Bearer hr-token-of-1000-people2, 401",
        "Bearer , 401",
        "Basic aHI6dG9rZW4=, 401",
        "hr-token-of-1000-people, 401"
    })
    void whereTokensAreConfiguredOneOfThemIsNeededAlsoOnThisMachine(String header, int status) throws Exception {
        try (WebServer server =
                server(List.of(Secret.of("another-token-of-the-board"), Secret.of("hr-token-of-1000-people")))) {
            HttpResponse<String> answer =
                    get(server.port(), "/api/v1/deliveries?date=2026-11-20", "Authorization", header);
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("another-token");
            assertThat(get(server.port(), "/api/v1/deliveries").statusCode()).isEqualTo(401);
            assertThat(get(server.port(), "/api/v1/absences?date=x").statusCode())
                    .isEqualTo(401);
            assertThat(get(server.port(), "/healthz").statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"})
    void withoutTokensThisMachineIsAnsweredAndWhatAProxyPassesOnIsNot(String header) throws Exception {
        try (WebServer server = server(List.of())) {
            String path = "/api/v1/deliveries?date=2026-11-20";
            assertThat(get(server.port(), path).statusCode()).isEqualTo(200);
            HttpResponse<String> passedOn = get(server.port(), path, header, "127.0.0.1");
            assertThat(passedOn.statusCode()).isEqualTo(403);
            assertThat(passedOn.body()).contains("web.tokens");
        }
    }
}
