package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.Acknowledgements;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Situation;
import dev.rollcall.web.Links;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The board as a browser gets it, and who gets it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoardPagesTest {
    private static final String TOKEN = "hr-token-of-1000-people";
    private static final String PUBLIC = "https://rollcall.example.com";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern LINK = Pattern.compile("\\((" + PUBLIC + "(/[^)]*))\\)");

    private final HttpClient http = HttpClient.newHttpClient();

    private static ConfigOptions options(String cutoff) {
        return ConfigOptions.morningAt(cutoff)
                .withConversations(true)
                .withWeb("tokens: [\"" + TOKEN + "\"]", "public_url: " + PUBLIC);
    }

    private static ChatDay day(CompanyPlan plan, String cutoff, Instant begin) throws Exception {
        return new ChatDay(Way.STREAM, plan, options(cutoff), begin);
    }

    private HttpResponse<String> get(ChatDay day, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + day.app().port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The page as it is once DingTalk has been read. */
    private HttpResponse<String> read(ChatDay day, String path, String... headers) throws Exception {
        HttpResponse<String> answer = get(day, path, headers);
        while (answer.body().contains("aria-busy=\"true\"")) {
            day.simulator.chats().await(Duration.ofMillis(200), none -> false);
            answer = get(day, path, headers);
        }
        return answer;
    }

    private HttpResponse<String> post(ChatDay day, String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + day.app().port() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String page(ChatDay day, String path, String... more) throws Exception {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + TOKEN;
        System.arraycopy(more, 0, headers, 2, more.length);
        HttpResponse<String> answer = read(day, path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(answer.body()).doesNotContain("{{", "<script>", " style=", " onclick=");
        return answer.body();
    }

    @Test
    void theCompanyIsShownWorstDepartmentFirstWithTheNumbersOfItsOwnBook() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            Book book = day.company.bookAt(ChatDay.NOW);
            String page = page(day, "/");

            assertThat(page).contains("全公司", "未打卡", "下次播报 <time>18:00</time>", "lang=\"zh\"");
            List<Integer> absent = Pattern.compile("<article.*?未打卡</dt><dd>(\\d+)</dd>", Pattern.DOTALL)
                    .matcher(page)
                    .results()
                    .map(match -> Integer.valueOf(match.group(1)))
                    .toList();
            assertThat(absent).hasSize(3).isSortedAccordingTo((one, other) -> other - one);
            assertThat(absent.stream().mapToInt(one -> one).sum())
                    .isEqualTo(book.departments().stream()
                            .mapToInt(one -> one.absent().size())
                            .sum());
            assertThat(page(day, "/", "Accept-Language", "en-US,en;q=0.9")).contains("Whole company", "lang=\"en\"");
            assertThat(page(day, "/", "Accept-Language", "en", "Cookie", "lang=zh"))
                    .contains("全公司");
            assertThat(page(day, "/", "Accept-Language", ";;;,,")).contains("全公司");
        }
    }

    @Test
    void aDepartmentIsShownByNameWithWhyAndWhoeverIsSearchedIsFoundByInitials() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            long id = day.department(0).id();
            JsonNode json =
                    MAPPER.readTree(get(day, "/api/v1/absences?department=" + id, "Authorization", "Bearer " + TOKEN)
                            .body());
            String page = page(day, "/departments/" + id);

            String absent = section(page, "absent");
            JsonNode named = json.path("departments").path(0).path("absent");
            assertThat(named)
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(absent)
                            .contains("<span class=\"name\">" + one.path("name").asText() + "</span>"));
            assertThat(absent).contains("应 09:00 打卡", "截至 09:45 没有打卡");
            assertThat(Pattern.compile("class=\"person\"")
                            .matcher(absent)
                            .results()
                            .count())
                    .isEqualTo(named.size());
            assertThat(page).contains("data-kind=\"arrivals\"");
            assertThat(page(day, "/departments/" + id + "?date=2026-11-19")).contains("2026-11-19");

            String name = named.path(0).path("name").asText();
            assertThat(page(day, "/search?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                    .contains("<span class=\"name\">" + name + "</span>", "未打卡");
            assertThat(page(day, "/search?q=")).contains("找到 0 人");
        }
    }

    private static String section(String page, String standing) {
        Matcher matcher = Pattern.compile("<section class=\"standing " + standing + "\">.*?</section>", Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).as("somebody is " + standing).isTrue();
        return matcher.group();
    }

    @Test
    void whyADigestDidNotArriveIsSaidInTheLanguageOfThePage() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "09:46", ChatDay.NOW.minusSeconds(2))) {
            String robot = "/robot/send?access_token=" + day.department(1).robotToken();
            day.simulator.faults().on(robot, Fault.ROBOT_DISABLED, -1);
            day.later(Duration.ofSeconds(62));
            day.app().round();
            assertThat(day.ends(1)).isEqualTo(SlotState.FAILED);

            assertThat(page(day, "/"))
                    .contains("播报失败<br><small>机器人已停用，400102</small>")
                    .doesNotContain("switched off");
            assertThat(page(day, "/departments/" + day.department(1).id(), "Accept-Language", "en"))
                    .contains("failed<br><small>robot was switched off, 400102</small>");
        }
    }

    @Test
    void aDateThatCannotBeIsRefusedInWords() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            List<String> paths =
                    List.of("/?date=2026-11-21", "/?date=2026-13-01", "/?date=x", "/departments/4100?date=yesterday");
            for (String path : paths) {
                HttpResponse<String> answer = get(day, path, "Authorization", "Bearer " + TOKEN);
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.body()).contains("日期应为 yyyy-MM-dd");
            }
        }
    }

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

    @Test
    void whoLooksHearsWhenNumbersChangeAndWhatBecameOfDigests() throws Exception {
        CompanyPlan plan = ChatDay.company().withShiftStart(LocalTime.of(9, 35));
        try (ChatDay day = day(plan, "09:58", ChatDay.NOW)) {
            page(day, "/");
            HttpResponse<java.io.InputStream> stream = http.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + day.app().port() + "/api/v1/events"))
                            .header("Authorization", "Bearer " + TOKEN)
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.statusCode()).isEqualTo(200);
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream; charset=utf-8");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
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

    private static String until(BufferedReader lines, String begin) throws java.io.IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(begin)) {
            line = lines.readLine();
        }
        assertThat(line).as("a line that begins with " + begin).isNotNull();
        return line;
    }

    /** Every address of the description is there, and what it says of its answers is so. */
    @Test
    void theDescriptionOfTheApiIsThatOfTheApi() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            assertThat(get(day, "/openapi.json").statusCode()).isEqualTo(401);
            HttpResponse<String> refused = get(day, "/openapi");
            assertThat(refused.statusCode()).as("people log in").isEqualTo(302);
            assertThat(refused.headers().firstValue("Location").orElseThrow()).endsWith("/login?next=%2Fopenapi");
            JsonNode described = MAPPER.readTree(get(day, "/openapi.json", "Authorization", "Bearer " + TOKEN)
                    .body());
            assertThat(described.path("openapi").asText()).isEqualTo("3.1.0");
            List<String> paths = new ArrayList<>();
            described.path("paths").fieldNames().forEachRemaining(paths::add);
            assertThat(paths)
                    .contains("/api/v1/absences", "/api/v1/deliveries", "/api/v1/events", "/healthz", "/readyz");
            JsonNode schemas = described.path("components").path("schemas");
            assertThat(required(schemas, "RollCall")).isEqualTo(names(json(day, "/api/v1/absences")));
            assertThat(required(schemas, "Department"))
                    .isEqualTo(names(
                            json(day, "/api/v1/absences").path("departments").path(0)));
            assertThat(required(schemas, "Readiness")).isEqualTo(names(json(day, "/readyz")));
            assertThat(required(schemas, "Problem"))
                    .isEqualTo(
                            names(MAPPER.readTree(get(day, "/api/v1/absences").body())));
            assertThat(page(day, "/openapi")).contains("GET /api/v1/absences", "openapi.json");
        }
    }

    private JsonNode json(ChatDay day, String path) throws Exception {
        return MAPPER.readTree(
                get(day, path, "Authorization", "Bearer " + TOKEN).body());
    }

    private static Set<String> required(JsonNode schemas, String name) {
        Set<String> required = new TreeSet<>();
        schemas.path(name).path("required").forEach(one -> required.add(one.asText()));
        return required;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void whatTakesLongIsShownAsBeingRead() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            day.simulator.faults().on("/attendance/listRecord", Fault.SLOW, 1);
            for (String path : List.of(
                    "/", "/search?q=x", "/departments/" + day.department(0).id())) {
                assertThat(get(day, path, "Authorization", "Bearer " + TOKEN).body())
                        .as(path)
                        .contains("正在读取钉钉数据", "aria-busy=\"true\"");
            }
        }
    }

    @Test
    void theReportOfAWeekIsReadWhenSomebodySaysSoAndThenKept() throws Exception {
        try (ChatDay day = day(ChatDay.company().withPast(10), "18:00", ChatDay.NOW)) {
            String week = "/report?from=2026-11-16&to=2026-11-19";
            assertThat(get(day, week).statusCode()).as("to the login").isEqualTo(302);
            assertThat(page(day, "/report")).contains("考勤日报", "value=\"2026-11-01\"", "value=\"2026-11-19\"");
            assertThat(page(day, week)).contains("其中 4 天还没有保存").doesNotContain("下载");
            assertThat(page(day, "/", "Accept-Language", "en")).contains("href=\"/report\"");

            String[] own = {"Authorization", "Bearer " + TOKEN};
            assertThat(post(day, week, "", own).statusCode())
                    .as("another site's form")
                    .isEqualTo(403);
            assertThat(post(day, week, "", "HX-Request", "true").statusCode()).isEqualTo(401);
            HttpResponse<String> begun = post(day, week, "", own[0], own[1], "HX-Request", "true");
            assertThat(begun.body()).contains("正在从钉钉读取", "<progress");
            assertThat(made(day, week)).contains("下载 Excel", "下载 CSV").doesNotContain("还没有保存");
            assertThat(page(day, week, "Accept-Language", "en")).contains("Download CSV");

            String today = "/report?from=2026-11-20&to=2026-11-20";
            post(day, today, "", own[0], own[1], "HX-Request", "true");
            assertThat(made(day, today)).as("as of now").contains("下载 CSV").doesNotContain("还没有保存", "数据不完整");
            day.simulator.faults().on("/attendance/list", Fault.HTTP_500, -1);
            String before = "/report?from=2026-11-13&to=2026-11-13";
            post(day, before, "", own[0], own[1], "HX-Request", "true");
            assertThat(made(day, before)).contains("数据不完整：", "/attendance/list", "下载 CSV");
            assertThat(get(day, "/api/v1" + before, own).headers().firstValue("Rollcall-Incomplete"))
                    .contains("2026-11-13");

            assertThat(get(day, "/report?from=2026-11-19&to=2026-11-18", own).statusCode())
                    .isEqualTo(400);
            assertThat(get(day, "/api/v1/report?from=2026-11-19&to=2026-11-18", own)
                            .body())
                    .contains("to: 2026-11-18 is before 2026-11-19");
            for (String bad : List.of(
                    "",
                    "?from=2026-11-19",
                    "?from=x&to=2026-11-19",
                    "?from=2026-11-19&to=2026-11-19&x=1",
                    "?from=2026-11-19&to=2026-11-19&format=pdf",
                    "?from=2026-11-19&from=2026-11-19&to=2026-11-19")) {
                HttpResponse<String> answer = get(day, "/api/v1/report" + bad, own);
                assertThat(answer.statusCode()).as(bad).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .contains("application/problem+json;charset=utf-8");
            }
            assertThat(get(day, "/api/v1/report?from=2026-11-19&to=2026-11-19").statusCode())
                    .isEqualTo(401);
        }
    }

    /** The page once the report is made. */
    private String made(ChatDay day, String address) throws Exception {
        String page = page(day, address);
        while (page.contains("<progress")) {
            day.simulator.chats().await(Duration.ofMillis(200), none -> false);
            page = page(day, address);
        }
        return page;
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
                    "/departments/" + day.department(0).id(),
                    "/departments/1",
                    "/openapi",
                    "/openapi.json",
                    "/api/v1/absences",
                    "/api/v1/deliveries",
                    "/api/v1/report?from=x",
                    "/api/v1/nothing",
                    "/dingtalk/robot",
                    "/local/command",
                    "/healthz",
                    "/readyz",
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
