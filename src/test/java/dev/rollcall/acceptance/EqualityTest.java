package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code check} says exactly what the company's own book says: nobody named wrongly, nobody missed (R10).
 *
 * <p>Each seed is one company of its own size, hour, day and set of DingTalk's open questions.
 */
class EqualityTest {
    private static final List<String> HOURS =
            List.of("08:50", "09:00", "09:40", "10:30", "12:30", "13:20", "14:10", "18:30");

    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    @TempDir
    Path directory;

    @Test
    void twoHundredCompaniesAreFoundExactly() throws InterruptedException {
        assertThat(failures(1, 200, 150)).isEmpty();
    }

    @Test
    void aDepartmentOfAThousandDirectMembersIsFoundExactly() {
        CompanyPlan plan = CompanyPlan.of(1000, 1, 31, DAY).withDirectMembersOnly(true);
        CheckRun.Result result = CheckRun.check(
                plan, LocalTime.of(9, 40), Duration.ofSeconds(2), 60, UnaryOperator.identity(), directory);
        assertThat(result.found()).isEqualTo(result.expected());
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void aCompanyOfThreeThousandInFortyDepartmentsIsFoundExactly() {
        CompanyPlan plan = CompanyPlan.of(3000, 40, 32, DAY);
        CheckRun.Result result =
                CheckRun.check(plan, LocalTime.of(9, 40), Duration.ofDays(3), 60, UnaryOperator.identity(), directory);
        assertThat(result.found()).isEqualTo(result.expected());
        assertThat(result.refusals()).isEmpty();
    }

    /** Above 10,000 people the whole company's plan is refused and comes by fifty people a call. */
    @Test
    @Tag("proof")
    void aCompanyOfTwelveThousandIsFoundExactly() {
        CompanyPlan plan = CompanyPlan.of(12_000, 30, 33, DAY);
        CheckRun.Result result = CheckRun.check(
                plan, LocalTime.of(9, 40), Duration.ofSeconds(2), 60, UnaryOperator.identity(), directory);
        assertThat(result.found()).isEqualTo(result.expected());
        assertThat(result.calls()).containsKey("/topapi/attendance/schedule/listbyusers");
    }

    /** Where that is refused too, nobody's shift is known, and nobody is named. */
    @Test
    @Tag("proof")
    void whereNoPlanCanBeHadNobodyIsNamed() {
        CompanyPlan plan = CompanyPlan.of(10_400, 10, 34, DAY);
        CheckRun.Result result = CheckRun.check(
                plan,
                LocalTime.of(9, 40),
                Duration.ofSeconds(2),
                60,
                settings -> settings.withListByUsersRefused(true),
                directory);
        assertThat(result.absent()).isEmpty();
        assertThat(result.json().path("complete").asBoolean()).isFalse();
        assertThat(result.outcome().code()).isEqualTo(1);
    }

    /** Departed people whom the plan still holds blank every answer about punches that they are asked for with. */
    @Test
    void departedPeopleWhoBlankAnswersCostThemselvesAndNobodyElse() {
        for (int seed = 41; seed < 46; seed++) {
            CompanyPlan plan = CompanyPlan.of(180, 4, seed, DAY).withWrongIds(2).withWrongIdsScheduled(true);
            CheckRun.Result result = CheckRun.check(
                    plan,
                    LocalTime.of(9, 40),
                    Duration.ofSeconds(2),
                    60,
                    settings -> settings.withWrongIdBlanksCall(true),
                    directory);
            assertThat(result.absent()).isEqualTo(result.expectedAbsent());
            assertThat(result.json().path("company").path("unverified").asInt()).isEqualTo(2);
            assertThat(result.outcome().code()).isEqualTo(1);
        }
    }

    @Test
    @Tag("proof")
    void thousandCompaniesOfUpToThreeThousandPeopleAreFoundExactly() throws InterruptedException {
        assertThat(failures(20_001, 21_000, 3000)).isEmpty();
    }

    private List<String> failures(int from, int to, int mostPeople) throws InterruptedException {
        ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
        ExecutorService lanes = Executors.newFixedThreadPool(4);
        for (int seed = from; seed <= to; seed++) {
            int one = seed;
            lanes.execute(() -> {
                try {
                    check(one, mostPeople, failures);
                } catch (RuntimeException | AssertionError e) {
                    failures.add("seed " + one + ": " + e);
                }
            });
        }
        lanes.shutdown();
        assertThat(lanes.awaitTermination(2, TimeUnit.HOURS)).isTrue();
        return List.copyOf(failures);
    }

    private void check(int seed, int mostPeople, ConcurrentLinkedQueue<String> failures) {
        Random random = new Random(seed * 7_919L + 104_729);
        random.nextDouble();
        int people = 1 + (int) (mostPeople * Math.pow(random.nextDouble(), 2));
        int departments = 1 + random.nextInt(Math.min(40, people));
        CompanyPlan plan = CompanyPlan.of(people, departments, seed, DAY)
                .withStrangeness(random.nextDouble())
                .withOverlappingDepartments(departments > 1 && random.nextInt(4) == 0)
                .withDirectMembersOnly(random.nextInt(4) == 0)
                .withWholeCompanySilent(random.nextInt(20) == 0)
                .withWrongIds(random.nextInt(3));
        LocalTime time = LocalTime.parse(HOURS.get(random.nextInt(HOURS.size())));
        Duration later = random.nextBoolean() ? Duration.ofSeconds(2) : Duration.ofDays(1 + random.nextInt(5));
        CheckRun.Result result = CheckRun.check(plan, time, later, 60, open(random), directory);
        if (!result.found().equals(result.expected()) || !result.refusals().isEmpty()) {
            failures.add("seed " + seed + " " + plan + " at " + time + " + " + later + "\n found    " + result.found()
                    + "\n expected " + result.expected() + "\n refused " + result.refusals() + "\n "
                    + result.outcome().err());
        }
    }

    /** Each question that DingTalk's documentation leaves open, answered one way or the other. */
    private static UnaryOperator<SimulatorSettings> open(Random random) {
        boolean placeholder = random.nextBoolean();
        boolean blanks = random.nextBoolean();
        boolean more = random.nextBoolean();
        boolean plain = random.nextBoolean();
        Duration delay = Duration.ofSeconds(random.nextBoolean() ? 60 : 0);
        int cap = random.nextInt(3) == 0 ? 100 : 0;
        return settings -> settings.withResultMode(
                        placeholder ? SimulatorSettings.ResultMode.PLACEHOLDER : SimulatorSettings.ResultMode.LAZY)
                .withWrongIdBlanksCall(blanks)
                .withHasMoreOnFullLastPage(more)
                .withPlainErrorCodesOnTopapi(plain)
                .withResultSyncDelay(delay)
                .withListRecordCap(cap);
    }
}
