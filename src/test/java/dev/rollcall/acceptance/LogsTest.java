package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Oddity;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The log on bad days: never a secret, above DEBUG nobody's name, one line an event, and what belongs together has one id,
 * from what set it off to the message that it sends.
 */
@ResourceLock("log")
class LogsTest {
    private static final String HR_TOKEN = "canary-hr-token-of-1000-people";
    private static final List<String> PARTS_OF_ADDRESSES =
            List.of("access_token=", "sign=", "session=", "ticket=", "sig=", "Bearer ");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private LogCapture raw;
    private LoggedLines lines;

    @BeforeEach
    void listen() {
        raw = new LogCapture();
        lines = new LoggedLines();
    }

    @AfterEach
    void stopListening() {
        lines.close();
        raw.close();
    }

    private static HttpResponse<String> get(int port, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aMorningOnWhichMuchGoesWrongTellsNoSecretAndNobodysName() throws Exception {
        DatabaseConfig database = Postgres.shared().freshDatabase();
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withConversations(true)
                .withWeb("tokens: [\"" + HR_TOKEN + "\"]", "public_url: https://rollcall.example.com");
        SimulatedCompany company;
        try (Morning morning = Morning.of(
                        CompanyPlan.of(160, 5, 5, Morning.DATE).withWrongIds(2))
                .on(database)
                .with(options)
                .failing(LogsTest::everythingFails)
                .begin()) {
            company = morning.company();
            int port = morning.app().port();
            get(port, "/api/v1/absences", "Authorization", "Bearer " + HR_TOKEN + "x");
            get(port, "/api/v1/absences", "Authorization", "Bearer " + HR_TOKEN);
            get(port, "/departments/" + morning.department(1).id() + "?date=2026-11-20&until=1&sig=canary-signature");
            get(port, "/%0d%0a2026-11-20T01:40:00.000Z%20ERROR%20Forged?sig=canary-signature");
            morning.awaitTrue(() -> morning.hr().size() >= 1);
            morning.awaitTrue(() -> raw.text().contains("400102") && raw.text().contains("300005"));
            get(port, "/readyz");
            get(port, "/metrics");
        }

        assertThat(raw.warnings()).as("much went wrong").hasSizeGreaterThan(3);
        noSecret(company, database.password().reveal());
        nobodysName(company);
        oneLineEach();
    }

    private static void everythingFails(Morning morning) {
        morning.robotFails(0, Fault.ROBOT_REMOVED, -1);
        morning.robotFails(1, Fault.ROBOT_DISABLED, -1);
        morning.robotFails(2, Fault.ACCEPTED_THEN_DROPPED, 1);
        morning.robotFails(3, Fault.ROBOT_CONTENT_REFUSED, 1);
        morning.hrFails(Fault.HTML_500, 1);
        List.of(Fault.HTTP_503, Fault.TRUNCATED_JSON, Fault.ERR_40014, Fault.ERR_90018)
                .forEach(fault -> morning.simulator().faults().on("/attendance/listRecord", fault, 1));
        morning.simulator().faults().on("/v1.0/oauth2/accessToken", Fault.DROPPED_CONNECTION, 1);
        morning.simulator().faults().on("/topapi/v2/user/list", Fault.HTML_400, 1);
        morning.simulator().faults().on("/topapi/attendance/getleavestatus", Fault.ERR_60011, 1);
    }

    @Test
    void aDayInChatsTellsNoSecretAndNobodysName() throws Exception {
        SimulatedCompany company;
        for (Way way : Way.values()) {
            ConfigOptions options = ConfigOptions.morningAt("18:00")
                    .withConversations(true)
                    .withCallbackAdmin(true)
                    .withWeb("tokens: [\"" + HR_TOKEN + "\"]");
            try (ChatDay day = new ChatDay(way, CompanyPlan.of(160, 3, 5, ChatDay.DATE), options, ChatDay.NOW)) {
                company = day.company;
                talk(day);
                day.simulator.faults().on("/robot/sendBySession", Fault.HTTP_500, 1);
                day.simulator.faults().on("/v1.0/robot/oToMessages/batchSend", Fault.ERR_60011, 1);
                Asker lead = company.askers().lead(day.department(1).id());
                day.simulator.say(lead, day.group(1), "谁没打卡");
                day.simulator.say(lead, day.group(1), "谁请假");
                assertThat(day.simulator
                                .chats()
                                .await(ChatDay.PATIENCE, chats -> raw.text().contains("Cannot deliver an answer")))
                        .isTrue();
            }
            noSecret(company, HR_TOKEN);
            nobodysName(company);
        }
        oneLineEach();
    }

    private static void talk(ChatDay day) throws InterruptedException {
        Asker lead = day.company.askers().lead(day.department(0).id());
        Asker admin = day.company.askers().admin();
        Asker somebody = day.company.askers().employee(day.department(0).id());
        day.answer(lead, day.group(0), "谁没打卡");
        day.answer(lead, day.group(0), "迟到", Oddity.SESSION_EXPIRED);
        day.simulator.say(lead, day.group(0), "汇总", Oddity.SESSION_ELSEWHERE);
        day.answer(lead, day.alone(lead), "为什么 " + somebody.name());
        day.answer(lead, day.alone(lead), "报备 " + somebody.name() + " 病假");
        day.answer(admin, day.alone(admin), "状态 " + somebody.name() + "\nERROR Forged");
        day.answer(admin, day.alone(admin), "配额");
        day.answer(admin, day.alone(admin), "预览 18:00 " + day.department(0).name());
        day.simulator.say(day.company.askers().stranger(), day.group(0), "谁没打卡 " + HR_TOKEN);
    }

    /** Other tests may log at the same time, and none of them has a cutoff of that name. */
    @Test
    void whatIsDoneForACutoffHasOneIdFromTheRoundToTheRobot() throws Exception {
        Map<String, Integer> asked;
        Set<String> departments = new TreeSet<>(Set.of("0"));
        try (Morning morning = Morning.of(
                        CompanyPlan.of(90, 3, 5, Morning.DATE).withCalm(true).withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40")
                        .withCorrectAfter(Duration.ZERO)
                        .withCutoffs(List.of(new ConfigOptions.Cutoff("traced", "09:40", null, false))))
                .begin()) {
            morning.awaitTrue(() -> morning.hr().size() == 1);
            asked = new TreeMap<>(morning.simulator().calls().counts());
            morning.company().departments().forEach(one -> departments.add(String.valueOf(one.id())));
        }

        List<JsonNode> all = lines.json();
        Set<String> ids = fields(saying(all, "Cutoff 'traced' of 2026-11-20:"), "request_id");
        assertThat(ids).hasSize(1).allMatch(id -> id.matches("[0-9a-f]{16}"));
        List<JsonNode> own = all.stream()
                .filter(line -> ids.contains(line.path("request_id").asText()))
                .toList();
        assertThat(fields(own, "cutoff")).containsExactly("traced");
        assertThat(fields(own, "work_date")).containsExactly("2026-11-20");
        asked.keySet().removeIf(path -> !path.contains("attendance"));
        assertThat(asked).hasSizeGreaterThan(1);
        asked.forEach((path, count) ->
                assertThat(saying(own, "Called " + path + ":")).as("each call").hasSize(count));
        List<JsonNode> sent = saying(own, "Called /robot/send:");
        assertThat(sent).hasSize(4);
        assertThat(fields(sent, "department")).isEqualTo(departments);
    }

    @Test
    void aQuestionHasOneIdFromItsComingToItsAnswer() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            day.answer(lead, day.group(0), "谁没打卡");
            day.answer(lead, day.group(0), "帮助");
        }

        Set<String> answered = fields(saying(lines.json(), "Called /robot/sendBySession:"), "request_id");
        assertThat(answered).as("each question").hasSizeGreaterThan(1).allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(fields(saying(lines.json(), "Called /attendance/listRecord:"), "request_id"))
                .as("what was read for one of them")
                .containsAnyElementsOf(answered);
    }

    @Test
    void aRequestIsAnsweredWithTheIdUnderWhichItIsLogged() throws Exception {
        try (ChatDay day = new ChatDay(Way.CALLBACK, ChatDay.company(), true)) {
            URI address = URI.create("http://127.0.0.1:" + day.app().port() + "/dingtalk/robot");
            HttpResponse<String> refused = HTTP.send(
                    HttpRequest.newBuilder(address)
                            .header("X-Request-Id", "chosen-by-the-caller")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            String id = refused.headers().firstValue("X-Request-Id").orElseThrow();

            assertThat(id).matches("[0-9a-f]{16}");
            assertThat(fields(saying(lines.json(), "A callback is refused:"), "request_id"))
                    .containsExactly(id);
            assertThat(get(day.app().port(), "/nothing").headers().firstValue("X-Request-Id"))
                    .isPresent()
                    .isNotEqualTo(refused.headers().firstValue("X-Request-Id"));
        }
    }

    private static List<JsonNode> saying(List<JsonNode> all, String words) {
        List<JsonNode> found = all.stream()
                .filter(line -> line.path("message").asText().startsWith(words))
                .toList();
        assertThat(found).as(words).isNotEmpty();
        return found;
    }

    private static Set<String> fields(List<JsonNode> some, String field) {
        return some.stream().map(line -> line.path(field).asText()).collect(Collectors.toSet());
    }

    /** Not even where the lines that are written would have blotted it out. */
    private void noSecret(SimulatedCompany company, String... more) {
        List<String> secrets = new ArrayList<>(List.of(more));
        secrets.add(company.appSecret());
        secrets.add(HR_TOKEN);
        secrets.add("canary-signature");
        Stream.concat(company.departments().stream(), Stream.of(company.companyRobot()))
                .flatMap(LogsTest::secrets)
                .forEach(secrets::add);
        String all = raw.text();
        assertThat(secrets).hasSizeGreaterThan(5).noneMatch(all::contains);
        assertThat(PARTS_OF_ADDRESSES).noneMatch(all::contains);
    }

    private static Stream<String> secrets(SimulatedDepartment robot) {
        return Stream.of(robot.robotToken(), robot.robotSecret()).filter(Objects::nonNull);
    }

    private void nobodysName(SimulatedCompany company) {
        Set<String> departments =
                company.departments().stream().map(SimulatedDepartment::name).collect(Collectors.toSet());
        List<String> names = company.departments().stream()
                .flatMap(one -> company.askers().members(one.id()).stream())
                .map(one -> company.nameOf(String.valueOf(one.userId())))
                .filter(name -> !departments.contains(name))
                .distinct()
                .toList();
        assertThat(names).hasSizeGreaterThan(30);
        List<String> shown = raw.lines().stream()
                .filter(line -> !line.startsWith("DEBUG") && !line.startsWith("TRACE"))
                .toList();
        assertThat(shown).isNotEmpty();
        for (String line : shown) {
            assertThat(names).as(line).noneMatch(line::contains);
        }
    }

    private void oneLineEach() {
        assertThat(lines.json()).hasSizeGreaterThan(20).allSatisfy(line -> {
            assertThat(line.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(line.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR");
            assertThat(line.path("logger").asText()).isNotEmpty();
            assertThat(line.path("message").asText()).isNotEmpty();
        });
        for (String event : lines.text()) {
            List<String> some = event.lines().toList();
            assertThat(some.get(0)).matches("\\S+Z (DEBUG|INFO |WARN |ERROR) .*");
            assertThat(some.subList(1, some.size())).as(event).noneMatch(line -> line.matches("\\d{4}-.*"));
        }
    }
}
