package dev.rollcall.acceptance;

import static dev.rollcall.acceptance.BoardClient.PUBLIC;
import static dev.rollcall.acceptance.BoardClient.TOKEN;
import static dev.rollcall.acceptance.BoardClient.day;
import static dev.rollcall.acceptance.BoardClient.get;
import static dev.rollcall.acceptance.BoardClient.json;
import static dev.rollcall.acceptance.BoardClient.page;
import static dev.rollcall.acceptance.BoardClient.post;
import static dev.rollcall.acceptance.BoardClient.read;
import static dev.rollcall.acceptance.BoardClient.section;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Acknowledgements;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.Situation;
import dev.rollcall.web.Links;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets what of the board. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoardAccessTest {
    private static final Pattern LINK = Pattern.compile("\\((" + PUBLIC + "(/[^)]*))\\)");
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void whoIsNotKnownIsSentToLogInAndATokenBecomesACookie() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            HttpResponse<String> refused = get(day, "/departments/4100?date=2026-11-20");
            assertThat(refused.statusCode()).isEqualTo(302);
            String login = refused.headers().firstValue("Location").orElseThrow();
            assertThat(login).endsWith("/login?next=%2Fdepartments%2F4100%3Fdate%3D2026-11-20");
            assertThat(get(
                                    day,
                                    URI.create(login).getRawPath() + "?"
                                            + URI.create(login).getRawQuery())
                            .body())
                    .contains("type=\"password\"", "value=\"/departments/4100?date&#x3D;2026-11-20\"");

            HttpResponse<String> wrong = post(day, "/login", "token=hr-token");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).contains("口令不对");
            assertThat(wrong.headers().allValues("Set-Cookie")).noneMatch(one -> one.startsWith("rollcall="));
            assertThat(post(day, "/login", "token=" + TOKEN, "Origin", "https://evil.example")
                            .statusCode())
                    .isEqualTo(403);

            assertThat(post(day, "/login", "token=" + TOKEN + "&mark=x", "Origin", "null")
                            .statusCode())
                    .isEqualTo(403);

            HttpResponse<String> in = post(day, "/login", "token=" + TOKEN + "&next=%2Fdepartments%2F4100");
            assertThat(in.statusCode()).isEqualTo(302);
            assertThat(in.headers().firstValue("Location").orElseThrow()).endsWith("/departments/4100");
            String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain("Secure", TOKEN);
            String value = cookie.split(";", 2)[0];
            assertThat(get(day, "/", "Cookie", value).statusCode()).isEqualTo(200);
            assertThat(get(day, "/api/v1/absences", "Cookie", value).statusCode())
                    .isEqualTo(200);
            String forged = value.substring(0, value.length() - 1) + (value.endsWith("A") ? "B" : "A");
            assertThat(get(day, "/", "Cookie", forged).statusCode()).isEqualTo(302);
            assertThat(post(day, "/login", "token=" + TOKEN + "&next=//evil.example/x")
                            .headers()
                            .firstValue("Location")
                            .orElseThrow())
                    .doesNotContain("evil");

            String secure = post(day, "/login", "token=" + TOKEN, "X-Forwarded-Proto", "https")
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow();
            assertThat(secure).startsWith("__Host-").contains("Secure");
            assertThat(post(day, "/logout", "", "Cookie", value)
                            .headers()
                            .firstValue("Set-Cookie")
                            .orElseThrow())
                    .contains("Expires=Thu, 01 Jan 1970");
            day.later(Duration.ofHours(13));
            assertThat(get(day, "/", "Cookie", value).statusCode()).isEqualTo(302);
        }
    }

    /** A part of an open page, which would be replaced by a page that has no such part. */
    @Test
    void anOpenPageWhoseLogInIsOverIsToldToLoadAnew() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            String week = "/report?from=2026-11-16&to=2026-11-19";
            for (String path : List.of(
                    "/", "/departments/" + day.department(0).id(), "/search?q=x", week, "/preview", "/openapi")) {
                HttpResponse<String> answer = get(day, path, "HX-Request", "true");
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.headers().firstValue("HX-Refresh")).as(path).contains("true");
            }
            HttpResponse<String> begun = post(day, week, "", "HX-Request", "true");
            assertThat(begun.statusCode()).isEqualTo(401);
            assertThat(begun.headers().firstValue("HX-Refresh")).contains("true");
        }
    }

    @Test
    void whoGuessesHasTenTriesAMinuteAndThenNotEvenTheRightOne() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            for (int guess = 0; guess < 10; guess++) {
                assertThat(post(day, "/login", "token=guess-" + guess).statusCode())
                        .isEqualTo(401);
            }
            assertThat(post(day, "/login", "token=" + TOKEN).statusCode()).isEqualTo(429);
            assertThat(get(day, "/api/v1/absences", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(429);
            assertThat(get(day, "/api/v1/absences", "Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "192.0.2.7")
                            .statusCode())
                    .as("somebody else behind the same proxy")
                    .isEqualTo(200);

            day.afterAMinute();
            assertThat(post(day, "/login", "token=" + TOKEN).statusCode()).isEqualTo(302);
        }
    }

    /** Anybody of this network may say that they pass something on. */
    @Test
    void whoGuessesInTheNameOfEverNewAddressesHasSixtyTriesAMinute() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            for (int guess = 0; guess < 60; guess++) {
                assertThat(get(
                                        day,
                                        "/api/v1/absences",
                                        "Authorization",
                                        "Bearer guess-" + guess,
                                        "X-Forwarded-For",
                                        "10.0.0." + guess)
                                .statusCode())
                        .isEqualTo(401);
            }
            String[] right = {"Authorization", "Bearer " + TOKEN, "X-Forwarded-For", "10.0.0.99"};
            assertThat(get(day, "/api/v1/absences", right).statusCode()).isEqualTo(429);
            assertThat(post(day, "/login", "token=" + TOKEN).statusCode()).isEqualTo(429);

            day.afterAMinute();
            assertThat(get(day, "/api/v1/absences", right).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDigestsLinkOpensItsDepartmentOnItsDateUntilItExpiresAndNothingElse() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "09:46", ChatDay.NOW.minusSeconds(2))) {
            day.later(Duration.ofSeconds(62));
            day.app().round();
            List<ChatMessage> posted = day.posted(0, 1);
            Matcher link = LINK.matcher(posted.get(0).text());
            assertThat(link.find()).as(posted.get(0).text()).isTrue();
            String path = link.group(2);
            long id = day.department(0).id();
            assertThat(path).startsWith("/departments/" + id + "?date=2026-11-20&until=");

            HttpResponse<String> opened = read(day, path);
            assertThat(opened.statusCode()).isEqualTo(200);
            assertThat(section(opened.body(), "absent")).contains("class=\"name\"");
            assertThat(opened.body())
                    .as("the group may know who is absent, not who is late, away or when anybody came")
                    .doesNotContain(
                            "standing present", "standing excused", "standing unverified", "data-kind", "<mark>");
            JsonNode first = json(day, "/api/v1/absences?department=" + id)
                    .path("departments")
                    .path(0)
                    .path("absent")
                    .path(0);
            day.app()
                    .ledger()
                    .acknowledgements()
                    .add(new Acknowledgements.Acknowledgement(
                            first.path("user_id").asText(), ChatDay.DATE, "体检", null, "boss", day.now()));
            String name = "<span class=\"name\">" + first.path("name").asText() + "</span>";
            assertThat(opened.body()).contains(name);
            assertThat(read(day, path).body()).as("known to the lead").doesNotContain(name, "体检");
            assertThat(page(day, "/departments/" + id)).contains(name, "体检");
            assertThat(opened.body()).doesNotContain("href=\"/?date", "action=\"/search\"");
            assertThat(get(
                                    day,
                                    path.replace(
                                            "/" + id + "?",
                                            "/" + day.department(1).id() + "?"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(day, path.replace("2026-11-20", "2026-11-19")).statusCode())
                    .isEqualTo(403);
            assertThat(get(day, path.replaceAll("until=\\d", "until=9")).statusCode())
                    .isEqualTo(403);
            assertThat(get(day, "/?" + path.split("\\?", 2)[1]).statusCode()).isEqualTo(403);
            assertThat(get(day, "/api/v1/absences?" + path.split("\\?", 2)[1]).statusCode())
                    .isEqualTo(401);
            day.later(Duration.ofHours(25));
            HttpResponse<String> expired = get(day, path);
            assertThat(expired.statusCode()).isEqualTo(403);
            assertThat(expired.body()).contains("已过期").doesNotContain("class=\"name\"");
        }
    }

    private HttpResponse<InputStream> events(ChatDay day, String query, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + day.app().port() + "/api/v1/events?" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void whoeverHasALinkIsToldOfItsDepartmentAndDayOnlyAndNoLongerThanItHolds() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            BotConfig config = day.app().config();
            long id = day.department(0).id();
            Links links = new Links(config.web(), config.dingtalk().appSecret(), Clock.systemUTC());
            String today = String.valueOf(links.department(id, ChatDay.DATE, ChatDay.NOW));
            String yesterday = String.valueOf(links.department(id, ChatDay.DATE.minusDays(1), ChatDay.NOW));
            String query = today.substring(today.indexOf('?') + 1) + "&department=";

            HttpResponse<InputStream> told = events(day, query + id);
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(events(day, query + day.department(1).id()).statusCode()).isEqualTo(401);
            assertThat(events(day, yesterday.substring(yesterday.indexOf('?') + 1) + "&department=" + id)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(events(day, "department=99", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(400);

            day.later(Duration.ofHours(25));
            assertThat(new String(told.body().readAllBytes(), StandardCharsets.UTF_8))
                    .as("it ends")
                    .startsWith("retry: 3000\n\n")
                    .doesNotContain("\"work_date\":\"2026-11-21\"");
        }
    }

    @Test
    void whereSoManySeemAbsentThatTheDataMayBeWrongALinkShowsNoNames() throws Exception {
        CompanyPlan mostAway = ChatDay.company()
                .withOnly(Situation.ON_TIME, Situation.STAYS_AWAY, Situation.STAYS_AWAY, Situation.STAYS_AWAY);
        try (ChatDay day = day(mostAway, "18:00", ChatDay.NOW)) {
            BotConfig config = day.app().config();
            long id = day.department(0).id();
            String link = new Links(config.web(), config.dingtalk().appSecret(), Clock.systemUTC())
                    .department(id, ChatDay.DATE, ChatDay.NOW);
            assertThat(link).isNotNull();

            assertThat(read(day, link.substring(PUBLIC.length())).body())
                    .contains("核对之前不显示名单")
                    .doesNotContain("class=\"name\"");
            assertThat(page(day, "/departments/" + id)).contains("名单没有发到群里", "class=\"name\"");
            assertThat(page(day, "/")).contains("名单没有发到群里");
        }
    }

    /** On every address, by every method, whatever is answered. */
    @Test
    void everyAnswerCarriesTheHeadersThatProtectIt() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            String[] token = {"Authorization", "Bearer " + TOKEN};
            List<String> addresses = List.of(
                    "/",
                    "/login",
                    "/logout",
                    "/language/en",
                    "/search?q=x",
                    "/report",
                    "/preview",
                    "/preview?department=" + day.department(0).id() + "&cutoff=morning",
                    "/preview?department=x",
                    "/departments/" + day.department(0).id(),
                    "/departments/1",
                    "/openapi",
                    "/openapi.json",
                    "/api/v1/absences",
                    "/api/v1/deliveries",
                    "/api/v1/doctor?fresh=x",
                    "/api/v1/report?from=x",
                    "/api/v1/nothing",
                    "/dingtalk/robot",
                    "/local/command",
                    "/healthz",
                    "/readyz",
                    "/metrics",
                    "/assets/board.css",
                    "/assets/nothing.css",
                    "/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                    "/nothing",
                    "/%2e%2e/%2e%2e/etc/passwd");
            for (String address : addresses) {
                for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
                    HttpResponse<String> answer = ask(day, method, address, token);
                    String what = method + " " + address + " " + answer.statusCode();
                    assertThat(answer.statusCode()).as(what).isLessThan(500);
                    protectedBy(answer, what);
                    if (method.equals("TRACE")) {
                        assertThat(answer.body()).as(what).doesNotContain(TOKEN);
                    }
                }
            }
            assertThat(get(day, "/healthz", "X-Forwarded-Proto", "https")
                            .headers()
                            .firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
            assertThat(get(day, "/healthz").headers().firstValue("Strict-Transport-Security"))
                    .isEmpty();
        }
    }

    private HttpResponse<String> ask(ChatDay day, String method, String address, String... headers) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + day.app().port() + address))
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        // Each over a connection of its own: some of these answers end theirs.
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void protectedBy(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .as(what)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                .as(what)
                .contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).as(what).contains("no-referrer");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy"))
                .as(what)
                .contains("same-origin");
        assertThat(answer.headers().firstValue("Server")).as(what).isEmpty();
    }
}
