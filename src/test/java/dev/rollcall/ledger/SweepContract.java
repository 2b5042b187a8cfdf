package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked ahead of a cutoff. */
abstract class SweepContract extends LedgerContract {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant CUTOFF = Instant.parse("2026-11-20T01:40:00Z");
    private static final Instant NINE = Instant.parse("2026-11-20T01:00:00Z");

    private static final int LARGE = 40_000;

    SweepContract(Place place) {
        super(place);
    }

    @Test
    void oneOfManyProcessesSweeps() {
        List<Boolean> claimed = together(8, thread -> of(thread).sweeps().claim(UUID.randomUUID(), DAY, CUTOFF));

        assertThat(claimed).containsOnlyOnce(true);
        assertThat(ledger.sweeps().claim(UUID.randomUUID(), DAY, CUTOFF.plusSeconds(60)))
                .as("another cutoff")
                .isTrue();
    }

    @Test
    void whatAProcessHasFoundAnotherKnows() {
        Finding present = finding("u1", Standing.PRESENT, "P1", NINE.plusSeconds(900));
        Finding absent = finding("u2", Standing.ABSENT, null, null);
        ledger.sweeps().people().keep(DAY, CUTOFF, List.of(present, absent));

        Map<String, Finding> found = other.sweeps().people().of(DAY, CUTOFF, List.of("u1", "u2", "u3"));

        assertThat(found).containsOnly(Map.entry("u1", present), Map.entry("u2", absent));
        assertThat(other.sweeps().people().any(DAY, CUTOFF.plusSeconds(1))).isFalse();
        assertThat(other.sweeps().people().any(DAY.minusDays(1), CUTOFF)).isFalse();
    }

    @Test
    void whatIsOldIsAskedAnewBeforeItIsDeleted() {
        ledger.sweeps().people().keep(DAY, CUTOFF, List.of(finding("u1", Standing.PRESENT, "P1", NINE)));
        assertThat(ledger.sweeps().people().any(DAY, CUTOFF)).isTrue();

        sql.run("update swept set kept_at = kept_at - interval '1801' second");

        assertThat(ledger.sweeps().people().any(DAY, CUTOFF)).isFalse();
        assertThat(ledger.sweeps().people().of(DAY, CUTOFF, everybody())).isEmpty();
    }

    @Test
    void ofOnePersonTheFirstStays() {
        ledger.sweeps().people().keep(DAY, CUTOFF, List.of(finding("u1", Standing.PRESENT, "P1", NINE)));
        other.sweeps().people().keep(DAY, CUTOFF, List.of(finding("u1", Standing.ABSENT, null, null)));

        assertThat(ledger.sweeps()
                        .people()
                        .of(DAY, CUTOFF, List.of("u1"))
                        .get("u1")
                        .standing())
                .isEqualTo(Standing.PRESENT);
    }

    /** Grows with the company, not with its square: what one process has written in one go, it reads in no more time. */
    @Test
    void aLargeCompanyIsReadInOneGo() {
        List<Finding> all = IntStream.range(0, LARGE)
                .mapToObj(i -> finding("u" + i, Standing.PRESENT, "P" + i, NINE))
                .toList();
        List<String> ids = all.stream().map(finding -> finding.employee().id()).toList();
        long before = System.nanoTime();
        ledger.sweeps().people().keep(DAY, CUTOFF, all);
        long kept = System.nanoTime();
        Map<String, Finding> found = other.sweeps().people().of(DAY, CUTOFF, ids);
        long read = System.nanoTime();

        assertThat(found).hasSize(LARGE);
        assertThat(read - kept).as("reading, to writing").isLessThan(2 * (kept - before));
    }

    @Test
    void manyAreKeptAndOddOnesAreNot() {
        List<Finding> all = new ArrayList<>();
        for (int number = 0; number < 5100; number++) {
            all.add(finding("u" + number, Standing.PRESENT, "P1", NINE));
        }
        all.add(finding("odd", Standing.PRESENT, "a\tb", NINE));
        ledger.sweeps().people().keep(DAY, CUTOFF, all);

        assertThat(ledger.sweeps().people().of(DAY, CUTOFF, everybody()))
                .hasSize(5100)
                .doesNotContainKey("odd");
    }

    @Test
    void aRowThatCannotBeSoIsAsGoodAsNone() {
        ledger.sweeps()
                .people()
                .keep(
                        DAY,
                        CUTOFF,
                        List.of(
                                finding("u1", Standing.PRESENT, "P1", NINE),
                                finding("u2", Standing.PRESENT, "P1", NINE),
                                finding("u3", Standing.PRESENT, "P1", NINE)));
        sql.run("update swept set standing = 'HERE' where user_id = 'u1'");
        sql.run("update swept set points = 'nonsense' where user_id = 'u2'");

        assertThat(ledger.sweeps().people().of(DAY, CUTOFF, everybody())).containsOnlyKeys("u3");
    }

    @Test
    void afterAnHourItIsDeletedAndAForgottenPersonAtOnce() {
        ledger.sweeps()
                .people()
                .keep(
                        DAY,
                        CUTOFF,
                        List.of(
                                finding("u1", Standing.PRESENT, "P1", NINE),
                                finding("u2", Standing.PRESENT, "P1", NINE)));
        ledger.retention().forget("u1");
        assertThat(ledger.sweeps().people().of(DAY, CUTOFF, everybody())).containsOnlyKeys("u2");

        sql.run("update swept set kept_at = kept_at - interval '3601' second");
        ledger.retention().tidy();

        assertThat(ledger.sweeps().people().of(DAY, CUTOFF, everybody())).isEmpty();
    }

    private static List<String> everybody() {
        return Stream.concat(IntStream.range(0, 5100).mapToObj(number -> "u" + number), Stream.of("odd"))
                .toList();
    }

    private static Finding finding(String id, Standing standing, @Nullable String plan, @Nullable Instant punched) {
        Evidence evidence = plan == null
                ? new Evidence(Evidence.Source.NOTHING, null, null, null, null)
                : new Evidence(Evidence.Source.PUNCH, plan, punched, null, null);
        return new Finding(
                new Employee(id, "", null),
                "",
                standing,
                NINE,
                punched != null && punched.isAfter(NINE),
                punched,
                NINE.plusSeconds(3600),
                evidence,
                List.of(
                        new PlanPoint(plan, true, NINE, NINE.plusSeconds(60), "S", true),
                        new PlanPoint("P2", false, NINE.plusSeconds(3600), null, "S", false)));
    }
}
