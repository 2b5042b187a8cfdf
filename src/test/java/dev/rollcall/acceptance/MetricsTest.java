package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /metrics} says what has happened, as the other side has counted it, to whom it may. */
@ResourceLock("log")
class MetricsTest {
    private static final int DEPARTMENTS = 3;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Morning.Plan plan(String... web) {
        return Morning.of(CompanyPlan.of(90, DEPARTMENTS, 5, Morning.DATE)
                        .withCalm(true)
                        .withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40")
                        .withCorrectAfter(Duration.ZERO)
                        .withWeb(web));
    }

    private static HttpResponse<String> get(int port, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Exposition scrape(int port) {
        try {
            HttpResponse<String> answer = get(port);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("text/plain; version=0.0.4; charset=utf-8");
            return Exposition.read(answer.body());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Integer> calls(Exposition all) {
        Map<String, Integer> calls = all.by("api", "rollcall_dingtalk_calls_total", "outcome", "not_sent");
        calls.keySet().removeIf(path -> path.contains("/robot/")); // Which the other side counts as messages.
        return calls;
    }

    private static int deliveries(Exposition all, String outcome) {
        return all.series("rollcall_deliveries_total").entrySet().stream()
                .filter(one -> one.getKey().get("outcome").equals(outcome))
                .mapToInt(one -> one.getValue().intValue())
                .sum();
    }

    private static int posts(Morning morning) {
        return morning.hr().size()
                + IntStream.range(0, DEPARTMENTS)
                        .map(index -> morning.group(index).size())
                        .sum();
    }

    @Test
    void afterAMorningItSaysWhatTheOtherSideHasCounted() throws Exception {
        try (Morning morning = plan().failing(it -> {
                    it.robotFails(0, Fault.ROBOT_REMOVED, -1);
                    it.simulator().faults().on("/attendance/listRecord", Fault.HTTP_503, 2);
                    it.simulator().faults().on("/topapi/v2/user/list", Fault.ERR_90018, 1);
                })
                .begin()) {
            int port = morning.app().port();
            scrape(port);
            morning.awaitTrue(() -> morning.hr().size() == 1);
            morning.awaitTrue(() -> deliveries(scrape(port), "sent") == DEPARTMENTS
                    && calls(scrape(port)).equals(morning.simulator().calls().counts()));
            Exposition all = scrape(port);

            assertThat(deliveries(all, "sent")).isEqualTo(posts(morning)).isEqualTo(DEPARTMENTS);
            assertThat(all.value(
                            "rollcall_deliveries_total",
                            "recipient",
                            "group",
                            "outcome",
                            "failed",
                            "reason",
                            "ROBOT_REMOVED"))
                    .isEqualTo(1);
            assertThat(all.value(
                            "rollcall_dingtalk_calls_total",
                            "api",
                            "/attendance/listRecord",
                            "outcome",
                            "no_answer",
                            "reason",
                            "UNAVAILABLE"))
                    .isEqualTo(2);
            assertThat(all.value(
                            "rollcall_dingtalk_calls_total",
                            "api",
                            "/topapi/v2/user/list",
                            "outcome",
                            "refused",
                            "reason",
                            "THROTTLED"))
                    .isEqualTo(1);
            assertThat(all.value("rollcall_roll_calls_total", "purpose", "check", "outcome", "complete"))
                    .isPositive();
            assertThat(all.value("rollcall_roll_call_seconds_sum", "purpose", "check"))
                    .isPositive();
            assertThat(all.value("rollcall_digest_lateness_seconds_count", "late", "false"))
                    .isEqualTo(DEPARTMENTS);
            assertThat(all.value("rollcall_digest_lateness_seconds_max", "late", "false"))
                    .isBetween(0.0, 60.0);
            assertThat(all.value("rollcall_slots", "state", "sent")).isEqualTo(DEPARTMENTS);
            assertThat(all.value("rollcall_slots", "state", "failed")).isEqualTo(1);
            assertThat(all.value("rollcall_cutoffs_overdue")).isZero();
        }
    }

    /** However often it is scraped. */
    @Test
    void theRegistryHasNothingToComplainOf() throws Exception {
        try (LogCapture log = new LogCapture();
                Morning morning = plan().begin()) {
            morning.awaitTrue(() -> morning.hr().size() == 1);
            for (int times = 0; times < 3; times++) {
                scrape(morning.app().port());
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void howManyAreAbsentInEachDepartmentIsAsOfItsLastCutoff() throws Exception {
        try (Morning morning = plan().begin()) {
            int port = morning.app().port();
            assertThat(scrape(port).series("rollcall_department_absent"))
                    .as("before the cutoff")
                    .isEmpty();
            morning.awaitTrue(() -> morning.hr().size() == 1);

            Exposition all = scrape(port);
            for (int index = 0; index < DEPARTMENTS; index++) {
                String[] labels = {
                    "department",
                    String.valueOf(morning.department(index).id()),
                    "name",
                    morning.department(index).name()
                };
                assertThat(all.value("rollcall_department_absent", labels))
                        .isEqualTo(morning.page(index).absent().size());
                assertThat(all.value("rollcall_department_due", labels))
                        .isEqualTo(morning.page(index).due());
                assertThat(all.value("rollcall_department_unverified", labels)).isZero();
            }
        }
    }

    @Test
    void whereItIsNotWantedNoDepartmentIsToldOf() throws Exception {
        try (Morning morning = plan("metrics_by_department: false").begin()) {
            morning.awaitTrue(() -> morning.hr().size() == 1);
            Exposition all = scrape(morning.app().port());

            assertThat(all.series("rollcall_department_absent")).isEmpty();
            assertThat(all.types().keySet()).noneMatch(family -> family.startsWith("rollcall_department"));
            assertThat(all.labelValues())
                    .doesNotContain(
                            morning.department(0).name(),
                            String.valueOf(morning.department(0).id()));
        }
    }

    @Test
    void itSaysHowTheProcessAndItsPartsAre() throws Exception {
        try (Morning morning = plan().begin()) {
            Exposition all = scrape(morning.app().port());

            assertThat(all.value("rollcall_config_last_reload_successful")).isEqualTo(1);
            assertThat(all.value("rollcall_config_last_reload_success_timestamp_seconds"))
                    .isCloseTo(Morning.CUTOFF.getEpochSecond(), org.assertj.core.data.Offset.offset(60.0));
            for (String part : List.of("token", "scheduler", "database", "cutoffs", "delivery", "calls")) {
                assertThat(all.value("rollcall_part_ok", "part", part)).as(part).isEqualTo(1);
            }
            assertThat(all.value("rollcall_database_connections_limit")).isEqualTo(10);
            assertThat(all.value("rollcall_database_connection_wait_seconds_count"))
                    .isPositive();
            assertThat(all.value("rollcall_quota_limit", "kind", "calls")).isZero();
            assertThat(all.series("rollcall_quota_forecast")).hasSize(2);
            assertThat(all.series("rollcall_build_info")).hasSize(1);
            assertThat(all.series("rollcall_stream_connected"))
                    .as("none is configured")
                    .isEmpty();
            assertThat(all.types())
                    .containsKeys(
                            "jvm_memory_used_bytes",
                            "jvm_threads_live_threads",
                            "jvm_gc_memory_allocated_bytes_total",
                            "process_uptime_seconds",
                            "process_files_open_files")
                    .containsEntry("rollcall_dingtalk_calls_total", "counter");
        }
    }

    /** What was counted goes on being counted, and there is one registry to ask. */
    @Test
    void aChangeOfTheConfigurationIsToldAndBeginsNothingAnew() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(60, 3, 5, Morning.DATE).withCalm(true).withDirectMembersOnly(true));
        try (Edited edited =
                new Edited(company, Morning.CUTOFF.minus(Duration.ofHours(2)), ConfigOptions.morningAt("09:40"))) {
            Exposition before = scrape(edited.app().port());
            assertThat(before.value("rollcall_config_last_reload_successful")).isEqualTo(1);
            String good = edited.text();

            edited.write("nonsense: 1\n" + good);
            Exposition refused = scrape(edited.app().port());
            assertThat(refused.value("rollcall_config_last_reload_successful")).isZero();
            assertThat(refused.value("rollcall_config_last_reload_success_timestamp_seconds"))
                    .isEqualTo(before.value("rollcall_config_last_reload_success_timestamp_seconds"));

            edited.write("grace: 3m\n" + good);
            Exposition taken = scrape(edited.app().port());
            assertThat(taken.value("rollcall_config_last_reload_successful")).isEqualTo(1);
            assertThat(taken.value("rollcall_config_last_reload_success_timestamp_seconds"))
                    .isGreaterThan(before.value("rollcall_config_last_reload_success_timestamp_seconds"));
            String token = "/v1.0/oauth2/accessToken";
            assertThat(calls(taken).get(token))
                    .isGreaterThanOrEqualTo(calls(before).get(token));
            assertThat(calls(taken)).isEqualTo(edited.simulator().calls().counts());
        }
    }

    @Test
    void whatPeopleAskIsCountedByWhatTheyAskedFor() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            Asker lead = day.company.askers().lead(day.department(0).id());
            Asker employee = day.company.askers().employee(day.department(1).id());
            day.answer(lead, day.group(0), "谁没打卡");
            day.answer(employee, day.alone(employee), "全公司 汇总");
            int port = day.app().port();
            assertThat(day.simulator
                            .chats()
                            .await(
                                    ChatDay.PATIENCE,
                                    chats -> scrape(port)
                                                    .by("intent", "rollcall_chat_answers_total", "intent", "")
                                                    .size()
                                            == 2))
                    .isTrue();

            Exposition all = scrape(port);
            assertThat(all.value("rollcall_stream_connected")).isEqualTo(1);
            assertThat(all.value("rollcall_chat_answers_total", "intent", "absent", "outcome", "answered"))
                    .isEqualTo(1);
            assertThat(all.value("rollcall_chat_answers_total", "intent", "summary", "outcome", "refused"))
                    .isEqualTo(1);
            assertThat(all.value("rollcall_chat_answer_seconds_sum", "intent", "absent"))
                    .isPositive();
            assertThat(all.value("rollcall_roll_calls_total", "purpose", "live", "outcome", "complete"))
                    .isPositive();
            tellsOfNobody(all, day.company, List.of(day.group(0).id(), String.valueOf(lead.userId())));
        }
    }

    private static void tellsOfNobody(Exposition all, SimulatedCompany company, List<String> more) {
        List<String> names = company.departments().stream()
                .flatMap(department -> company.askers().members(department.id()).stream())
                .flatMap(one -> List.of(one.name(), String.valueOf(one.userId())).stream())
                .toList();
        assertThat(names).hasSizeGreaterThan(100);
        for (String value : all.labelValues()) {
            assertThat(names).noneMatch(value::contains);
            assertThat(more).noneMatch(value::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP"})
    void itIsForThisMachineAndWhatAProxyPassesOnNeedsAToken(String header) throws Exception {
        String token = "hr-token-of-1000-people";
        try (Morning morning = plan("tokens: [\"" + token + "\"]").begin()) {
            int port = morning.app().port();
            String[] passedOn = {header, "127.0.0.1"};

            assertThat(get(port).statusCode())
                    .as("this machine, without a token")
                    .isEqualTo(200);
            assertThat(get(port, passedOn).statusCode()).isEqualTo(401);
            assertThat(get(port, passedOn).body()).doesNotContain("rollcall_");
            assertThat(get(port, header, "127.0.0.1", "Authorization", "Bearer x" + token)
                            .statusCode())
                    .isEqualTo(401);
            HttpResponse<String> known = get(port, header, "127.0.0.1", "Authorization", "Bearer " + token);
            assertThat(known.statusCode()).isEqualTo(200);
            assertThat(Exposition.read(known.body()).types()).containsKey("rollcall_part_ok");
            assertThat(known.body()).doesNotContain(token);
        }
    }

    @Test
    void whereNoTokenIsConfiguredNobodyElseIsAnswered() throws Exception {
        try (Morning morning = plan().begin()) {
            HttpResponse<String> answer = get(morning.app().port(), "X-Forwarded-For", "127.0.0.1");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("web.tokens").doesNotContain("rollcall_");
        }
    }
}
