package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Answers;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.common.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A roll call whose process was killed goes on and does not begin again. */
class KeptAnswersTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final Instant FROM = Instant.parse("2026-03-15T21:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-16T01:40:00Z");
    private static final String ROWS = "{\"errcode\":0,\"hasMore\":false,\"recordresult\":[{\"userId\":\"a\"}]}";

    @StartStop
    public final MockWebServer server = Wire.server();

    private final Memory memory = new Memory();
    private Wire wire;
    private Run run;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        run = wire.run(memory);
        wire.answers(Api.PUNCHES, ROWS);
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private static ObjectNode question(String person) {
        ObjectNode body = Json.object();
        body.putArray("userIds").add(person);
        return body;
    }

    @Test
    void whatWasAnsweredBeforeIsNotAskedAgain() throws Exception {
        memory.keep(Api.PUNCHES.path(), "{\"userIds\":[\"a\"]}", ROWS);

        JsonNode answer = wire.client.call(Api.PUNCHES, question("a"), run);

        assertThat(answer.path("recordresult").path(0).path("userId").asText()).isEqualTo("a");
        assertThat(server.getRequestCount()).as("not even a token is needed").isZero();
        assertThat(run.calls()).isEmpty();
        assertThat(wire.time.passed()).isZero();
    }

    @Test
    void anotherQuestionOrThatOfAnotherPathIsAsked() throws Exception {
        memory.keep(Api.PUNCHES.path(), "{\"userIds\":[\"a\"]}", ROWS);
        wire.answers(Api.RESULTS, ROWS);

        wire.client.call(Api.PUNCHES, question("b"), run);
        wire.client.call(Api.RESULTS, question("a"), run);

        assertThat(wire.count(Api.PUNCHES)).isEqualTo(1);
        assertThat(wire.count(Api.RESULTS)).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredBeforeIsTrueAlsoWhereThePathWasGivenUp() throws Exception {
        wire.answers(Api.PUNCHES, "{\"errcode\":60011,\"errmsg\":\"no\"}");
        catchThrowableOfType(SourceException.class, () -> wire.client.call(Api.PUNCHES, question("b"), run));
        memory.keep(Api.PUNCHES.path(), "{\"userIds\":[\"a\"]}", ROWS);

        wire.client.call(Api.PUNCHES, question("a"), run);
    }

    @Test
    void anAnswerIsKeptWithoutWhatIsNotUsedAndWithoutSecrets() throws Exception {
        wire.answers(Api.PUNCHES, Wire.fixture("listRecord.canaries.json"));
        wire.answers(
                Api.DAY,
                "{\"errcode\":0,\"errmsg\":\"canary-tok-1\",\"result\":{\"approve_list\":[{\"biz_type\":3,"
                        + "\"tag_name\":\"canary\",\"sub_type\":\"canary\",\"name\":\"canary\"}]}}");

        JsonNode answer = wire.client.call(Api.PUNCHES, question("a"), run);
        wire.client.call(Api.DAY, question("a"), run);

        assertThat(memory.kept).hasSize(2);
        assertThat(memory.kept.toString()).doesNotContainIgnoringCase("canary").doesNotContain(Wire.APP_SECRET);
        assertThat(memory.kept.get("/attendance/listRecord {\"userIds\":[\"a\"]}"))
                .isEqualTo(answer.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errcode\":-1}", "{\"errcode\":60011}", "{\"errcode\":88,\"sub_code\":\"33012\"}", "{"})
    void aFailureIsNotKept(String answer) {
        wire.answers(Api.PUNCHES, answer);

        catchThrowableOfType(SourceException.class, () -> wire.client.call(Api.PUNCHES, question("a"), run));

        assertThat(memory.kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "<html>", "{\"errcode\":0}{}"})
    void whatWasKeptAndCannotBeReadIsAskedAnew(String kept) throws Exception {
        memory.keep(Api.PUNCHES.path(), "{\"userIds\":[\"a\"]}", kept);

        wire.client.call(Api.PUNCHES, question("a"), run);

        assertThat(wire.count(Api.PUNCHES)).isEqualTo(1);
    }

    @Test
    void aMemoryThatFailsCostsCallsAndNothingElse() throws Exception {
        Answers broken = new Answers() {
            @Override
            public Optional<String> recall(String path, String question) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void keep(String path, String question, String answer) {
                throw new IllegalStateException("no connection");
            }
        };

        JsonNode answer = wire.client.call(Api.PUNCHES, question("a"), wire.run(broken));

        assertThat(answer.path("recordresult")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"TOKEN", "PRIVATE_MESSAGE"})
    void aTokenOrAMessageIsNeitherKeptNorRecalled(Api api) throws Exception {
        wire.answers(api, "{\"accessToken\":\"t\",\"processQueryKey\":\"k\"}");
        KeptAnswers.keep(api, question("a"), Json.object(), run);
        memory.keep(api.path(), "{\"userIds\":[\"a\"]}", "{\"processQueryKey\":\"old\"}");

        assertThat(wire.client
                        .call(api, question("a"), run)
                        .path("processQueryKey")
                        .asText())
                .isEqualTo("k");
        assertThat(memory.kept).hasSize(1);
    }

    // --- the same questions ---

    private static MockResponse everybody(List<String> people) {
        return Wire.json(people.stream()
                .map(id -> "{\"userId\":\"" + id + "\",\"planId\":1,\"checkType\":\"OnDuty\",\"timeResult\":\"Normal\","
                        + "\"userCheckTime\":1773622331000}")
                .collect(Collectors.joining(
                        ",", "{\"errcode\":0,\"errmsg\":\"ok\",\"hasMore\":false,\"recordresult\":[", "]}")));
    }

    private void company() {
        wire.answers(Api.PUNCHES, asked -> everybody(asked.list("userIds")));
        wire.answers(Api.RESULTS, asked -> everybody(asked.list("userIdList")));
        wire.answers(Api.LEAVE_STATUS, "{\"errcode\":0,\"result\":{\"has_more\":false,\"leave_status\":[]}}");
        wire.answers(Api.DAY, "{\"errcode\":0,\"result\":{\"userid\":\"x\",\"approve_list\":[]}}");
        wire.answers(Api.SHIFT, "{\"errcode\":0,\"result\":{\"sections\":[]}}");
        wire.answers(
                Api.SCHEDULE_BY_DAY,
                "{\"errcode\":0,\"result\":[{\"id\":1,\"check_type\":\"OnDuty\","
                        + "\"plan_check_time\":\"2026-03-16 09:00:00\",\"features\":\"{\\\"flexMinutes\\\":[30,30]}\"}]}");
        wire.answers(Api.SCHEDULE, "{\"errcode\":88,\"sub_code\":\"41\"}");
        wire.answers(
                Api.SCHEDULE_BY_USERS,
                "{\"errcode\":0,\"result\":[{\"userid\":\"p0001\",\"plan_id\":1,\"class_id\":1,"
                        + "\"check_type\":\"OnDuty\",\"plan_check_time\":\"2026-03-16 09:00:00\"}]}");
        wire.answers(
                Api.SUB_DEPARTMENTS,
                asked -> Wire.json("{\"errcode\":0,\"result\":"
                        + (asked.body().path("dept_id").asInt() == 1 ? "[{\"dept_id\":7},{\"dept_id\":5}]" : "[]")
                        + "}"));
        wire.answers(Api.MEMBERS, "{\"errcode\":0,\"result\":{\"has_more\":false,\"list\":[{\"userid\":\"p0001\"}]}}");
        wire.answers(Api.DEPARTMENT, "{\"errcode\":0,\"result\":{\"name\":\"技术部\"}}");
    }

    /** Everything that a roll call may ask, by a process that knows nothing yet, with people in any order. */
    private Run everything(long seed) {
        List<String> people = new ArrayList<>(
                IntStream.range(0, 333).mapToObj(i -> String.format("p%04d", i)).toList());
        Collections.shuffle(people, new Random(seed));
        List<String> few = people.stream().filter(id -> id.endsWith("7")).toList();
        Run own = wire.run(memory);
        DingTalkRoster roster = new DingTalkRoster(wire.client, wire.executor);
        roster.departments(List.of(new Department.Wanted(1, "", true)), own);
        roster.roster(DAY, people, own);
        roster.shifts(Set.of("1", "2", "3"), DAY, own);
        roster.flexibleTime(DAY, few, own);
        roster.times(DAY, few, own);
        DingTalkAttendance attendance = new DingTalkAttendance(wire.client, wire.executor);
        attendance.punches(people, FROM, TO, own);
        attendance.results(people, DAY, List.of("p0003", "p0001"), own);
        attendance.leaves(people, FROM, TO, own);
        attendance.approvals(Set.copyOf(few), DAY, own);
        return own;
    }

    private List<String> questions(int from) {
        return wire.asked().stream()
                .skip(from)
                .filter(one -> !one.path().equals(Api.TOKEN.path()))
                .map(one -> one.path() + " " + one.text())
                .sorted()
                .toList();
    }

    @Test
    void theSamePeopleAsOfTheSameInstantAreAskedAboutInTheSameWords() {
        company();
        memory.forgetful = true;
        everything(1);
        List<String> first = questions(0);
        int asked = wire.asked().size();

        everything(2);

        assertThat(questions(asked)).isEqualTo(first);
        assertThat(first).hasSizeGreaterThan(100);
    }

    @Test
    void aRollCallThatGoesOnAsksNothingThatWasAnswered() {
        company();
        Run whole = everything(1);
        int asked = wire.asked().size();

        Run second = everything(2);

        // What DingTalk refused is asked for again.
        assertThat(second.calls()).isEqualTo(Map.of(Api.SCHEDULE.path(), 1));
        assertThat(wire.asked()).hasSize(asked + 1);
        assertThat(whole.troubles()).isEmpty();
        assertThat(second.troubles()).isEmpty();
    }

    @Test
    void anIdThatOneProcessKnowsToBeWrongChangesNoQuestionAboutOthers() {
        company();
        wire.answers(
                Api.PUNCHES,
                asked -> everybody(asked.list("userIds").contains("p0170") ? List.of() : asked.list("userIds")));
        memory.forgetful = true;
        List<String> people =
                IntStream.range(0, 333).mapToObj(i -> String.format("p%04d", i)).toList();
        DingTalkAttendance attendance = new DingTalkAttendance(wire.client, wire.executor);
        attendance.punches(people, FROM, TO, wire.run());
        int asked = wire.asked().size();
        attendance.punches(people, FROM, TO, wire.run());
        List<String> knowing = questions(asked);
        asked = wire.asked().size();
        new DingTalkAttendance(wire.client, wire.executor).punches(people, FROM, TO, wire.run());
        List<String> unknowing = questions(asked);

        assertThat(knowing).hasSize(7);
        assertThat(unknowing)
                .containsAll(knowing.stream()
                        .filter(question -> !question.contains("p0169"))
                        .toList());
        assertThat(knowing.stream().filter(unknowing::contains)).hasSize(6);
    }

    @Test
    void aRunThatBeginsAtTheBeginningRemembersNothing() {
        Answers none = new Run(Deadline.in(Duration.ofSeconds(1), wire.time)).answers();
        none.keep("/a", "b", "c");

        assertThat(none.recall("/a", "b")).isEmpty();
    }

    private static final class Memory implements Answers {
        private final Map<String, String> kept = new ConcurrentHashMap<>();
        private boolean forgetful;

        @Override
        public Optional<String> recall(String path, String question) {
            return forgetful ? Optional.empty() : Optional.ofNullable(kept.get(path + " " + question));
        }

        @Override
        public void keep(String path, String question, String answer) {
            kept.put(path + " " + question, answer);
        }
    }
}
