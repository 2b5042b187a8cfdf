package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.AttendanceSource.Results;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.Punch;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Punches, results, leave and approvals, whole or not at all. */
class DingTalkAttendanceTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final Instant FROM = Instant.parse("2026-03-15T21:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-16T01:40:00Z");
    private static final String GONE = "{\"errcode\":88,\"sub_code\":\"33012\",\"sub_msg\":\"无效的userId\"}";

    @StartStop
    public final MockWebServer server = Wire.server();

    private Wire wire;
    private Run run;
    private DingTalkAttendance attendance;

    /** People who have rows, and those whose id blanks whatever answer they are in. */
    private final Set<String> punched = new HashSet<>();

    private final Set<String> wrong = new HashSet<>();
    private int rowsEach = 1;
    private int cap = Integer.MAX_VALUE;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        run = wire.run();
        attendance = new DingTalkAttendance(wire.client, wire.executor);
        wire.answers(Api.PUNCHES, asked -> rows(asked.list("userIds")));
        wire.answers(Api.RESULTS, asked -> rows(asked.list("userIdList")));
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private MockResponse rows(List<String> people) {
        List<String> rows = new ArrayList<>();
        for (String id : people) {
            for (int row = 0; row < rowsEach && punched.contains(id); row++) {
                rows.add(row(id, row));
            }
        }
        boolean blank = people.stream().anyMatch(wrong::contains);
        return answer(blank ? List.of() : rows.subList(0, Math.min(rows.size(), cap)), false);
    }

    private static String row(String id, int number) {
        return "{\"id\":\"" + id + number + "\",\"userId\":\"" + id + "\",\"planId\":" + number
                + ",\"checkType\":\"OnDuty\",\"timeResult\":\"Normal\",\"userCheckTime\":" + (1773622331000L + number)
                + "}";
    }

    private static MockResponse answer(List<String> rows, boolean more) {
        return Wire.json("{\"errcode\":0,\"errmsg\":\"ok\",\"hasMore\":" + more + ",\"recordresult\":["
                + String.join(",", rows) + "]}");
    }

    private static List<String> people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("p%03d", i))
                .toList();
    }

    private Map<String, List<Punch>> punches(Collection<String> people) {
        return attendance.punches(people, FROM, TO, run);
    }

    @Nested
    class Punches {
        @Test
        void punchesAreAskedForInShanghaiTimeWithAListOfPeople() {
            punched.add("b");
            punches(List.of("b", "a"));

            assertThat(wire.asked(Api.PUNCHES).get(0).text())
                    .isEqualTo("{\"userIds\":[\"a\",\"b\"],\"checkDateFrom\":\"2026-03-16 05:00:00\","
                            + "\"checkDateTo\":\"2026-03-16 09:40:00\",\"isI18n\":false}");
        }

        @Test
        void punchesAreReadAsTheyAreDocumented() {
            wire.answers(Api.PUNCHES, Wire.fixture("listRecord.documented.json"));

            Map<String, List<Punch>> punches = punches(List.of("sim0101", "sim0103", "sim0104", "sim0105"));

            assertThat(punches.get("sim0101"))
                    .containsExactly(new Punch(
                            Instant.ofEpochMilli(1773622331000L),
                            "77000011",
                            true,
                            DAY,
                            Instant.ofEpochMilli(1773622800000L),
                            Punch.Result.NORMAL,
                            true));
            assertThat(punches.get("sim0103"))
                    .containsExactly(new Punch(
                            Instant.ofEpochMilli(1773623860000L), null, null, DAY, null, Punch.Result.OTHER, false));
            assertThat(punches.get("sim0104"))
                    .as("a row that says NotSigned is no punch")
                    .isEmpty();
            assertThat(punches.get("sim0105")).as("read, and nothing there").isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "Normal,NORMAL",
            "normal,NORMAL",
            "Early,EARLY",
            "Late,LATE",
            "SeriousLate,SERIOUS_LATE",
            "Absenteeism,ABSENTEEISM",
            "BusinessTrip,OTHER"
        })
        void resultsAreReadWhateverTheirCase(String wireResult, Punch.Result result) {
            wire.answers(Api.PUNCHES, asked -> answer(List.of(row("a", 1).replace("Normal", wireResult)), false));

            assertThat(punches(List.of("a")).get("a")).extracting(Punch::result).containsExactly(result);
        }

        @ParameterizedTest
        @CsvSource({"1,1", "50,1", "51,2", "100,2", "101,3", "1000,20"})
        void fiftyPeopleAreOneCall(int count, int calls) {
            punched.addAll(people(count));
            rowsEach = 3;

            assertThat(punches(people(count))).hasSize(count);

            assertThat(wire.count(Api.PUNCHES)).isEqualTo(calls);
            assertThat(wire.asked(Api.PUNCHES))
                    .allMatch(asked -> asked.list("userIds").size() <= 50);
        }

        @Test
        void nobodyIsNoCall() {
            assertThat(punches(List.of())).isEmpty();
            assertThat(server.getRequestCount()).isZero();
        }

        @Test
        void aChunkThatFailsCostsItsPeopleAndNoOthers() {
            punched.addAll(people(120));
            wire.answers(
                    Api.PUNCHES,
                    asked -> asked.list("userIds").contains("p077")
                            ? Wire.json("{\"errcode\":40035}")
                            : rows(asked.list("userIds")));

            Map<String, List<Punch>> punches = punches(people(120));

            assertThat(punches).hasSize(80).doesNotContainKey("p077");
            assertThat(punches.values()).allMatch(list -> list.size() == 1);
            assertThat(run.troubles()).hasSize(1);
        }

        @Test
        void rowsOfStrangersAreNobodys() {
            wire.answers(Api.PUNCHES, asked -> answer(List.of(row("stranger", 1), row("a", 1)), false));

            assertThat(punches(List.of("a", "b"))).containsOnlyKeys("a", "b");
        }
    }

    @Nested
    class EmptyAnswers {
        @ParameterizedTest
        @ValueSource(ints = {0, 7, 24, 25, 49})
        void oneWrongIdCostsOnePersonAndTwelveCalls(int position) {
            List<String> people = people(100);
            punched.addAll(people);
            punched.removeAll(people.subList(90, 100));
            String gone = people.get(position);
            wrong.add(gone);

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(99).doesNotContainKey(gone);
            assertRight(punches);
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(2 + 12);
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.IMPLAUSIBLE);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 26, 49})
        void alsoWhereNoOtherAnswerHasAWitness(int position) {
            List<String> people = people(50);
            punched.addAll(people);
            wrong.add(people.get(position));

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(49);
            assertRight(punches);
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(1 + 12);
        }

        @Test
        void twoWrongIdsCostTwoPeople() {
            List<String> people = people(100);
            punched.addAll(people);
            wrong.addAll(List.of("p003", "p042"));

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(98).doesNotContainKeys("p003", "p042");
            assertRight(punches);
        }

        @Test
        void aWrongIdIsNotAskedAboutAgainThatDayByAnyQuestion() {
            List<String> people = people(100);
            punched.addAll(people.subList(0, 60));
            wrong.add("p007");
            wire.answers(Api.LEAVE_STATUS, "{\"errcode\":0,\"result\":{\"has_more\":false,\"leave_status\":[]}}");
            punches(people);
            int before = wire.count(Api.PUNCHES);

            run = wire.run();
            assertThat(punches(people)).hasSize(99);
            assertThat(attendance.results(people, DAY, List.of("p001"), run)).hasSize(99);
            assertThat(attendance.leaves(people, FROM, TO, run)).hasSize(99);
            assertThat(attendance.approvals(Set.of("p007"), DAY, run)).isEmpty();

            assertThat(wire.count(Api.PUNCHES)).isEqualTo(before + 2);
            assertThat(wire.count(Api.RESULTS)).isEqualTo(3);
            assertThat(wire.count(Api.DAY)).isZero();
            assertThat(run.troubles()).extracting(SourceException::reason).containsOnly(Reason.IMPLAUSIBLE);
        }

        @Test
        void onTheNextDayAWrongIdIsTriedAnew() {
            List<String> people = people(100);
            punched.addAll(people);
            wrong.add("p007");
            punches(people);
            wrong.clear();

            wire.time.advance(Duration.ofDays(1));
            run = wire.run();

            assertThat(punches(people)).hasSize(100);
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void fiftyWhoAreReallySilentAreBelievedWhereSomebodyElseShows() {
            List<String> people = people(100);
            punched.addAll(people.subList(50, 100));

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(100);
            assertRight(punches);
            assertThat(wire.count(Api.PUNCHES)).isEqualTo(2 + 2);
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void whereNobodyShowsTheSearchEndsAndTheCompanyHasToSay() {
            Map<String, List<Punch>> punches = punches(people(150));

            assertThat(punches).hasSize(150);
            assertThat(punches.values()).allMatch(List::isEmpty);
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(3 + 3 * 12);
        }

        @Test
        void whereManyAnswersAreEmptyOnlyFourAreSearchedAndTheOthersCountAsUnread() {
            Map<String, List<Punch>> punches = punches(people(500));

            assertThat(punches).hasSize(200);
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(10 + 4 * 12);
        }

        @Test
        void inASmallCompanyEverybodyIsAskedAloneIfNeedBe() {
            List<String> people = people(9);
            punched.add("p008");
            wrong.addAll(people.subList(0, 8));

            assertThat(punches(people)).containsOnlyKeys("p008");
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(30);
        }

        @Test
        void aQuestionThatFailsDuringTheSearchCostsThoseItWasAbout() {
            List<String> people = people(100);
            punched.addAll(people);
            wrong.add("p000");
            wire.answers(Api.PUNCHES, asked -> {
                List<String> ids = asked.list("userIds");
                return ids.size() < 30 && ids.contains("p049") ? Wire.json(GONE) : rows(ids);
            });

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).doesNotContainKeys("p000", "p049").containsKey("p001");
            assertRight(punches);
        }

        @ParameterizedTest
        @CsvSource({"2,50", "2,100", "4,50", "1,50"})
        void anAnswerThatMayHaveBeenCappedIsAskedAgainForThoseWhoAreNotInIt(int each, int most) {
            List<String> people = people(100);
            punched.addAll(people);
            rowsEach = each;
            cap = most;

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(100);
            assertThat(punches.values()).noneMatch(List::isEmpty);
            assertThat(wire.count(Api.PUNCHES)).isLessThanOrEqualTo(16);
        }

        @Test
        void fiftyRowsByChanceCostOneMoreCall() {
            List<String> people = people(50);
            punched.addAll(people.subList(0, 25));
            rowsEach = 2;

            Map<String, List<Punch>> punches = punches(people);

            assertThat(punches).hasSize(50);
            assertRight(punches);
            assertThat(wire.count(Api.PUNCHES)).isEqualTo(2);
        }

        private void assertRight(Map<String, List<Punch>> punches) {
            punches.forEach((id, own) -> assertThat(own.isEmpty()).as(id).isEqualTo(!punched.contains(id)));
        }
    }

    @Nested
    class SecondLook {
        @Test
        void resultsAreAskedForAsTheyAreDocumented() {
            attendance.results(List.of("b", "a"), DAY, List.of("w1", "w2"), run);

            assertThat(wire.asked(Api.RESULTS).get(0).text())
                    .isEqualTo("{\"userIdList\":[\"a\",\"b\",\"w1\"],\"workDateFrom\":\"2026-03-16 00:00:00\","
                            + "\"workDateTo\":\"2026-03-16 00:00:00\",\"offset\":0,\"limit\":50,\"isI18n\":false}");
        }

        @Test
        void aRowThatSaysNotSignedIsNoPunchWhateverElseItSays() {
            wire.answers(Api.RESULTS, Wire.fixture("attendance-list.documented.json"));

            Map<String, Results> results =
                    attendance.results(List.of("sim0101", "sim0102", "sim0103", "sim0104"), DAY, List.of(), run);

            assertThat(results.get("sim0101").punches()).hasSize(1);
            assertThat(results.get("sim0102").punches()).isEmpty();
            assertThat(results.get("sim0102").approval()).isFalse();
            assertThat(results.get("sim0103").punches()).as("on leave").isEmpty();
            assertThat(results.get("sim0103").approval()).isTrue();
            assertThat(results.get("sim0104").punches())
                    .as("an administrator's correction")
                    .hasSize(1);
        }

        @Test
        void aCorrectionWhosePlaceIsNotSignedIsAPunchBecauseItsTimeIsNot() {
            wire.answers(
                    Api.RESULTS,
                    "{\"errcode\":0,\"hasMore\":false,\"recordresult\":[{\"userId\":\"a\",\"checkType\":\"OnDuty\","
                            + "\"timeResult\":\"Normal\",\"locationResult\":\"NotSigned\",\"sourceType\":\"BOSS\","
                            + "\"userCheckTime\":1773622800000}]}");

            assertThat(attendance
                            .results(List.of("a"), DAY, List.of(), run)
                            .get("a")
                            .punches())
                    .hasSize(1);
        }

        @Test
        void resultsComeInPagesOfFiftyRows() {
            List<String> people = people(50);
            List<String> all = people.stream()
                    .flatMap(id -> IntStream.range(0, 2).mapToObj(number -> row(id, number)))
                    .toList();
            wire.answers(Api.RESULTS, asked -> {
                int offset = asked.body().path("offset").asInt();
                // hasMore is true on the full last page too.
                return answer(all.subList(Math.min(100, offset), Math.min(100, offset + 50)), offset < 100);
            });

            Map<String, Results> results = attendance.results(people, DAY, List.of(), run);

            assertThat(results).hasSize(50);
            assertThat(results.values()).allMatch(one -> one.punches().size() == 2);
            assertThat(wire.count(Api.RESULTS)).isEqualTo(3);
        }

        @Test
        void pagesThatRepeatForEverAreNoAnswer() {
            wire.answers(Api.RESULTS, asked -> answer(List.of(row("a", 1)), true));

            assertThat(attendance.results(List.of("a"), DAY, List.of(), run)).isEmpty();
            assertThat(wire.count(Api.RESULTS)).isEqualTo(2);
        }

        @Test
        void aPageThatFailsMakesItsPeopleMissing() {
            wire.answers(
                    Api.RESULTS,
                    asked -> asked.body().path("offset").asInt() == 0
                            ? answer(List.of(row("a", 1)), true)
                            : Wire.json("{\"errcode\":40068}"));

            assertThat(attendance.results(List.of("a", "b"), DAY, List.of(), run))
                    .isEmpty();
        }

        @Test
        void anEmptyAnswerIsBelievedWhereAWitnessShows() {
            punched.add("w1");

            Map<String, Results> results = attendance.results(people(49), DAY, List.of("w1"), run);

            assertThat(results).hasSize(49);
            assertThat(results).doesNotContainKey("w1");
            assertThat(wire.count(Api.RESULTS)).isEqualTo(1);
        }

        @Test
        void oneWrongIdAmongThoseLeftOverCostsOnePerson() {
            punched.add("w1");
            punched.add("p011");
            wrong.add("p030");

            Map<String, Results> results = attendance.results(people(49), DAY, List.of("w1"), run);

            assertThat(results).hasSize(48).doesNotContainKey("p030");
            assertThat(results.get("p011").punches()).hasSize(1);
            assertThat(wire.count(Api.RESULTS)).isLessThanOrEqualTo(1 + 1 + 12);

            run = wire.run();
            int before = wire.count(Api.RESULTS);
            attendance.results(people(49), DAY, List.of("w1"), run);
            assertThat(wire.count(Api.RESULTS)).isEqualTo(before + 1);
        }

        @Test
        void aWitnessWhoDoesNotShowIsReplacedByOneWhoDoes() {
            punched.add("w2");

            assertThat(attendance.results(people(10), DAY, List.of("w1", "w2", "w3"), run))
                    .hasSize(10);
            assertThat(wire.count(Api.RESULTS)).isEqualTo(3);
        }

        @Test
        void whereNoWitnessShowsNobodyIsRead() {
            assertThat(attendance.results(people(60), DAY, List.of("w1", "w2"), run))
                    .isEmpty();
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.IMPLAUSIBLE);
        }

        @Test
        void withoutWitnessesAnEmptyAnswerIsToBeExpected() {
            assertThat(attendance.results(people(3), DAY, List.of(), run)).hasSize(3);
            assertThat(run.troubles()).isEmpty();
        }
    }

    @Nested
    class Away {
        @Test
        void leaveIsAskedForByWholeDaysWithPeopleJoinedByCommas() {
            wire.answers(Api.LEAVE_STATUS, Wire.fixture("getleavestatus.documented.json"));

            Map<String, List<Leave>> leaves = attendance.leaves(List.of("sim0109", "sim0110"), FROM, TO, run);

            assertThat(wire.asked(Api.LEAVE_STATUS).get(0).text())
                    .isEqualTo("{\"userid_list\":\"sim0109,sim0110\",\"start_time\":1773590400000,"
                            + "\"end_time\":1773676800000,\"offset\":0,\"size\":20}");
            assertThat(leaves.get("sim0109"))
                    .containsExactly(new Leave(
                            Instant.ofEpochMilli(1773590400000L),
                            Instant.ofEpochMilli(1773676800000L),
                            Leave.Unit.DAY,
                            DAY,
                            DAY,
                            1.0));
            assertThat(leaves.get("sim0110")).isEmpty();
        }

        @Test
        void aHundredPeopleAreOneCallAndTwentyRowsAPage() {
            wire.answers(Api.LEAVE_STATUS, asked -> {
                int offset = asked.body().path("offset").asInt();
                String[] people = asked.body().path("userid_list").asText().split(",");
                String rows = IntStream.range(offset, Math.min(people.length, offset + 20))
                        .mapToObj(i -> "{\"userid\":\"" + people[i]
                                + "\",\"start_time\":1773590400000,\"end_time\":1773676800000,"
                                + "\"duration_unit\":\"percent_day\",\"duration_percent\":100}")
                        .collect(Collectors.joining(","));
                return Wire.json("{\"errcode\":0,\"result\":{\"has_more\":" + (offset + 20 < people.length)
                        + ",\"leave_status\":[" + rows + "]}}");
            });

            Map<String, List<Leave>> leaves = attendance.leaves(people(100), FROM, TO, run);

            assertThat(leaves).hasSize(100);
            assertThat(leaves.values()).allMatch(own -> own.size() == 1);
            assertThat(wire.count(Api.LEAVE_STATUS)).isEqualTo(5);
        }

        @Test
        void aChunkThatFailsCostsItsPeopleAndNoOthers() {
            wire.answers(
                    Api.LEAVE_STATUS,
                    asked -> Wire.json(
                            asked.body().path("userid_list").asText().contains("p000")
                                    ? GONE
                                    : "{\"errcode\":0,\"result\":{\"has_more\":false,\"leave_status\":[]}}"));

            assertThat(attendance.leaves(people(150), FROM, TO, run))
                    .hasSize(75)
                    .doesNotContainKey("p000");
        }

        @Test
        void aLeaveThatCannotBeReadCostsThePersonWhoseItIs() {
            wire.answers(
                    Api.LEAVE_STATUS,
                    "{\"errcode\":0,\"result\":{\"has_more\":false,\"leave_status\":"
                            + "[{\"userid\":\"a\",\"start_time\":1773590400000}]}}");

            assertThat(attendance.leaves(List.of("a", "b"), FROM, TO, run)).containsOnlyKeys("b");
            assertThat(run.troubles()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"errcode\":0}", "{\"errcode\":0,\"result\":null}"})
        void anAnswerThatSaysNothingIsNotNoLeave(String answer) {
            wire.answers(Api.LEAVE_STATUS, answer);
            wire.answers(Api.DAY, answer);

            assertThat(attendance.leaves(List.of("a"), FROM, TO, run)).isEmpty();
            assertThat(attendance.approvals(Set.of("a"), DAY, run)).isEmpty();
        }

        @Test
        void approvalsAreAskedForPersonByPersonAndOvertimeIsNone() {
            wire.answers(Api.DAY, Wire.fixture("getupdatedata.approvals.json"));

            List<Leave> leaves =
                    attendance.approvals(Set.of("sim0111"), DAY, run).get("sim0111");

            assertThat(wire.asked(Api.DAY).get(0).text())
                    .isEqualTo("{\"userid\":\"sim0111\",\"work_date\":\"2026-03-16\"}");
            assertThat(leaves)
                    .extracting(Leave::unit)
                    .containsExactly(Leave.Unit.DAY, Leave.Unit.HALF_DAY, Leave.Unit.HOUR);
            assertThat(leaves.get(0).to())
                    .isEqualTo(DAY.plusDays(1).atStartOfDay(Json.ZONE).toInstant());
            assertThat(leaves.get(0).firstDay()).isEqualTo(DAY);
            assertThat(leaves.get(0).lastDay()).isEqualTo(DAY);
            assertThat(leaves.get(0).days()).isEqualTo(1.0);
            assertThat(leaves.get(1).days()).isNull();
            assertThat(leaves.get(2).from()).isEqualTo(Instant.parse("2026-03-16T02:00:00Z"));
        }

        @Test
        void anAnswerWithoutAListSaysNothingUnlessItSaysWhoseDayItIs() {
            wire.answers(Api.DAY, "{\"errcode\":0,\"result\":{}}");
            assertThat(attendance.approvals(Set.of("a"), DAY, run)).isEmpty();

            wire.answers(
                    Api.DAY, "{\"errcode\":0,\"result\":{\"userid\":\"a\",\"work_date\":\"2026-03-16 00:00:00\"}}");
            assertThat(attendance.approvals(Set.of("a"), DAY, run)).isEqualTo(Map.of("a", List.of()));
        }

        @Test
        void oneWhoCannotBeReadDoesNotHideAnother() {
            wire.answers(
                    Api.DAY,
                    asked -> Wire.json(
                            asked.body().path("userid").asText().equals("gone")
                                    ? GONE
                                    : "{\"errcode\":0,\"result\":{\"approve_list\":[]}}"));

            assertThat(attendance.approvals(Set.of("gone", "a"), DAY, run)).isEqualTo(Map.of("a", List.of()));
        }

        @Test
        void withoutAnyTimeLeftNobodyIsReadAndNothingIsSent() {
            wire.time.advance(Duration.ofMinutes(6));

            assertThat(punches(people(3))).isEmpty();
            assertThat(attendance.results(people(3), DAY, List.of("w"), run)).isEmpty();
            assertThat(attendance.leaves(people(3), FROM, TO, run)).isEmpty();
            assertThat(attendance.approvals(Set.of("a"), DAY, run)).isEmpty();
            assertThat(server.getRequestCount()).isZero();
            assertThat(run.troubles()).allMatch(trouble -> trouble.reason() == Reason.DEADLINE);
        }
    }

    @Test
    void theDayIsShanghaisWhereverTheServerIs() {
        punched.add("a");
        attendance.punches(
                List.of("a"), Instant.parse("2026-03-16T15:59:59Z"), Instant.parse("2026-03-16T16:00:00Z"), run);

        assertThat(wire.asked(Api.PUNCHES).get(0).text())
                .contains("\"2026-03-16 23:59:59\"", "\"2026-03-17 00:00:00\"");
    }
}
