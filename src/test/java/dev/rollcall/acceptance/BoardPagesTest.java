package dev.rollcall.acceptance;

import static dev.rollcall.acceptance.BoardClient.TOKEN;
import static dev.rollcall.acceptance.BoardClient.day;
import static dev.rollcall.acceptance.BoardClient.get;
import static dev.rollcall.acceptance.BoardClient.json;
import static dev.rollcall.acceptance.BoardClient.page;
import static dev.rollcall.acceptance.BoardClient.post;
import static dev.rollcall.acceptance.BoardClient.section;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.Fault;
import dev.rollcall.web.Links;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a browser gets of the board. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoardPagesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
            List<String> paths = List.of(
                    "/?date=2026-11-21",
                    "/?date=2026-13-01",
                    "/?date=x",
                    "/?date=2026-05-23",
                    "/search?q=x&date=2026-05-23",
                    "/departments/4100?date=2026-05-23",
                    "/departments/4100?date=yesterday");
            for (String path : paths) {
                HttpResponse<String> answer = get(day, path, "Authorization", "Bearer " + TOKEN);
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
                assertThat(answer.body()).contains("日期应为 yyyy-MM-dd");
            }
            assertThat(page(day, "/?date=2026-05-24"))
                    .as("the oldest that DingTalk has")
                    .contains("2026-05-24");
        }
    }

    @Test
    void aDepartmentThatIsNotThereIsSaidNotToBe() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            for (String id : List.of("99999", "0", "-1", "x", "4100%27--")) {
                HttpResponse<String> answer = get(day, "/departments/" + id, "Authorization", "Bearer " + TOKEN);
                assertThat(answer.statusCode()).as(id).isEqualTo(404);
                assertThat(answer.body()).contains("没有这个部门").doesNotContain("class=\"name\"");
                assertThat(get(day, "/departments/" + id).statusCode())
                        .as("to the login, whether or not it is there")
                        .isEqualTo(302);
            }
        }
    }

    @Test
    void whoeverIsSearchedOnAPastDateIsShownAsOfThen() throws Exception {
        try (ChatDay day = day(ChatDay.company().withPast(3), "18:00", ChatDay.NOW)) {
            long id = day.department(0).id();
            JsonNode absent = json(day, "/api/v1/absences?date=2026-11-19&department=" + id)
                    .path("departments")
                    .path(0)
                    .path("absent")
                    .path(0);
            String name = absent.path("name").asText();
            assertThat(name).isNotEmpty();
            String query = "/search?q=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&date=2026-11-19";
            assertThat(page(day, query))
                    .contains(
                            "<span class=\"name\">" + name + "</span> <span class=\"tag absent\">未打卡</span>",
                            "href=\"/departments/" + id + "?date&#x3D;2026-11-19\"",
                            "name=\"date\" value=\"2026-11-19\"");
        }
    }

    /** Whoever looks at something in Chinese looks at the same in English. */
    @Test
    void theSwitchOfTheLanguageKeepsWhatIsLookedAt() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            String asked = "/search?q=%E5%BC%A0+%26+x&date=2026-11-19";
            Matcher link =
                    Pattern.compile("href=\"(/language/en\\?next=[^\"]*)\"").matcher(page(day, asked));
            assertThat(link.find()).isTrue();
            HttpResponse<String> there = get(day, link.group(1));
            assertThat(there.statusCode()).isEqualTo(302);
            assertThat(URI.create(there.headers().firstValue("Location").orElseThrow()))
                    .hasPath("/search")
                    .hasQuery("q=张+&+x&date=2026-11-19")
                    .asString()
                    .endsWith(asked);
            assertThat(there.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("lang=en;");
        }
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
                    .contains(
                            "/api/v1/absences",
                            "/api/v1/deliveries",
                            "/api/v1/doctor",
                            "/api/v1/events",
                            "/healthz",
                            "/readyz",
                            "/metrics");
            JsonNode schemas = described.path("components").path("schemas");
            assertThat(required(schemas, "RollCall")).isEqualTo(names(json(day, "/api/v1/absences")));
            assertThat(required(schemas, "Department"))
                    .isEqualTo(names(
                            json(day, "/api/v1/absences").path("departments").path(0)));
            JsonNode diagnosis = json(day, "/api/v1/doctor");
            assertThat(required(schemas, "Diagnosis")).isEqualTo(names(diagnosis));
            assertThat(required(schemas, "Finding"))
                    .isEqualTo(names(diagnosis.path("findings").path(0)));
            assertThat(required(schemas, "Readiness")).isEqualTo(names(json(day, "/readyz")));
            assertThat(required(schemas, "Problem"))
                    .isEqualTo(
                            names(MAPPER.readTree(get(day, "/api/v1/absences").body())));
            assertThat(page(day, "/openapi")).contains("GET /api/v1/absences", "openapi.json");
        }
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

    /** Word for word what the group then reads, before it does and after it has. */
    @Test
    void whatACutoffPostsIsShownAsTextBeforeAndAfterItIsPosted() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "09:46", ChatDay.NOW.minusSeconds(2))) {
            long id = day.department(0).id();
            String address = "/preview?department=" + id + "&cutoff=morning";
            assertThat(page(day, "/")).contains("href=\"/preview\"");
            assertThat(page(day, "/departments/" + id)).contains("href=\"/preview?department=" + id + "\"");
            assertThat(page(day, "/preview"))
                    .contains("播报预览", "<strong>全公司</strong>", "department&#x3D;" + id + "&amp;cutoff&#x3D;morning");
            assertThat(page(day, "/preview?department=" + id)).doesNotContain("全公司</strong>");
            String before = page(day, address);
            assertThat(before)
                    .containsPattern("2026-11-20，截至 09:4[45] · 发到部门群")
                    .contains("<h2>" + day.department(0).name());
            String english = page(day, address, "Accept-Language", "en");
            assertThat(english)
                    .containsPattern("as of 09:4[45] · goes to the department’s group")
                    .contains("word for word");
            assertThat(page(day, "/preview?department=0&cutoff=morning")).contains("发到 HR 群", "<h2>全公司");
            assertThat(day.posted(0, 0)).as("looking posts nothing").isEmpty();

            day.later(Duration.ofSeconds(62));
            day.app().round();
            assertThat(day.ends(0)).isEqualTo(SlotState.SENT);
            ChatMessage posted = day.posted(0, 1).get(0);
            String after = page(day, address);
            assertThat(after).contains("已播报 · 发到部门群");
            assertThat(shown(after)).isEqualTo(posted.text());
            assertThat(after).contains("<h2>" + escaped(posted.title()) + "</h2>");
        }
    }

    @Test
    void aPreviewOfWhatIsNotThereSaysSoAndNobodyElseGetsAny() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            long id = day.department(0).id();
            long calls = day.calls();
            for (String query : List.of(
                    "department=1&cutoff=morning",
                    "department=" + id + "&cutoff=evening",
                    "department=x",
                    "cutoff=%3Cscript%3E")) {
                HttpResponse<String> answer = get(day, "/preview?" + query, "Authorization", "Bearer " + TOKEN);
                assertThat(answer.statusCode()).as(query).isEqualTo(404);
                assertThat(answer.body()).contains("没有这个部门").doesNotContain("<script>", "<pre>");
            }
            String address = "/preview?department=" + id + "&cutoff=morning";
            HttpResponse<String> refused = get(day, address);
            assertThat(refused.statusCode()).isEqualTo(302);
            assertThat(refused.headers().firstValue("Location").orElseThrow()).contains("/login?next=%2Fpreview");
            Links links = new Links(
                    day.app().config().web(), day.app().config().dingtalk().appSecret(), Clock.systemUTC());
            String link = String.valueOf(links.department(id, ChatDay.DATE, ChatDay.NOW));
            HttpResponse<String> linked = get(day, address + "&" + link.substring(link.indexOf('?') + 1));
            assertThat(linked.statusCode()).as("a digest's link").isEqualTo(302);
            assertThat(day.calls()).as("nothing was read for them").isEqualTo(calls);
        }
    }

    @Test
    void aPreviewThatTakesLongIsShownAsBeingReadAndReadOnce() throws Exception {
        try (ChatDay day = day(ChatDay.company(), "18:00", ChatDay.NOW)) {
            day.simulator.faults().on("/attendance/listRecord", Fault.SLOW, 1);
            String address = "/preview?department=" + day.department(0).id() + "&cutoff=morning";
            assertThat(get(day, address, "Authorization", "Bearer " + TOKEN).body())
                    .contains("正在读取钉钉数据", "aria-busy=\"true\"")
                    .doesNotContain("<pre>");
            String page = page(day, address);
            assertThat(page).contains("<pre>");
            long calls = day.calls();
            assertThat(page(day, address)).isEqualTo(page);
            assertThat(day.calls()).isEqualTo(calls);
        }
    }

    /** What stands in the message of a preview's page, as a browser shows it. */
    private static String shown(String page) {
        Matcher text = Pattern.compile("<pre>(.*?)</pre>", Pattern.DOTALL).matcher(page);
        assertThat(text.find()).isTrue();
        return text.group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#x3D;", "=")
                .replace("&#x60;", "`")
                .replace("&amp;", "&");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
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
}
