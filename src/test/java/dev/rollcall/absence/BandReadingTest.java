package dev.rollcall.absence;

import static dev.rollcall.absence.Standing.ABSENT;
import static dev.rollcall.absence.Standing.UNVERIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.Company.Ask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A large company, whose people come in bands. */
class BandReadingTest {
    private static final long TECH = 4100;
    private static final long SALES = 4200;

    /** Alphabetically: inNNNN-1… and then silentNNNN-1…. */
    private final Company company = new Company();

    @Test
    void inBandsEverythingIsAsItIsWithoutThem() {
        company.present(TECH, 9).silent(TECH, 3).present(SALES, 4).silent(SALES, 1);
        RollCall whole = company.find("09:40");

        RollCall inBands = company.askedNothing().inBandsOf(4).find("09:40");

        assertThat(inBands)
                .usingRecursiveComparison()
                .ignoringFields("apiCalls")
                .isEqualTo(whole);
        assertThat(company.calls(Ask.ROSTER)).hasSize(5).allMatch(band -> band.size() <= 4);
        assertThat(company.calls(Ask.PUNCHES)).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void aBandOfWhomNobodyHasPunchedIsReadAgainTogetherWithSomeWhoHave() {
        company.present(TECH, 4).silent(TECH, 4).inBandsOf(4);

        RollCall found = company.find("09:40");

        assertThat(found.company().absent()).isEqualTo(4);
        List<Set<String>> asked = company.calls(Ask.PUNCHES);
        assertThat(asked).hasSize(3);
        assertThat(asked.get(1)).allMatch(id -> id.startsWith("silent"));
        assertThat(asked.get(2)).containsAll(asked.get(1)).anyMatch(id -> id.startsWith("in"));
    }

    /** Neither are the witnesses named who are not in the second answer, nor is anybody else. */
    @Test
    void whereTheSecondAnswerDoesNotShowTheWitnessesEitherNobodyOfTheBandIsNamed() {
        AtomicInteger readings = new AtomicInteger();
        Set<String> late = new HashSet<>();
        company.present(TECH, 4).silent(TECH, 4).inBandsOf(4).blank((ask, ids) -> {
            if (ask == Ask.PUNCHES && readings.incrementAndGet() == 3) {
                late.addAll(ids);
                return true;
            }
            return false;
        });

        RollCall found = company.find("09:40");

        assertThat(late).hasSize(7);
        assertThat(found.company().present()).isEqualTo(4);
        assertThat(found.company().absent()).isZero();
        assertThat(found.company().unverified()).isEqualTo(4);
        assertThat(found.troubles()).isNotEmpty();
    }

    /** What is remembered of the witnesses proves nothing of an answer, and they came too lately to be asked about for it. */
    @Test
    void witnessesWhoAreRememberedAreAskedAboutAllTheSame() {
        for (int number = 1; number <= 4; number++) {
            company.with(
                    TECH,
                    Day.of(Company.person("in" + number))
                            .shift("09:39", "18:00")
                            .tied("09:39", "P1"));
        }
        AtomicInteger readings = new AtomicInteger();
        company.silent(TECH, 4)
                .inBandsOf(4)
                .remembering(new Memory())
                .blank((ask, ids) -> ask == Ask.PUNCHES && readings.incrementAndGet() == 3);

        RollCall found = company.find("09:40");

        assertThat(company.calls(Ask.PUNCHES)).hasSize(3);
        assertThat(found.company().present()).isEqualTo(4);
        assertThat(found.company().absent()).isZero();
        assertThat(found.company().unverified()).isEqualTo(4);
    }

    /** Those who came in time are remembered; of the others, who are asked about, the answer shows nobody. */
    @Test
    void aBandOfWhomSomeAreRememberedIsSilentToo() {
        company.present(TECH, 4)
                .with(
                        TECH,
                        Day.of(Company.person("late1")).shift("09:39", "18:00").tied("09:39", "P1"))
                .silent(TECH, 3)
                .inBandsOf(4)
                .remembering(new Memory());
        company.find("09:40");
        company.askedNothing();
        AtomicInteger readings = new AtomicInteger();
        company.blank((ask, ids) -> ask == Ask.PUNCHES
                && ids.stream().anyMatch(id -> id.startsWith("silent"))
                && readings.incrementAndGet() == 1);

        RollCall found = company.find("09:40");

        assertThat(readings)
                .as("read again, with somebody who proves the answer")
                .hasValue(2);
        assertThat(found.company().absent()).isEqualTo(3);
    }

    @Test
    void ofASilentBandNothingButPunchesIsReadBeforeTheOthersAre() {
        company.present(TECH, 4).silent(TECH, 4).inBandsOf(4);

        company.find("09:40");

        assertThat(company.calls(Ask.RESULTS)).hasSize(1);
        assertThat(company.calls(Ask.LEAVES)).hasSize(1);
        assertThat(company.find("09:40").troubles()).isEmpty();
    }

    /** A result shows that somebody is there, and not that nobody else is. */
    @Test
    void aBandThatOnlyItsResultsShowIsReadAgainToo() {
        company.present(TECH, 4)
                .with(
                        TECH,
                        Day.of(Company.person("later1")).shift("09:00", "18:00").tied("08:55", "P1"))
                .with(
                        TECH,
                        Day.of(Company.person("later2")).shift("09:00", "18:00").tied("08:56", "P1"))
                .inBandsOf(4);
        AtomicInteger readings = new AtomicInteger();
        company.blank((ask, ids) -> ask == Ask.PUNCHES && readings.incrementAndGet() == 2);

        RollCall found = company.find("09:40");

        assertThat(found.company().present()).isEqualTo(6);
        assertThat(found.company().absent()).isZero();
    }

    @Test
    void whatIsReadAgainCounts() {
        AtomicInteger times = new AtomicInteger();
        company.present(TECH, 4)
                .silent(TECH, 4)
                .unreadable((ask, id) -> ask == Ask.PUNCHES && id.equals("silent4100-2") && times.incrementAndGet() < 2)
                .inBandsOf(4);

        RollCall found = company.find("09:40");

        assertThat(found.company().absent()).isEqualTo(4);
        assertThat(found.company().unverified()).isZero();
    }

    @Test
    void whereNobodyAtAllHasPunchedNothingIsReadAgainAndNobodyIsNamed() {
        company.silent(TECH, 12).inBandsOf(4);

        RollCall found = company.find("09:40");

        assertThat(found.company().absent()).isZero();
        assertThat(found.company().unverified()).isEqualTo(12);
        assertThat(company.calls(Ask.PUNCHES)).hasSize(3);
    }

    @Test
    void aBandWhosePlanCannotBeReadIsUnverifiedAndTheOthersAreNot() {
        company.present(TECH, 4)
                .silent(TECH, 4)
                .unreadable((ask, id) -> ask == Ask.ROSTER && id.equals("silent4100-3"))
                .inBandsOf(4);

        Map<Standing, Long> standings = company.find("09:40").departments().get(0).findings().stream()
                .collect(Collectors.groupingBy(Finding::standing, Collectors.counting()));

        assertThat(standings).containsEntry(ABSENT, 3L).containsEntry(UNVERIFIED, 1L);
    }

    @Test
    void aDepartmentIsToldEarlyOnceAndAsItIsInTheEnd() {
        company.present(TECH, 5).present(SALES, 4).inBandsOf(3);
        List<RollCall> early = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();

        RollCall found = company.findEarly("09:40", part -> {
            early.add(part);
            asked.add(company.asked(Ask.PUNCHES).size());
        });

        assertThat(early).hasSize(1);
        assertThat(asked).as("who had been asked about by then").containsExactly(6);
        assertThat(early.get(0).departments())
                .containsExactly(found.departments().get(0));
        assertThat(early.get(0).company())
                .isEqualTo(Counts.of(early.get(0).departments().get(0).findings()));
    }

    /** Sales' one person of the first band is known long before the others. */
    @Test
    void aDepartmentWaitsForAllItsPeople() {
        company.present(SALES, 1).present(TECH, 3).inBandsOf(2);
        company.with(
                SALES, Day.of(Company.person("zoe")).shift("09:00", "18:00").tied("08:50", "P1"));
        List<Long> early = new ArrayList<>();

        company.findEarly("09:40", part -> part.departments().forEach(department -> early.add(department.id())));

        assertThat(early).containsExactly(TECH);
    }

    @Test
    void nothingIsToldOfASilentDepartmentBeforeItsAnswerIsProved() {
        company.silent(SALES, 4)
                .present(TECH, 4)
                .with(TECH, Day.of(Company.person("zoe")).shift("09:00", "18:00"));
        List<RollCall> early = new ArrayList<>();

        RollCall found = company.inBandsOf(4).findEarly("09:40", early::add);

        assertThat(found.company().absent()).isEqualTo(5);
        assertThat(early).isEmpty();
    }

    /** On a rest day of theirs nobody is silent, and nobody is seen either. */
    @Test
    void whileNobodyAtAllWasSeenNoDepartmentIsFinished() {
        company.with(TECH, Day.of(Company.person("a")));
        company.with(TECH, Day.of(Company.person("b")));
        company.present(SALES, 3).inBandsOf(2);
        List<Integer> asked = new ArrayList<>();

        company.findEarly("09:40", part -> asked.add(company.asked(Ask.PUNCHES).size()));

        assertThat(asked).containsExactly(2);
    }

    /** A gate that only opens when punches of one band and the plan of the next are being read at the same time. */
    @Test
    void theNextBandsPlanIsReadWhileTheFirstOnesPunchesAre() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        List<String> waited = new CopyOnWriteArrayList<>();
        company.present(TECH, 8).inBandsOf(4).unreadable((ask, id) -> {
            boolean firstPunches = ask == Ask.PUNCHES && id.equals("in4100-1");
            boolean nextPlan = ask == Ask.ROSTER && id.equals("in4100-5");
            if (firstPunches || nextPlan) {
                both.countDown();
                try {
                    waited.add(String.valueOf(both.await(20, TimeUnit.SECONDS)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return false;
        });
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Question question = new Question(
                    List.of(new Department.Wanted(TECH, "Tech", false)),
                    List.of(),
                    Times.at("09:40"),
                    Cast.TODAY,
                    Set.of());
            new AbsenceFinder(
                            company,
                            company,
                            KnownDay.NOTHING,
                            new AbsenceRule(Duration.ZERO),
                            Times.ZONE,
                            Clock.fixed(question.asOf().plusSeconds(12), Times.ZONE),
                            executor)
                    .find(question, Company.run());
        } finally {
            executor.shutdownNow();
        }

        assertThat(waited).containsExactly("true", "true");
    }
}
