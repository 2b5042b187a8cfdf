package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.CommonLimits.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all processes of an organisation may do together. */
abstract class LimitContract extends LedgerContract {
    private static final Duration APART = Duration.ofMillis(50);
    private static final String PATH = "/attendance/listRecord";

    LimitContract(Place place) {
        super(place);
    }

    @Test
    void whetherItCanBeWrittenToIsTriedWithoutAnyChange() {
        assertThat(together(4, thread -> of(thread).proved())).allMatch(version -> version.matches("\\d+"));
        assertThat(sql.number("select count(*) from turn")).isZero();
    }

    @Test
    void turnsOfManyThreadsAreNeverCloserThanTheyMayBe() {
        Instant before = Instant.now();
        List<List<Instant>> latest = together(8, thread -> {
            List<Instant> own = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Duration until = of(thread).limits().reserve(PATH, 1, APART);
                assertThat(until).isGreaterThanOrEqualTo(Duration.ZERO);
                own.add(Instant.now().plus(until));
            }
            return own;
        });

        List<Instant> turns = latest.stream().flatMap(List::stream).sorted().toList();
        for (int i = 0; i < turns.size(); i++) {
            assertThat(turns.get(i)).isAfterOrEqualTo(before.plus(APART.multipliedBy(i)));
        }
        assertThat(ledger.limits().reserve(PATH, 1, APART))
                .isGreaterThan(APART.multipliedBy(turns.size() - 1).minus(Duration.between(before, Instant.now())));
        assertThat(ledger.limits().reserve("/another/path", 1, APART)).isZero();
    }

    @Test
    void severalTurnsAtOnceKeepTheirRoom() {
        ledger.limits().reserve(PATH, 10, Duration.ofSeconds(6));

        assertThat(other.limits().reserve(PATH, 1, Duration.ofSeconds(6)))
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
        sql.run("update turn set next_at = next_at - interval '600' second");
        assertThat(other.limits().reserve(PATH, 1, APART)).as("time has passed").isZero();
    }

    @Test
    void allTogetherTakeNoMoreThanTheMonthsLimit() {
        List<Integer> taken = together(8, thread -> {
            int count = 0;
            try (MonthlyAllowance calls = of(thread).calls(160)) {
                for (int i = 0; i < 30; i++) {
                    count += calls.take() ? 1 : 0;
                }
            }
            return count;
        });

        int used = taken.stream().mapToInt(Integer::intValue).sum();
        assertThat(used).isLessThanOrEqualTo(160);
        assertThat(ledger.limits().reserved(Kind.CALLS)).isEqualTo(used);
        try (MonthlyAllowance rest = ledger.calls(160)) {
            for (int i = used; i < 160; i++) {
                assertThat(rest.take()).isTrue();
            }
            assertThat(rest.take()).isFalse();
        }
        assertThat(ledger.limits().reserved(Kind.CALLS)).isEqualTo(160);
        assertThat(ledger.limits().reserved(Kind.MESSAGES)).isZero();
    }

    @Test
    void whatAKilledProcessHadReservedCountsAsUsed() {
        MonthlyAllowance killed = ledger.messages(30);
        assertThat(killed.take()).isTrue();

        MonthlyAllowance next = other.messages(30);
        for (int i = 0; i < 5; i++) {
            assertThat(next.take()).isTrue();
        }
        assertThat(next.take()).isFalse();
    }

    @Test
    void aNewMonthOfDingTalksZoneBeginsAnew() {
        place.clock.set("2026-11-30T15:59:59Z");
        MonthlyAllowance calls = ledger.calls(1);
        assertThat(calls.take()).isTrue();
        assertThat(calls.take()).isFalse();

        place.clock.set("2026-11-30T16:00:00Z");
        assertThat(calls.take()).isTrue();
        assertThat(calls.take()).isFalse();
        assertThat(sql.texts("select reserved from allowance order by month_begin"))
                .containsExactly("1", "1");
    }

    @Test
    void withoutALimitCallsAreCounted() {
        try (MonthlyAllowance calls = ledger.calls(0)) {
            for (int i = 0; i < 60; i++) {
                assertThat(calls.take()).isTrue();
            }
        }
        assertThat(ledger.limits().reserved(Kind.CALLS)).isEqualTo(60);
    }

    @Test
    void ofAllWhoNoticeTheSameOneTellsIt() {
        List<Boolean> told =
                together(8, thread -> of(thread).quota().tell(Kind.CALLS, 70).isPresent());

        assertThat(told).containsOnlyOnce(true);
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).isEmpty();
        assertThat(other.quota().tell(Kind.CALLS, 90)).hasValue(70);
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).as("more has been told").isEmpty();
        assertThat(ledger.quota().tell(Kind.MESSAGES, 70)).hasValue(0);
    }

    @Test
    void whatCouldNotBeToldIsToBeToldUnlessMoreHasBeen() {
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).hasValue(0);
        ledger.quota().untold(Kind.CALLS, 70, 0);
        assertThat(other.quota().tell(Kind.CALLS, 70)).hasValue(0);

        assertThat(other.quota().tell(Kind.CALLS, 90)).hasValue(70);
        ledger.quota().untold(Kind.CALLS, 70, 0);
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).isEmpty();
    }

    @Test
    void onceDingTalkRefusesNobodyTakesACallUntilSomebodySaysOtherwise() {
        MonthlyAllowance here = ledger.calls(100);
        MonthlyAllowance there = other.calls(0);
        assertThat(here.take()).isTrue();

        here.refused();
        assertThat(here.take()).isFalse();
        assertThat(here.isRefused()).isTrue();
        assertThat(there.take()).as("unlimited, and another process").isFalse();
        assertThat(other.quota().refused(Kind.CALLS)).isTrue();
        assertThat(ledger.messages(10).take()).as("messages are another quota").isTrue();

        assertThat(other.quota().resume(Kind.CALLS)).isTrue();
        assertThat(here.take()).isTrue();
        assertThat(here.isRefused()).isFalse();
        assertThat(there.take()).isTrue();
        assertThat(other.quota().resume(Kind.CALLS)).as("it had not stopped").isFalse();
    }

    @Test
    void whatIsRefusedOnceMoreIsToldOnceMore() {
        MonthlyAllowance calls = ledger.calls(100);
        assertThat(calls.take()).isTrue();
        calls.refused();
        assertThat(ledger.quota().tell(Kind.CALLS, QuotaMarks.ALL)).hasValue(0);
        ledger.quota().resume(Kind.CALLS);

        assertThat(calls.take()).isTrue();
        calls.refused();
        assertThat(ledger.quota().tell(Kind.CALLS, QuotaMarks.ALL)).isPresent();
    }

    @Test
    void inTheFirstHourOfAMonthDingTalkMayStillSpeakOfTheLastOne() {
        place.clock.set("2026-11-30T16:00:00Z");
        MonthlyAllowance calls = ledger.calls(100);
        assertThat(calls.take()).isTrue();
        calls.refused();
        assertThat(calls.take()).isTrue();
        assertThat(ledger.quota().refused(Kind.CALLS)).isFalse();

        place.clock.set("2026-11-30T17:00:00Z");
        calls.refused();
        assertThat(calls.take()).isFalse();
    }

    @Test
    void aNewMonthIsNotRefusedAndNothingIsToldOfIt() {
        place.clock.set("2026-11-30T15:59:59Z");
        MonthlyAllowance calls = ledger.calls(100);
        assertThat(calls.take()).isTrue();
        calls.refused();
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).hasValue(0);

        place.clock.set("2026-11-30T16:00:00Z");
        assertThat(calls.take()).isTrue();
        assertThat(ledger.quota().refused(Kind.CALLS)).isFalse();
        assertThat(ledger.quota().tell(Kind.CALLS, 70)).hasValue(0);
    }
}
