package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.absence.Branch;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.Department.Member;
import dev.rollcall.absence.Department.Wanted;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Wire.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Who belongs to a department, who is planned to work, and what shifts allow. */
class DingTalkRosterTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final String NO_PERMISSION = "{\"errcode\":88,\"sub_code\":\"60011\",\"sub_msg\":\"no\"}";

    @StartStop
    public final MockWebServer server = Wire.server();

    private Wire wire;
    private Run run;
    private DingTalkRoster roster;

    @BeforeEach
    void connect() {
        use(Wire.on(server));
    }

    private void use(Wire other) {
        wire = other;
        run = wire.run();
        roster = new DingTalkRoster(wire.client, wire.executor);
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    @Nested
    class Departments {
        private final Map<Long, List<Long>> children = new HashMap<>();
        private final Map<Long, List<String>> members = new HashMap<>();

        @BeforeEach
        void answer() {
            wire.answers(Api.SUB_DEPARTMENTS, asked -> {
                String rows = children.getOrDefault(id(asked), List.of()).stream()
                        .map(child -> "{\"dept_id\":" + child + ",\"name\":\"部" + child + "\",\"parent_id\":1}")
                        .collect(Collectors.joining(","));
                return Wire.json("{\"errcode\":0,\"result\":[" + rows + "]}");
            });
            wire.answers(Api.MEMBERS, asked -> {
                List<String> all = members.getOrDefault(id(asked), List.of());
                int from = asked.body().path("cursor").asInt();
                int to = Math.min(all.size(), from + asked.body().path("size").asInt());
                return page(all.subList(from, to), to < all.size(), to);
            });
        }

        @Test
        void aDepartmentHasThePeopleOfItsWholeTreeUnderItsFirstLevel() {
            children.put(1L, List.of(10L, 20L));
            children.put(10L, List.of(11L));
            members.put(1L, List.of("boss"));
            members.put(10L, List.of("a"));
            members.put(11L, List.of("b"));
            members.put(20L, List.of("c"));

            Department department = read(new Wanted(1, "技术部", false)).get(0);

            assertThat(department.name()).isEqualTo("技术部");
            assertThat(department.complete()).isTrue();
            assertThat(labels(department))
                    .containsOnly(entry("boss", ""), entry("a", "部10"), entry("b", "部10"), entry("c", "部20"));
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void somebodyInTwoSubDepartmentsIsListedOnceUnderTheFirst() {
            children.put(1L, List.of(10L, 20L));
            members.put(10L, List.of("a"));
            members.put(20L, List.of("a", "b"));

            assertThat(labels(read(new Wanted(1, "x", false)).get(0)))
                    .containsOnly(entry("a", "部10"), entry("b", "部20"));
        }

        @Test
        void aTreeThatBitesItsTailEnds() {
            children.put(1L, List.of(2L));
            children.put(2L, List.of(3L, 2L));
            children.put(3L, List.of(1L, 2L));
            members.put(3L, List.of("a"));

            Department department = read(new Wanted(1, "x", false)).get(0);

            assertThat(labels(department)).containsOnly(entry("a", "部2"));
            assertThat(wire.count(Api.SUB_DEPARTMENTS)).isEqualTo(3);
        }

        @Test
        void aDepartmentWithinAnotherConfiguredOneIsAskedAboutOnce() {
            children.put(1L, List.of(10L));
            children.put(10L, List.of(11L));
            members.put(10L, List.of("a"));
            members.put(11L, List.of("b"));

            List<Department> departments =
                    read(new Wanted(1, "x", false), new Wanted(10, "y", false), new Wanted(1, "again", false));

            assertThat(labels(departments.get(0))).containsOnly(entry("a", "部10"), entry("b", "部10"));
            assertThat(labels(departments.get(1))).containsOnly(entry("a", ""), entry("b", "部11"));
            assertThat(departments.get(2).name()).isEqualTo("again");
            assertThat(wire.count(Api.SUB_DEPARTMENTS)).isEqualTo(3);
            assertThat(wire.count(Api.MEMBERS)).isEqualTo(3);
        }

        @Test
        void membersAreAskedForWhileManySubDepartmentsStillAre() {
            CountDownLatch membersAsked = new CountDownLatch(1);
            AtomicBoolean sideBySide = new AtomicBoolean(true);
            wire.answers(Api.SUB_DEPARTMENTS, asked -> {
                sideBySide.compareAndSet(true, comes(membersAsked));
                return Wire.json("{\"errcode\":0,\"result\":[]}");
            });
            wire.answers(Api.MEMBERS, asked -> {
                membersAsked.countDown();
                return page(List.of(), false, 0);
            });

            read(IntStream.rangeClosed(1, 40)
                    .mapToObj(id -> new Wanted(id, "x", false))
                    .toArray(Wanted[]::new));

            assertThat(sideBySide).isTrue();
        }

        private static boolean comes(CountDownLatch latch) {
            try {
                return latch.await(3, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 99, 100, 101, 1000})
        void membersComeInPagesOfAHundred(int count) {
            List<String> people =
                    IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
            members.put(1L, people);

            Department department = read(new Wanted(1, "x", false)).get(0);

            assertThat(labels(department).keySet()).containsExactlyInAnyOrderElementsOf(people);
            assertThat(wire.asked(Api.MEMBERS)).hasSize((count + 99) / 100);
            assertThat(wire.asked(Api.MEMBERS).get(0).text()).isEqualTo("{\"dept_id\":1,\"cursor\":0,\"size\":100}");
        }

        @Test
        void aFullLastPageMayPromiseAnotherThatIsEmpty() {
            List<String> people = IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
            wire.answers(
                    Api.MEMBERS, page(people, true, 100), Wire.json("{\"errcode\":0,\"result\":{\"has_more\":false}}"));

            Department department = read(new Wanted(1, "x", false)).get(0);

            assertThat(department.members()).hasSize(100);
            assertThat(department.complete()).isTrue();
        }

        @Test
        void pagesWithoutANextCursorGoOnByTheirSize() {
            wire.answers(
                    Api.MEMBERS,
                    "{\"errcode\":0,\"result\":{\"has_more\":\"true\",\"list\":[{\"userid\":\"a\"}]}}",
                    "{\"errcode\":0,\"result\":{\"has_more\":\"false\",\"list\":[{\"userid\":\"b\"}]}}");

            assertThat(read(new Wanted(1, "x", false)).get(0).members()).hasSize(2);
            assertThat(wire.asked(Api.MEMBERS).get(1).body().path("cursor").asInt())
                    .isEqualTo(100);
        }

        @Test
        void theSamePageForEverIsAnIncompleteDepartment() {
            wire.answers(
                    Api.MEMBERS,
                    asked ->
                            page(List.of("a"), true, asked.body().path("cursor").asInt() + 100));

            Department department = read(new Wanted(1, "x", false)).get(0);

            assertThat(department.complete()).isFalse();
            assertThat(wire.count(Api.MEMBERS)).isEqualTo(2);
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.IMPLAUSIBLE);
        }

        @Test
        void emptyPagesForEverAreAnIncompleteDepartment() {
            wire.answers(
                    Api.MEMBERS,
                    asked -> page(List.of(), true, asked.body().path("cursor").asInt() + 100));

            assertThat(read(new Wanted(1, "x", false)).get(0).complete()).isFalse();
            assertThat(wire.count(Api.MEMBERS)).isEqualTo(1);
        }

        @Test
        void aCursorThatStandsStillIsAnIncompleteDepartment() {
            wire.answers(Api.MEMBERS, asked -> page(List.of("p" + wire.count(Api.MEMBERS)), true, 0));

            assertThat(read(new Wanted(1, "x", false)).get(0).complete()).isFalse();
            assertThat(wire.count(Api.MEMBERS)).isEqualTo(1);
        }

        @Test
        void anAnswerThatSaysNothingOfMembersIsAnIncompleteDepartment() {
            wire.answers(Api.MEMBERS, "{\"errcode\":0,\"errmsg\":\"ok\"}");

            assertThat(read(new Wanted(1, "x", false)).get(0).complete()).isFalse();
        }

        @Test
        void anAnswerThatSaysNothingOfSubDepartmentsIsAnIncompleteDepartment() {
            wire.answers(Api.SUB_DEPARTMENTS, "{\"errcode\":0,\"errmsg\":\"ok\"}");

            assertThat(read(new Wanted(1, "x", false)).get(0).complete()).isFalse();
        }

        @Test
        void inactivePeopleAreLeftOutAndTheDayOfHiringIsShanghais() {
            wire.answers(Api.MEMBERS, Wire.fixture("user-list.inactive.json"));

            List<Member> people = read(new Wanted(1, "x", false)).get(0).members();

            assertThat(people).extracting(one -> one.employee().id()).containsExactly("sim0101", "sim0103", "sim0104");
            assertThat(people.get(0).employee().hiredOn()).isEqualTo(LocalDate.of(2024, 3, 1));
            assertThat(people.get(1).employee().hiredOn()).isNull();
            assertThat(people.get(0).employee().name()).isEqualTo("林一");
        }

        @Test
        void aBranchThatFailsMakesItsDepartmentIncompleteAndNoOther() {
            children.put(1L, List.of(10L));
            members.put(1L, List.of("a"));
            members.put(10L, List.of("b"));
            members.put(2L, List.of("c"));
            Wire.Answer whole = asked -> page(members.getOrDefault(id(asked), List.of()), false, 0);
            wire.answers(
                    Api.MEMBERS,
                    asked -> id(asked) == 10 ? Wire.json("{\"errcode\":88,\"sub_code\":\"50004\"}") : whole.to(asked));

            List<Department> departments =
                    read(new Wanted(1, "x", false), new Wanted(2, "y", false), new Wanted(10, "z", false));

            assertThat(departments).extracting(Department::complete).containsExactly(false, true, false);
            assertThat(labels(departments.get(0))).containsOnlyKeys("a");
            assertThat(labels(departments.get(1))).containsOnlyKeys("c");
            assertThat(run.troubles()).hasSize(1);
        }

        @Test
        void aBranchWhoseSubDepartmentsFailIsIncompleteToo() {
            children.put(1L, List.of(10L));
            members.put(10L, List.of("b"));
            Wire.Answer whole = asked -> Wire.json("{\"errcode\":0,\"result\":[{\"dept_id\":10}]}");
            wire.answers(
                    Api.SUB_DEPARTMENTS,
                    asked -> id(asked) == 10 ? Wire.json("{\"errcode\":88,\"sub_code\":\"60003\"}") : whole.to(asked));

            Department department = read(new Wanted(1, "x", false)).get(0);

            assertThat(department.complete()).isFalse();
            assertThat(labels(department)).containsOnlyKeys("b");
        }

        @Test
        void theOrganisationIsReadFromItsRootOnEachDepartmentOnceAndAfterTheOneAboveIt() {
            children.put(1L, List.of(10L, 20L));
            children.put(10L, List.of(11L));
            children.put(11L, List.of(10L));
            members.put(1L, List.of("boss"));
            members.put(11L, List.of("a", "b"));
            wire.answers(Api.DEPARTMENT, "{\"errcode\":0,\"result\":{\"dept_id\":1,\"name\":\"公司\"}}");

            assertThat(roster.organisation(run))
                    .containsExactly(
                            new Branch(1, 0, "公司", Set.of("boss"), true),
                            new Branch(10, 1, "部10", Set.of(), true),
                            new Branch(20, 1, "部20", Set.of(), true),
                            new Branch(11, 10, "部11", Set.of("a", "b"), true));
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void aPartOfTheOrganisationThatCannotBeReadSaysSo() {
            children.put(1L, List.of(10L, 20L));
            members.put(20L, List.of("a"));
            Wire.Answer whole = asked -> page(members.getOrDefault(id(asked), List.of()), false, 0);
            wire.answers(
                    Api.MEMBERS,
                    asked -> id(asked) == 10 ? Wire.json("{\"errcode\":88,\"sub_code\":\"50004\"}") : whole.to(asked));
            wire.answers(Api.DEPARTMENT, NO_PERMISSION);

            assertThat(roster.organisation(run))
                    .extracting(Branch::id, Branch::name, Branch::complete)
                    .containsExactly(tuple(1L, "", true), tuple(10L, "部10", false), tuple(20L, "部20", true));
            assertThat(run.troubles())
                    .extracting(SourceException::reason)
                    .as("what is out of scope is refused, which is how a hidden root is known")
                    .containsExactlyInAnyOrder(Reason.REFUSED, Reason.PERMISSION);
        }

        @Test
        void namesAndManagersAreAskedForOnlyWhereTheyAreWanted() {
            wire.answers(
                    Api.DEPARTMENT,
                    asked -> Wire.json("{\"errcode\":0,\"result\":{\"dept_id\":" + id(asked) + ",\"name\":\"研发"
                            + id(asked) + "\",\"dept_manager_userid_list\":[\"m1\",\"m2\"]}}"));

            List<Department> departments =
                    read(new Wanted(1, "x", false), new Wanted(2, "", false), new Wanted(3, "z", true));

            assertThat(departments).extracting(Department::name).containsExactly("x", "研发2", "z");
            assertThat(departments.get(0).managers()).isEmpty();
            assertThat(departments.get(2).managers()).containsExactly("m1", "m2");
            assertThat(wire.asked(Api.DEPARTMENT)).extracting(Departments::id).containsExactlyInAnyOrder(2L, 3L);
        }

        @Test
        void aNameThatCannotBeReadIsTheNumberAndNobodyIsMissing() {
            members.put(7L, List.of("a"));
            wire.answers(Api.DEPARTMENT, NO_PERMISSION);

            Department department = read(new Wanted(7, "", true)).get(0);

            assertThat(department.name()).isEqualTo("7");
            assertThat(department.complete()).isTrue();
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.PERMISSION);
        }

        @Test
        void withoutPermissionEverythingIsIncompleteAfterFewCalls() {
            wire.answers(Api.MEMBERS, NO_PERMISSION);
            children.put(1L, List.of(10L, 20L, 30L));

            assertThat(read(new Wanted(1, "x", false)).get(0).complete()).isFalse();
            assertThat(wire.count(Api.MEMBERS)).isEqualTo(1);
        }

        private List<Department> read(Wanted... wanted) {
            return roster.departments(List.of(wanted), run);
        }

        private static Map<String, String> labels(Department department) {
            return department.members().stream()
                    .collect(Collectors.toMap(one -> one.employee().id(), Member::subDepartment));
        }

        private static MockResponse page(List<String> people, boolean more, int next) {
            String rows = people.stream()
                    .map(id -> "{\"userid\":\"" + id + "\",\"name\":\"" + id + "\",\"active\":true}")
                    .collect(Collectors.joining(","));
            return Wire.json("{\"errcode\":0,\"result\":{\"has_more\":" + more + ",\"next_cursor\":" + next
                    + ",\"list\":[" + rows + "]}}");
        }

        private static long id(Asked asked) {
            return asked.body().path("dept_id").asLong();
        }
    }

    @Nested
    class Plans {
        @Test
        void aPlanIsReadAsItIsDocumented() {
            wire.answers(Api.SCHEDULE, Wire.fixture("listschedule.documented.json"));

            Roster plan = read("sim0101", "sim0109", "sim0110", "sim0111");

            assertThat(wire.asked(Api.SCHEDULE).get(0).text())
                    .isEqualTo("{\"workDate\":\"2026-03-16 00:00:00\",\"offset\":0,\"size\":200}");
            assertThat(plan.of("sim0101"))
                    .containsExactly(
                            new PlanPoint("77000011", true, at("09:00"), null, "660001", false),
                            new PlanPoint("77000012", false, at("18:00"), null, "660001", false));
            assertThat(plan.of("sim0109"))
                    .containsExactly(new PlanPoint("77000019", true, at("09:00"), at("10:30"), "660001", true));
            assertThat(plan.of("sim0110")).isEmpty();
            assertThat(plan.unread()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\"class_id\":0",
                    "\"class_id\":\"0\"",
                    "\"class_id\":-1",
                    "\"class_id\":null",
                    "\"class_id\":\"\"",
                    "\"class_id\":5,\"is_rest\":\"Y\""
                })
        void whoHasNoShiftIsNotPlanned(String shift) {
            wire.answers(
                    Api.SCHEDULE,
                    plan("{\"userid\":\"a\",\"check_type\":\"OnDuty\",\"plan_check_time\":\"2026-03-16 09:00:00\""
                            + (shift.isEmpty() ? "" : "," + shift) + "}"));

            Roster plan = read("a");

            assertThat(plan.of("a")).isEmpty();
            assertThat(plan.unread()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"check_type\":\"OnDuty\"",
                    "\"check_type\":\"OnDuty\",\"plan_check_time\":\"soon\"",
                    "\"check_type\":\"OnDuty\",\"plan_check_time\":\"2026-03-16 09:00:00\",\"changed_check_time\":\"soon\"",
                    "\"plan_check_time\":\"2026-03-16 09:00:00\"",
                    "\"check_type\":\"Sometimes\",\"plan_check_time\":\"2026-03-16 09:00:00\""
                })
        void aPointThatCannotBeReadMakesThatPersonUnread(String row) {
            wire.answers(
                    Api.SCHEDULE,
                    plan("{\"userid\":\"a\",\"class_id\":5," + row + "}", row("b", "OnDuty", "09:00", 1)));

            Roster plan = read("a", "b");

            assertThat(plan.unread()).containsExactly("a");
            assertThat(plan.of("b")).hasSize(1);
        }

        @Test
        void pagesAreOfTwoHundredAndAPointThatComesTwiceIsOne() {
            List<String> rows = IntStream.range(0, 350)
                    .mapToObj(i -> row("p" + i, i % 2 == 0 ? "onduty" : "OFFDUTY", "09:00", i))
                    .toList();
            wire.answers(Api.SCHEDULE, asked -> {
                int offset = asked.body().path("offset").asInt();
                // A row moved onto the next page while the first was read.
                List<String> page = rows.subList(Math.max(0, offset - 1), Math.min(rows.size(), offset + 200));
                return Wire.json(plan(offset + 200 < rows.size(), page));
            });

            Roster plan = read(IntStream.range(0, 350).mapToObj(i -> "p" + i).toList());

            assertThat(wire.asked(Api.SCHEDULE))
                    .extracting(asked -> asked.body().path("offset").asInt())
                    .containsExactly(0, 200);
            assertThat(plan.points()).hasSize(350);
            assertThat(plan.points().values()).allMatch(points -> points.size() == 1);
        }

        /** Each page but the first is answered only when all the others have been asked for. */
        @Test
        void asManyPagesAsOnTheLastDateOfTheSameKindAreReadAtOnce() throws Exception {
            readPages(DAY, new CountDownLatch(0));

            List<Integer> next = readPages(DAY.plusDays(1), new CountDownLatch(9));

            assertThat(next.get(0)).isZero();
            assertThat(next).hasSize(10);
        }

        @Test
        void whileThatIsNotKnownTwiceAsManyAreReadAtOnceAsHaveBeenAndNoneBeyondWhatEverybodyMakes() throws Exception {
            assertThat(readPages(DAY, new CountDownLatch(0)))
                    .containsExactlyInAnyOrder(0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800);
        }

        @Test
        void aWeekendSaysNothingOfOtherDays() throws Exception {
            readPages(DAY, new CountDownLatch(0));
            wire.answers(Api.SCHEDULE, plan());

            roster.roster(DAY.plusDays(5), people(1000), run);
            List<Integer> monday = readPages(DAY.plusDays(7), new CountDownLatch(9));

            assertThat(monday).hasSize(10);
        }

        @Test
        void whatCannotBeReadBeyondTheLastPageIsNotMissed() throws Exception {
            readPages(DAY.plusDays(1), new CountDownLatch(0));
            wire.answers(
                    Api.SCHEDULE,
                    asked -> asked.body().path("offset").asInt() <= 200
                            ? Wire.json(plan(
                                    asked.body().path("offset").asInt() == 0,
                                    List.of(row(asked.body().path("offset").asText(), "OnDuty", "09:00", 1))))
                            : Wire.json(NO_PERMISSION));

            Roster read = read(List.of("0", "200"));

            assertThat(wire.count(Api.SCHEDULE)).isGreaterThan(12);
            assertThat(read.unread()).isEmpty();
            assertThat(read.points()).containsOnlyKeys("0", "200");
            assertThat(run.troubles()).isEmpty();
        }

        /** Fifteen calls of an API may leave in a second: more at once would not be quicker. */
        @Test
        void onAHolidayNoMorePagesAreReadInVainThanMayLeaveInASecond() {
            List<String> rows = IntStream.range(0, 8000)
                    .mapToObj(i -> row(String.format("p%04d", i / 2), "OnDuty", "09:00", i))
                    .toList();
            wire.answers(Api.SCHEDULE, asked -> {
                int offset = asked.body().path("offset").asInt();
                return Wire.json(plan(offset + 200 < rows.size(), rows.subList(offset, offset + 200)));
            });
            roster.roster(DAY, people(4000), run);
            int before = wire.count(Api.SCHEDULE);
            wire.answers(Api.SCHEDULE, asked -> {
                int offset = asked.body().path("offset").asInt();
                return Wire.json(plan(offset == 0, offset > 200 ? List.of() : rows.subList(offset, offset + 200)));
            });

            Roster holiday = roster.roster(DAY.plusDays(1), people(4000), run);

            assertThat(before).isEqualTo(40);
            assertThat(wire.count(Api.SCHEDULE) - before).isEqualTo(1 + 15);
            assertThat(holiday.points()).hasSize(200);
        }

        /** Offsets in the order of their coming. */
        private List<Integer> readPages(LocalDate day, CountDownLatch others) throws Exception {
            int before = wire.asked(Api.SCHEDULE).size();
            readTwoThousandRows(others);
            Roster plan = roster.roster(day, people(1000), run);
            assertThat(plan.points()).hasSize(1000);
            List<Asked> asked = wire.asked(Api.SCHEDULE);
            return asked.subList(before, asked.size()).stream()
                    .map(one -> one.body().path("offset").asInt())
                    .toList();
        }

        /** Two of each person. */
        private void readTwoThousandRows(CountDownLatch others) {
            List<String> rows = IntStream.range(0, 2000)
                    .mapToObj(i -> row(
                            String.format("p%04d", i / 2),
                            i % 2 == 0 ? "OnDuty" : "OffDuty",
                            i % 2 == 0 ? "09:00" : "18:00",
                            i))
                    .toList();
            wire.answers(Api.SCHEDULE, asked -> {
                int offset = asked.body().path("offset").asInt();
                if (offset > 0) {
                    others.countDown();
                    try {
                        assertThat(others.await(20, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                return Wire.json(plan(
                        offset + 200 < rows.size(),
                        rows.subList(Math.min(rows.size(), offset), Math.min(rows.size(), offset + 200))));
            });
        }

        private static List<String> people(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> String.format("p%04d", i))
                    .toList();
        }

        /** Fifteen calls of fifty people may be made in a second. */
        @Test
        void tenThousandPeopleComeInBandsOfWhatCanBeAskedInASecond() {
            List<String> people = IntStream.range(0, 10_000)
                    .mapToObj(i -> String.format("p%05d", i))
                    .toList();
            wire.answers(
                    Api.SCHEDULE_BY_USERS,
                    asked -> Wire.json("{\"errcode\":0,\"result\":["
                            + row(asked.body().path("userids").asText().substring(0, 6), "OnDuty", "09:00", 1) + "]}"));
            List<Set<String>> bands = new ArrayList<>();
            List<Integer> asked = new ArrayList<>();

            roster.bands(DAY, CompletableFuture.completedFuture(people), run, (band, plan) -> {
                assertThat(plan.points().keySet())
                        .hasSize((band.size() + 49) / 50)
                        .isSubsetOf(band);
                assertThat(plan.movable()).isEqualTo(plan.points().keySet());
                bands.add(band);
                asked.add(wire.count(Api.SCHEDULE_BY_USERS));
            });

            assertThat(bands).hasSize(9);
            assertThat(bands)
                    .extracting(Set::size)
                    .startsWith(750, 750, 750, 1500, 1500)
                    .allMatch(size -> size <= 2250)
                    .endsWith(1500, 750, 250);
            assertThat(bands.stream().flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(people);
            assertThat(asked).startsWith(15, 30, 45, 75, 105).endsWith(200);
        }

        @Test
        void aPointThatWasMovedBetweenTwoPagesIsOneAsItWasReadLast() {
            String moved =
                    row("a", "OnDuty", "09:00", 1).replace("}", ",\"changed_check_time\":\"2026-03-16 10:00:00\"}");
            wire.answers(
                    Api.SCHEDULE,
                    plan(true, List.of(row("a", "OnDuty", "09:00", 1), row("b", "OnDuty", "09:00", 2))),
                    plan(false, List.of(moved)));

            assertThat(read("a").of("a"))
                    .containsExactly(new PlanPoint("1", true, at("09:00"), at("10:00"), "5", false));
        }

        @Test
        void anEmptyPageAfterAFullLastOneIsNoFault() {
            List<String> rows = IntStream.range(0, 200)
                    .mapToObj(i -> row("p" + i, "OnDuty", "09:00", i))
                    .toList();
            wire.answers(Api.SCHEDULE, plan(true, rows), plan(false, List.of()));

            assertThat(read("p7").of("p7")).hasSize(1);
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void emptyPagesThatPromiseMoreLeaveEverybodyUnread() {
            wire.answers(Api.SCHEDULE, plan(true, List.of(row("a", "OnDuty", "09:00", 1))), plan(true, List.of()));

            assertThat(read("a", "b").unread()).containsExactlyInAnyOrder("a", "b");
            assertThat(wire.count(Api.SCHEDULE)).isEqualTo(2);
        }

        @Test
        void theSamePageForEverLeavesEverybodyUnread() {
            wire.answers(Api.SCHEDULE, plan(true, List.of(row("a", "OnDuty", "09:00", 1))));

            assertThat(read("a").unread()).containsExactly("a");
            assertThat(wire.count(Api.SCHEDULE)).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"errcode\":0}", "{\"errcode\":0,\"result\":null}"})
        void anAnswerWithoutAPlanLeavesEverybodyUnread(String answer) {
            wire.answers(Api.SCHEDULE, answer);

            assertThat(read("a").unread()).containsExactly("a");
        }

        @Test
        void withoutPermissionEverybodyIsUnreadAndNothingElseIsTried() {
            wire.answers(Api.SCHEDULE, NO_PERMISSION);

            Roster plan = read("a", "b");

            assertThat(plan.unread()).containsExactlyInAnyOrder("a", "b");
            assertThat(plan.points()).isEmpty();
            assertThat(wire.count(Api.SCHEDULE_BY_USERS)).isZero();
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.PERMISSION);
        }

        @Test
        void anOrganisationThatIsTooLargeIsReadByPeople() {
            wire.answers(Api.SCHEDULE, "{\"errcode\":88,\"sub_code\":\"40035\",\"sub_msg\":\"企业人数超过限制\"}");
            wire.answers(Api.SCHEDULE_BY_USERS, Wire.fixture("listbyusers.documented.json"));

            Roster plan = read("sim0101", "sim0109", "sim0110");

            assertThat(wire.asked(Api.SCHEDULE_BY_USERS).get(0).text())
                    .isEqualTo("{\"op_user_id\":\"manager1\",\"userids\":\"sim0101,sim0109,sim0110\","
                            + "\"from_date_time\":1773590400000,\"to_date_time\":1773590400000}");
            assertThat(plan.of("sim0101"))
                    .containsExactly(new PlanPoint("77000011", true, at("09:00"), null, "660001", false));
            assertThat(plan.of("sim0109"))
                    .containsExactly(new PlanPoint("77000019", true, at("09:00"), null, "660001", true));
            assertThat(plan.of("sim0110")).isEmpty();
            assertThat(plan.unread()).isEmpty();
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void tenThousandPeopleAreReadFiftyACall() {
            wire.answers(Api.SCHEDULE_BY_USERS, asked -> {
                String[] people = asked.body().path("userids").asText().split(",");
                if (List.of(people).contains("p00777")) {
                    return Wire.json("{\"errcode\":88,\"sub_code\":\"40035\"}");
                }
                return Wire.json("{\"errcode\":0,\"result\":[" + row(people[0], "OnDuty", "09:00", 1) + "]}");
            });

            Roster plan = read(IntStream.range(0, 10_000)
                    .mapToObj(i -> String.format("p%05d", i))
                    .toList());

            assertThat(wire.count(Api.SCHEDULE)).isZero();
            assertThat(wire.count(Api.SCHEDULE_BY_USERS)).isEqualTo(200);
            assertThat(plan.unread()).hasSize(50).contains("p00777");
            assertThat(plan.points()).hasSize(199);
        }

        /** They had a plan some minutes ago: no row at all is no rest day. */
        @ParameterizedTest
        @ValueSource(ints = {1, 7, 50})
        void ofAFewOfManyAnAnswerWithoutARowLeavesThemUnread(int count) {
            wire.answers(Api.SCHEDULE_BY_USERS, "{\"errcode\":0,\"result\":[]}");
            List<Roster> plans = new ArrayList<>();

            assertThat(roster.few(DAY, people(count), Set.of("p0000"), 10_000, run, (band, plan) -> plans.add(plan)))
                    .isTrue();

            assertThat(plans)
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.unread()).containsExactlyInAnyOrderElementsOf(people(count)));
            assertThat(run.troubles()).extracting(SourceException::reason).containsExactly(Reason.IMPLAUSIBLE);
        }

        /** Somebody new, who is in no attendance group. */
        @Test
        void ofAFewOfWhomNobodyHadAPlanNobodyHasOne() {
            wire.answers(Api.SCHEDULE_BY_USERS, "{\"errcode\":0,\"result\":[]}");
            List<Roster> plans = new ArrayList<>();

            roster.few(DAY, people(7), Set.of("somebody else"), 10_000, run, (band, plan) -> plans.add(plan));

            assertThat(plans)
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.unread()).isEmpty());
            assertThat(run.troubles()).isEmpty();
        }

        @Test
        void ofAFewOfManyOnlyTheirPlanIsAsked() {
            wire.answers(
                    Api.SCHEDULE_BY_USERS,
                    plan(row("p0000", "OnDuty", "09:00", 1))
                            .replace("{\"has_more\":false,\"schedules\":[", "[")
                            .replace("]}}", "]}"));
            List<Roster> plans = new ArrayList<>();

            assertThat(roster.few(DAY, people(3), Set.of(), 10_000, run, (band, plan) -> plans.add(plan)))
                    .isTrue();
            assertThat(roster.few(DAY, List.of(), Set.of(), 10_000, run, (band, plan) -> plans.add(plan)))
                    .isTrue();
            assertThat(roster.few(DAY, people(3), Set.of(), 9_999, run, (band, plan) -> plans.add(plan)))
                    .as("of a smaller company everybody's is read")
                    .isFalse();

            assertThat(plans).hasSize(1);
            assertThat(plans.get(0).of("p0000")).hasSize(1);
            assertThat(plans.get(0).movable()).containsExactly("p0000");
            assertThat(wire.count(Api.SCHEDULE_BY_USERS)).isEqualTo(1);
            assertThat(wire.count(Api.SCHEDULE)).isZero();
        }

        @Test
        void whereThatIsRefusedTooEverybodyIsUnread() {
            wire.answers(Api.SCHEDULE, "{\"errcode\":88,\"sub_code\":\"40035\"}");
            wire.answers(Api.SCHEDULE_BY_USERS, "{\"errcode\":88,\"sub_code\":\"40035\"}");

            assertThat(read("a").unread()).containsExactly("a");
            assertThat(run.troubles()).isNotEmpty();
        }

        private Roster read(String... people) {
            return read(List.of(people));
        }

        private Roster read(Collection<String> people) {
            return roster.roster(DAY, people, run);
        }

        private static String row(String user, String type, String time, int plan) {
            return "{\"userid\":\"" + user + "\",\"plan_id\":" + plan + ",\"class_id\":5,\"check_type\":\"" + type
                    + "\",\"plan_check_time\":\"2026-03-16 " + time + ":00\"}";
        }

        private static String plan(String... rows) {
            return plan(false, List.of(rows));
        }

        private static String plan(boolean more, List<String> rows) {
            return "{\"errcode\":0,\"result\":{\"has_more\":" + more + ",\"schedules\":[" + String.join(",", rows)
                    + "]}}";
        }
    }

    @Nested
    class Shifts {
        /** Each band asks for the shifts of its people, which are mostly the same. */
        @Test
        void inOneRollCallAShiftIsAskedForOnceWhetherOrNotItCanBeRead() {
            wire.answers(
                    Api.SHIFT,
                    asked -> asked.body().path("shift_id").asInt() == 1
                            ? Wire.json(NO_PERMISSION.replace("60011", "33012"))
                            : Wire.json(Wire.fixture("shift-query.two-sections.json")));

            assertThat(roster.shifts(Set.of("1", "660001"), DAY, run)).containsOnlyKeys("660001");
            assertThat(roster.shifts(Set.of("1", "660001"), DAY, run)).containsOnlyKeys("660001");

            assertThat(wire.count(Api.SHIFT)).isEqualTo(2);
            assertThat(run.troubles()).hasSize(1);
            roster.shifts(Set.of("1", "660001"), DAY, wire.run());
            assertThat(wire.count(Api.SHIFT)).isEqualTo(3);
        }

        @Test
        void aShiftSaysWhatItAllows() {
            wire.answers(Api.SHIFT, Wire.fixture("shift-query.two-sections.json"));

            assertThat(roster.shifts(Set.of("660001"), DAY, run))
                    .isEqualTo(Map.of("660001", new Shift("660001", true, List.of(false, true))));
            assertThat(wire.asked(Api.SHIFT).get(0).text())
                    .isEqualTo("{\"op_user_id\":\"manager1\",\"shift_id\":660001}");
        }

        @Test
        void aShiftIsAskedAboutOnceADay() {
            wire.answers(Api.SHIFT, Wire.fixture("shift-query.two-sections.json"));
            roster.shifts(Set.of("1", "2"), DAY, run);
            roster.shifts(Set.of("1", "2"), DAY, wire.run());
            assertThat(wire.count(Api.SHIFT)).isEqualTo(2);

            roster.shifts(Set.of("1"), DAY.plusDays(1), wire.run());
            assertThat(wire.count(Api.SHIFT)).isEqualTo(3);
        }

        @Test
        void aShiftThatCannotBeReadIsMissingAndAskedAboutAgainNextTime() {
            wire.answers(
                    Api.SHIFT,
                    asked -> Wire.json(
                            asked.body().path("shift_id").asInt() == 1
                                    ? "{\"errcode\":88,\"sub_code\":\"40035\"}"
                                    : Wire.fixture("shift-query.two-sections.json")));

            assertThat(roster.shifts(Set.of("1", "2"), DAY, run)).containsOnlyKeys("2");
            roster.shifts(Set.of("1", "2"), DAY, wire.run());
            assertThat(wire.count(Api.SHIFT)).isEqualTo(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"{\"errcode\":0}", "{\"errcode\":0,\"result\":{}}", "{\"errcode\":0,\"result\":null}"})
        void anAnswerThatSaysNothingIsNoShift(String answer) {
            wire.answers(Api.SHIFT, answer);

            assertThat(roster.shifts(Set.of("1"), DAY, run)).isEmpty();
            assertThat(run.troubles()).hasSize(1);
        }

        @Test
        void withoutShiftSettingsNobodyIsAsked() {
            wire.close();
            use(Wire.withoutShiftSettings(server));

            assertThat(roster.shifts(Set.of("1"), DAY, run)).isEqualTo(Map.of("1", Shift.rigid("1")));
            assertThat(server.getRequestCount()).isZero();
        }

        @Test
        void flexibleMinutesAreATextWithinTheAnswer() {
            wire.answers(Api.SCHEDULE_BY_DAY, Wire.fixture("listbyday.flexible.json"));

            assertThat(roster.flexibleTime(DAY, List.of("sim0102"), run))
                    .isEqualTo(Map.of("sim0102", Map.of("77000013", Duration.ofMinutes(30))));
            assertThat(wire.asked(Api.SCHEDULE_BY_DAY).get(0).text())
                    .isEqualTo("{\"op_user_id\":\"manager1\",\"user_id\":\"sim0102\",\"date_time\":1773590400000}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{}", "{\\\"flexMinutes\\\":[]}", "oops", "{\\\"flexMinutes\\\":[\\\"x\\\"]}"})
        void whoseMinutesCannotBeReadIsMissing(String features) {
            wire.answers(
                    Api.SCHEDULE_BY_DAY,
                    "{\"errcode\":0,\"result\":[{\"id\":1,\"check_type\":\"OnDuty\",\"features\":\"" + features
                            + "\"}]}");

            assertThat(roster.flexibleTime(DAY, List.of("a"), run)).isEmpty();
            assertThat(run.troubles()).hasSize(1);
        }

        @Test
        void oneWhoCannotBeReadDoesNotHideAnother() {
            wire.answers(
                    Api.SCHEDULE_BY_DAY,
                    asked -> Wire.json(
                            asked.body().path("user_id").asText().equals("gone")
                                    ? "{\"errcode\":88,\"sub_code\":\"33012\"}"
                                    : Wire.fixture("listbyday.flexible.json")));

            assertThat(roster.flexibleTime(DAY, List.of("gone", "sim0102"), run))
                    .containsOnlyKeys("sim0102");
        }
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-16T" + time + ":00+08:00");
    }
}
