package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Company.Ask;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose plan is read again, and whose is kept. */
class DayPlansTest {
    private static final long TECH = 4100;

    private final Company company = new Company().present(TECH, 3).with(TECH, Day.of(Company.person("resting")));
    private final SettableClock clock = new SettableClock(Times.at("09:40"));
    private final DayPlans plans = new DayPlans(company, clock, Duration.ofMinutes(30));

    private Roster kept(LocalDate date, String... people) {
        return plans.recalling(company).roster(date, List.of(people), Company.run());
    }

    @Test
    void whatACutoffHasReadIsNotReadAgainAndSaysTheSame() {
        Roster read = plans.anew().roster(Cast.TODAY, List.of("in4100-1", "resting"), Company.run());
        company.askedNothing();

        Roster recalled = kept(Cast.TODAY, "in4100-1", "resting");

        assertThat(company.calls(Ask.ROSTER)).isEmpty();
        assertThat(recalled).isEqualTo(read);
        assertThat(recalled.of("in4100-1")).isNotEmpty();
        assertThat(recalled.of("resting")).isEmpty();
        assertThat(recalled.complete("resting")).isTrue();
    }

    @Test
    void onlyThoseWhoAreNotKnownAreReadAndThenTheyAreKnown() {
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());
        company.askedNothing();

        assertThat(kept(Cast.TODAY, "in4100-1", "in4100-2").points()).containsOnlyKeys("in4100-1", "in4100-2");
        kept(Cast.TODAY, "in4100-1", "in4100-2");

        assertThat(company.calls(Ask.ROSTER)).containsExactly(Set.of("in4100-2"));
    }

    @Test
    void aCutoffReadsEverythingAnew() {
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());

        assertThat(company.calls(Ask.ROSTER)).hasSize(2);
    }

    @Test
    void afterAWhileAPlanIsReadAgain() {
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());
        company.askedNothing();
        clock.now = clock.now.plus(Duration.ofMinutes(30));
        kept(Cast.TODAY, "in4100-1");
        assertThat(company.calls(Ask.ROSTER)).isEmpty();

        clock.now = clock.now.plusMillis(1);
        kept(Cast.TODAY, "in4100-1");
        assertThat(company.calls(Ask.ROSTER)).hasSize(1);
    }

    @Test
    void whatCouldNotBeReadIsNotKeptAndIsUnreadNotResting() {
        company.unreadable((ask, id) -> ask == Ask.ROSTER && id.equals("in4100-2"));
        assertThat(kept(Cast.TODAY, "in4100-1", "in4100-2").complete("in4100-2"))
                .isFalse();
        company.unreadable((ask, id) -> false).askedNothing();

        assertThat(kept(Cast.TODAY, "in4100-1", "in4100-2").complete("in4100-2"))
                .isTrue();
        assertThat(company.calls(Ask.ROSTER)).containsExactly(Set.of("in4100-2"));
    }

    @Test
    void aPlanThatCannotBeReadAnyMoreIsNotTakenForTheOldOne() {
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());
        company.unreadable((ask, id) -> ask == Ask.ROSTER);
        plans.anew().roster(Cast.TODAY, List.of("in4100-1"), Company.run());

        assertThat(kept(Cast.TODAY, "in4100-1").complete("in4100-1")).isFalse();
    }

    @Test
    void eachWorkDateHasItsOwnAndTheOldestGoes() {
        for (int day = 0; day < 4; day++) {
            kept(Cast.TODAY.plusDays(day), "in4100-1");
        }
        company.askedNothing();
        kept(Cast.TODAY.plusDays(1), "in4100-1");
        kept(Cast.TODAY.plusDays(3), "in4100-1");
        assertThat(company.calls(Ask.ROSTER)).isEmpty();

        kept(Cast.TODAY, "in4100-1");
        assertThat(company.calls(Ask.ROSTER)).hasSize(1);
        kept(Cast.TODAY, "in4100-1");
        assertThat(company.calls(Ask.ROSTER))
                .as("an old date does not go at once")
                .hasSize(1);
    }
}
