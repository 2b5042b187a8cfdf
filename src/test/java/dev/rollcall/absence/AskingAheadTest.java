package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.absence.AbsenceFinder.Question;
import dev.rollcall.absence.Company.Ask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A sweep at 09:30 ahead of the cutoff of 09:40. */
class AskingAheadTest {
    private static final long TECH = 4100;

    private final Company company = new Company();
    private final List<List<Finding>> told = new ArrayList<>();

    @Test
    void whoIsThereIsToldBeforeTheOthersAreLookedFor() {
        company.present(TECH, 3).silent(TECH, 2);
        List<Integer> looked = new ArrayList<>();

        sweep(() -> looked.add(company.asked(Ask.RESULTS).size()));

        assertThat(ids(told.get(0))).containsExactlyInAnyOrder("in4100-1", "in4100-2", "in4100-3");
        assertThat(ids(told.get(1))).containsExactlyInAnyOrder("silent4100-1", "silent4100-2");
        assertThat(looked).containsExactly(0, 2);
        assertThat(told.get(1)).allMatch(finding -> finding.standing() == Standing.ABSENT);
    }

    /** They have ten minutes yet: to look for them one by one would cost calls for nothing. */
    @Test
    void whoIsDueOnlyLaterIsNotLookedFor() {
        company.present(TECH, 3)
                .silent(TECH, 1)
                .with(TECH, Day.of(Company.person("later")).shift("09:35", "18:00"))
                .with(
                        TECH,
                        Day.of(Company.person("early")).shift("09:35", "18:00").tied("09:20", "P1"));

        sweep(() -> {});

        assertThat(ids(told.get(0))).contains("early");
        assertThat(company.asked(Ask.PUNCHES)).contains("later", "early");
        assertThat(company.asked(Ask.LEAVES)).containsExactly("silent4100-1");
        assertThat(standing("silent4100-1")).isEqualTo(Standing.ABSENT);
        assertThat(told.stream().flatMap(List::stream))
                .noneMatch(finding -> finding.employee().id().equals("later"));
    }

    @Test
    void whoRestsIsSettledAndWhoIsNewOrExcusedOrUnreadIsNot() {
        company.present(TECH, 1)
                .with(TECH, Day.of(Company.person("resting")))
                .with(
                        TECH,
                        Day.of(new Employee("new", "new", LocalDate.of(2026, 11, 20)))
                                .shift("09:00", "18:00"))
                .silent(TECH, 1)
                .unreadable((ask, id) -> ask == Ask.RESULTS && id.startsWith("silent"));

        sweep(() -> {});

        assertThat(told.stream().flatMap(List::stream))
                .extracting(finding -> finding.employee().id())
                .containsExactlyInAnyOrder("in4100-1", "resting");
    }

    /** DingTalk may judge otherwise than the clock. */
    @Test
    void whoIsLateByTheClockIsToldAfterTheSecondLook() {
        company.present(TECH, 1)
                .with(
                        TECH,
                        Day.of(Company.person("late"))
                                .shift("09:00", "18:00")
                                .untied("09:10")
                                .result("09:10", "P1", Punch.Result.NORMAL));

        sweep(() -> {});

        assertThat(ids(told.get(0))).containsExactly("in4100-1");
        assertThat(told.get(1)).singleElement().satisfies(finding -> {
            assertThat(finding.standing()).isEqualTo(Standing.PRESENT);
            assertThat(finding.late()).isFalse();
        });
    }

    @Test
    void anAnswerThatShowsNobodyIsNotFollowedUp() {
        company.silent(TECH, 30);

        sweep(() -> {});

        assertThat(told.stream().flatMap(List::stream)).isEmpty();
        assertThat(company.calls(Ask.RESULTS)).isEmpty();
    }

    /** The others have been told by then, and nobody is told anything afterwards. */
    @Test
    void ifABandFailsSoDoesTheSweep() {
        company.present(TECH, 6).inBandsOf(2);

        assertThatThrownBy(() -> sweep(() -> {
                    if (told.size() == 2) {
                        throw new IllegalStateException("the second");
                    }
                }))
                .hasRootCauseMessage("the second");
        assertThat(told).hasSize(3);
    }

    private void sweep(Runnable onTold) {
        Instant now = Times.at("09:30");
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
                        Clock.fixed(now, Times.ZONE),
                        Runnable::run)
                .sweep(question, Company.run(), found -> {
                    told.add(List.copyOf(found));
                    onTold.run();
                });
    }

    private Standing standing(String id) {
        return told.stream()
                .flatMap(List::stream)
                .filter(finding -> finding.employee().id().equals(id))
                .map(Finding::standing)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(finding -> finding.employee().id()).toList();
    }
}
