package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class SimulatedCompanyTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);
    private static final Instant TEN = MovableClock.instant("2026-03-16T10:00");
    private static final URI SIMULATOR = URI.create("http://127.0.0.1:8090");

    @Test
    void theSamePlanGivesTheSameCompany() {
        CompanyPlan plan = CompanyPlan.of(300, 4, 42, DAY);
        SimulatedCompany one = SimulatedCompany.generate(plan);
        SimulatedCompany two = SimulatedCompany.generate(plan);

        assertThat(one.bookAt(TEN)).isEqualTo(two.bookAt(TEN));
        assertThat(one.configYaml(SIMULATOR, ConfigOptions.morningAt("09:40")))
                .isEqualTo(two.configYaml(SIMULATOR, ConfigOptions.morningAt("09:40")));
        assertThat(SimulatedCompany.generate(CompanyPlan.of(300, 4, 43, DAY)).bookAt(TEN))
                .isNotEqualTo(one.bookAt(TEN));
    }

    @Test
    void everySituationAndTheAwkwardNamesOccur() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(300, 8, 1, DAY));

        for (Situation situation : Situation.values()) {
            assertThat(company.userIds(situation)).as(situation.name()).isNotEmpty();
        }
        Set<String> names = company.people().stream().map(Person::name).collect(Collectors.toSet());
        assertThat(names).contains("张伟", "@所有人", "[点我](http://evil.example)", "\u202E倒着写");
        assertThat(company.people().stream()
                        .filter(person -> person.name().equals("张伟"))
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(company.departments()).extracting(SimulatedDepartment::name).contains("R&D_*", "@所有人");
    }

    @Test
    void departmentsThatNobodyHasConfiguredChangeNothingElse() {
        CompanyPlan plan = CompanyPlan.of(300, 4, 42, DAY);
        SimulatedCompany one = SimulatedCompany.generate(plan);
        SimulatedCompany more = SimulatedCompany.generate(plan.withUnconfigured(2));

        assertThat(more.bookAt(TEN)).isEqualTo(one.bookAt(TEN));
        assertThat(more.configYaml(SIMULATOR, ConfigOptions.morningAt("09:40")))
                .isEqualTo(one.configYaml(SIMULATOR, ConfigOptions.morningAt("09:40")));
        assertThat(more.people()).hasSize(one.people().size() + 6);
        assertThat(more.tree().get(Department.ROOT).children)
                .extracting(department -> department.name)
                .endsWith("总经办", "新部门1", "新部门2");
    }

    @Test
    void theBookAddsUp() {
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(1000, 6, 9, DAY).withOverlappingDepartments(true).withStrangeness(0.8));
        Set<String> absent = new HashSet<>();
        for (String time : List.of("08:59", "09:40", "10:30", "14:10", "18:30", "23:59")) {
            Book book = company.bookAt(MovableClock.instant("2026-03-16T" + time));
            book.departments().forEach(SimulatedCompanyTest::assertAddsUp);
            assertAddsUp(book.company());
            book.departments().forEach(page -> absent.addAll(page.absent().keySet()));
            assertThat(absent).containsAll(book.company().absent().keySet());
            absent.clear();
        }
        Book book = company.bookAt(TEN);
        int inDepartments = book.departments().stream().mapToInt(Book.Page::due).sum();
        assertThat(inDepartments).isGreaterThan(book.company().due());
        assertThat(book.department(4100).absent().keySet())
                .containsAll(book.department(4200).absent().keySet());
    }

    private static void assertAddsUp(Book.Page page) {
        assertThat(page.present()
                        + page.excused()
                        + page.pending()
                        + page.unverified()
                        + page.absent().size())
                .isEqualTo(page.due());
        assertThat(page.late()).isLessThanOrEqualTo(page.present());
    }

    @Test
    void theDepartedAreInTheContactsAndNeverDue() {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(20, 2, 9, DAY).withWrongIds(5));

        assertThat(company.people()).extracting(Person::id).contains("gone0000", "gone0004");
        assertThat(company.bookAt(TEN).standings()).containsEntry("gone0000", Standing.NOT_DUE);
    }

    @Test
    void aSilentCompanyIsAFaultFromTenPeopleOn() {
        SimulatedCompany ten =
                SimulatedCompany.generate(CompanyPlan.of(10, 2, 9, DAY).withWholeCompanySilent(true));
        assertThat(ten.bookAt(TEN).company().unverified()).isEqualTo(10);
        assertThat(ten.bookAt(TEN).company().absent()).isEmpty();
        SimulatedCompany nine =
                SimulatedCompany.generate(CompanyPlan.of(9, 2, 9, DAY).withWholeCompanySilent(true));
        assertThat(nine.bookAt(TEN).company().absent()).hasSize(9);
    }

    @Test
    void theShiftCanStartAtAnyHour() {
        for (int hour = 0; hour < 24; hour++) {
            LocalTime start = LocalTime.of(hour, 23);
            SimulatedCompany company =
                    SimulatedCompany.generate(CompanyPlan.of(100, 3, hour, DAY).withShiftStart(start));
            assertThat(company.shiftStart()).isEqualTo(MovableClock.instant("2026-03-16T" + start));
            Book before = company.bookAt(company.shiftStart().minus(Duration.ofMinutes(40)));
            Book after = company.bookAt(company.shiftStart().plus(Duration.ofMinutes(40)));
            assertThat(before.company().due()).isZero();
            assertThat(after.company().due()).isGreaterThan(60);
            assertThat(company.plans().rows(company.shiftStart()))
                    .allSatisfy(row -> assertThat(!row.onDuty()
                                    || Shanghai.date(row.planTime()).equals(DAY))
                            .isTrue());
        }
    }

    @Test
    void aCalmCompanyHasPlausibleProportions() {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(500, 5, 1, DAY).withCalm(true));
        Book.Page all = company.bookAt(MovableClock.instant("2026-03-16T09:40")).company();

        assertThat(all.due()).isBetween(440, 500);
        assertThat(all.absent().size()).isBetween(5, 40);
        assertThat(all.late()).isBetween(10, 60);
        assertThat(company.departments())
                .extracting(SimulatedDepartment::name)
                .containsExactly("技术部", "产品部", "市场部", "销售部", "客户服务部");
    }

    @Test
    void directMembersOnlyMeansNoSubDepartments() {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(1000, 1, 1, DAY).withDirectMembersOnly(true));

        assertThat(company.tree().get(4100).members).hasSize(1000);
        assertThat(company.tree().get(4100).children).isEmpty();
    }

    /** Nanoseconds of this thread's own work: what else the machine does is not counted. */
    private static long worked() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void aHundredThousandPeopleAreQuicklyThere() {
        long begin = worked();
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(100_000, 40, 1, DAY).withCalm(true));
        assertThat(company.bookAt(TEN).company().due()).isGreaterThan(90_000);
        assertThat(company.plans().rows(TEN)).hasSizeGreaterThan(180_000);
        assertThat(Duration.ofNanos(worked() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aThousandDepartmentsAreQuicklyThereEachWithItsOwnRobotAndName() {
        for (int departments : List.of(500, 949, 950, 1000)) {
            long begin = worked();
            SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(5000, departments, 1, DAY));
            Book book = company.bookAt(TEN);
            String yaml = company.configYaml(SIMULATOR, ConfigOptions.morningAt("09:40"));
            assertThat(Duration.ofNanos(worked() - begin)).isLessThan(Duration.ofSeconds(2));

            assertThat(company.departments())
                    .hasSize(departments)
                    .extracting(SimulatedDepartment::id)
                    .doesNotHaveDuplicates();
            assertThat(company.departments())
                    .extracting(SimulatedDepartment::robotToken)
                    .doesNotHaveDuplicates()
                    .allMatch(yaml::contains);
            assertThat(company.departments())
                    .allMatch(one -> company.tree().get(one.id()).name.equals(one.name()));
            assertThat(company.tree().within(company.tree().get(Department.ROOT)))
                    .extracting(department -> department.id)
                    .doesNotHaveDuplicates();
            assertThat(book.departments()).allMatch(page -> page.id() > 0).hasSize(departments);
            assertThat(book.company().due()).isGreaterThan(4000);
        }
    }

    @Test
    void theConfigurationNamesEverythingByItsKey() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(200, 3, 1, DAY));
        Map<String, Object> yaml = new Yaml()
                .load(company.configYaml(
                        SIMULATOR,
                        ConfigOptions.morningAt("09:40")
                                .withCutoff(new ConfigOptions.Cutoff("later", "30 5 10 * * ?", "morning", true))
                                .withWebPort(8081)
                                .withDatabaseUrl("jdbc:h2:./x")));

        assertThat(yaml.keySet())
                .containsExactly(
                        "dingtalk",
                        "time_zone",
                        "jitter",
                        "exempt",
                        "cutoffs",
                        "departments",
                        "company",
                        "hr",
                        "admins",
                        "web",
                        "database");
        assertThat(yaml.get("exempt")).isEqualTo(company.userIds(Situation.EXEMPT_IN_CONFIG));
        assertThat(yaml.get("cutoffs").toString())
                .isEqualTo("{morning={at=09:40}, later={cron=30 5 10 * * ?, follows=morning, work_date=previous}}");
        assertThat(((List<?>) yaml.get("departments")).get(0).toString())
                .contains(
                        "id=4100",
                        "webhook=http://127.0.0.1:8090/robot/send?access_token=",
                        "cutoffs=[morning, later]");
    }

    @Test
    @SuppressWarnings("unchecked")
    void theConfigurationSaysWhatIsAskedOfIt() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(50, 5, 1, DAY));
        List<ConfigOptions.Cutoff> cutoffs = IntStream.range(0, 20)
                .mapToObj(i -> new ConfigOptions.Cutoff(
                        "at" + i, i + " 40 9 * * ?", null, false, i == 3 ? Duration.ofMinutes(90) : null))
                .toList();
        Map<String, Object> yaml = new Yaml()
                .load(company.configYaml(
                        SIMULATOR,
                        ConfigOptions.morningAt("09:40")
                                .withCutoffs(cutoffs)
                                .withJitter(Duration.ofSeconds(20))
                                .withCorrectAfter(Duration.ofMinutes(30))
                                .withRobots(2)
                                .withDatabaseUrl("jdbc:postgresql://127.0.0.1:5432/rollcall")
                                .withDatabaseUser("rollcall", "pass\"word")
                                .withKeepDays(30)));

        assertThat(yaml)
                .containsEntry("jitter", "20s")
                .containsEntry("correct_after", "1800s")
                .containsEntry(
                        "database",
                        Map.of(
                                "url", "jdbc:postgresql://127.0.0.1:5432/rollcall",
                                "user", "rollcall",
                                "password", "pass\"word",
                                "keep_days", 30));
        Map<String, Map<String, String>> written = (Map<String, Map<String, String>>) yaml.get("cutoffs");
        assertThat(written).hasSize(20).containsEntry("at19", Map.of("cron", "19 40 9 * * ?"));
        assertThat(written).containsEntry("at3", Map.of("cron", "3 40 9 * * ?", "max_late", "5400s"));
        assertThat((List<Map<String, Map<String, String>>>) yaml.get("departments"))
                .extracting(department -> department.get("robot").get("webhook").replaceAll(".*=", ""))
                .containsExactlyElementsOf(IntStream.range(0, 5)
                        .mapToObj(i -> company.departments().get(i % 2).robotToken())
                        .toList());
    }
}
