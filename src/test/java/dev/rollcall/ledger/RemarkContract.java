package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Remarks.Kind;
import dev.rollcall.ledger.Remarks.Remark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the looks at night have found, and what of it the admins know. */
abstract class RemarkContract extends LedgerContract {
    private LocalDate night = DAY;

    RemarkContract(Place place) {
        super(place);
    }

    private static Remark people(long department, int number) {
        return new Remark(Kind.PEOPLE, department, "部门" + department, number, null, null);
    }

    private static Remark department(long id) {
        return new Remark(Kind.DEPARTMENT, id, "部门" + id, 0, null, null);
    }

    private static Remark robot(long department, String reason) {
        return new Remark(Kind.ROBOT, department, "技术部", 0, reason, "300005");
    }

    /** The next night's look finds these and no others. */
    private void found(Kind kind, Remark... all) {
        night = night.plusDays(1);
        ledger.remarks().found(kind, night, Arrays.asList(all));
    }

    private void foundDepartments(long... ids) {
        night = night.plusDays(1);
        ledger.remarks()
                .foundDepartments(
                        night,
                        Arrays.stream(ids).mapToObj(RemarkContract::department).toList());
    }

    private List<Remark> news() {
        return other.remarks().news();
    }

    @Test
    void whatIsFoundNightAfterNightIsNewsOnce() {
        found(Kind.PEOPLE, people(1, 2), people(7, 30));
        assertThat(news()).as("most people first").containsExactly(people(7, 30), people(1, 2));
        assertThat(news()).isEmpty();

        found(Kind.PEOPLE, people(1, 2), people(7, 30), people(8, 1));
        assertThat(news()).containsExactly(people(8, 1));

        found(Kind.PEOPLE, people(1, 2), people(7, 30), people(8, 1));
        assertThat(news()).isEmpty();
    }

    @Test
    void whatWentAwayAndComesBackIsNewsAgain() {
        found(Kind.PEOPLE, people(7, 3));
        assertThat(news()).hasSize(1);
        found(Kind.PEOPLE);
        assertThat(news()).isEmpty();

        found(Kind.PEOPLE, people(7, 3));
        assertThat(news()).containsExactly(people(7, 3));
    }

    @Test
    void whatIsGoneBeforeAnybodyWasToldIsNoNews() {
        found(Kind.PEOPLE, people(7, 3));
        found(Kind.PEOPLE);

        assertThat(news()).isEmpty();
    }

    @Test
    void twiceAsManyPeopleAsWereToldAreNewsAndAFewMoreAreNot() {
        found(Kind.PEOPLE, people(7, 10));
        assertThat(news()).hasSize(1);
        for (int number : List.of(11, 19, 5, 19)) {
            found(Kind.PEOPLE, people(7, number));
            assertThat(news()).as("%d people", number).isEmpty();
        }

        found(Kind.PEOPLE, people(7, 20));
        assertThat(news()).containsExactly(people(7, 20));
        found(Kind.PEOPLE, people(7, 39));
        assertThat(news()).isEmpty();
    }

    @Test
    void aRobotThatFailsForAnotherReasonIsNews() {
        found(Kind.ROBOT, robot(4100, "ROBOT_REMOVED"), robot(0, "SECURITY"));
        assertThat(news()).containsExactly(robot(0, "SECURITY"), robot(4100, "ROBOT_REMOVED"));
        found(Kind.ROBOT, robot(4100, "ROBOT_REMOVED"), robot(0, "SECURITY"));
        assertThat(news()).isEmpty();

        found(Kind.ROBOT, robot(4100, "ROBOT_STOPPED"), robot(0, "SECURITY"));
        assertThat(news()).containsExactly(robot(4100, "ROBOT_STOPPED"));
    }

    @Test
    void theFirstLookKnowsNoDepartmentToBeNew() {
        foundDepartments(7, 8);
        assertThat(news()).isEmpty();

        foundDepartments(7, 8, 9);
        assertThat(news()).containsExactly(department(9));
        foundDepartments(7, 9);
        assertThat(news()).isEmpty();
        foundDepartments(7, 8, 9);
        assertThat(news()).containsExactly(department(8));
    }

    @Test
    void alsoWhereThereWasNoDepartmentAtAllTheFirstTime() {
        foundDepartments();
        foundDepartments(7);

        assertThat(news()).containsExactly(department(7));
    }

    @Test
    void whatNobodyKnowsOfANightStillStandsAndIsNoNews() {
        Remark empty = new Remark(Kind.EMPTY, 7, "部门7", 0, null, null);
        found(Kind.EMPTY, empty);
        assertThat(news()).containsExactly(empty);
        night = night.plusDays(1);
        ledger.remarks().found(Kind.EMPTY, night, List.of(), Set.of(7L));

        found(Kind.EMPTY, empty);
        assertThat(news()).isEmpty();
    }

    @Test
    void aLookAtOneKindSaysNothingOfAnother() {
        found(Kind.PEOPLE, people(7, 3));
        found(Kind.ROBOT, robot(4100, "ROBOT_REMOVED"));
        assertThat(news()).hasSize(2);

        found(Kind.ROBOT);
        foundDepartments(7);
        found(Kind.PEOPLE, people(7, 3));
        assertThat(news()).isEmpty();
    }

    @Test
    void ofManyProcessesOneTells() {
        found(Kind.PEOPLE, people(7, 3), people(8, 3));

        List<Remark> told = new ArrayList<>();
        together(8, thread -> of(thread).remarks().news()).forEach(told::addAll);

        assertThat(told).containsExactlyInAnyOrder(people(7, 3), people(8, 3));
    }

    @Test
    void whatNobodyCouldBeToldIsStillNews() {
        found(Kind.PEOPLE, people(7, 3), people(8, 3));
        List<Remark> news = news();
        found(Kind.PEOPLE, people(8, 3));
        other.remarks().untold(news);

        assertThat(ledger.remarks().news()).containsExactly(people(8, 3));
        ledger.remarks().untold(List.of());
        assertThat(news()).isEmpty();
    }

    @Test
    void whatWasMendedIsNewsWhenItIsFoundAgain() {
        found(Kind.PEOPLE, people(7, 3), people(8, 3));
        assertThat(ledger.remarks().hasNews()).isTrue();
        List<Remark> news = news();
        assertThat(ledger.remarks().hasNews()).isFalse();
        other.remarks().forget(List.of(people(7, 3)));
        other.remarks().untold(news);
        assertThat(news()).containsExactly(people(8, 3));

        ledger.remarks().forget(List.of());
        found(Kind.PEOPLE, people(7, 3), people(8, 3));
        assertThat(news()).containsExactly(people(7, 3));
    }

    @Test
    void namesMayBeAnything() {
        String name = "'; drop table remark; --\u0000\uD800" + "长".repeat(1500);
        found(Kind.PEOPLE, new Remark(Kind.PEOPLE, 7, name, 3, null, null));

        assertThat(news())
                .singleElement()
                .extracting(Remark::name)
                .asString()
                .startsWith("'; drop table remark; --")
                .hasSize(1000);
    }

    @Test
    void theLastDeliveryOfADepartmentIsTheOneThatItsRobotAnswered() {
        ends(slot(4100), "2026-11-20T01:40:00Z", SlotState.FAILED, "ROBOT_REMOVED");
        ends(slot(4200), "2026-11-20T01:40:00Z", SlotState.FAILED, "ROBOT_REMOVED");
        ends(slot(4300), "2026-11-20T01:40:00Z", SlotState.SENT, null);
        ends(noon(4100), "2026-11-20T04:00:00Z", SlotState.FAILED, "DATA");
        ends(noon(4200), "2026-11-20T04:00:00Z", SlotState.SENT, null);
        ends(noon(4300), "2026-11-20T04:00:00Z", SlotState.SILENT, null);

        assertThat(ledger.outcomes().lastDeliveries(DAY, Set.of("ROBOT_REMOVED")))
                .hasSize(3)
                .hasEntrySatisfying(4100L, slot -> assertThat(slot.reason()).isEqualTo("ROBOT_REMOVED"))
                .hasEntrySatisfying(4200L, slot -> assertThat(slot.state()).isEqualTo(SlotState.SENT))
                .hasEntrySatisfying(4300L, slot -> assertThat(slot.state()).isEqualTo(SlotState.SENT));
        assertThat(ledger.outcomes().lastDeliveries(DAY.plusDays(1), Set.of("ROBOT_REMOVED")))
                .isEmpty();
    }

    private static SlotKey noon(long department) {
        return new SlotKey(department, DAY, "noon");
    }

    private void ends(SlotKey key, String cutoff, SlotState state, @Nullable String reason) {
        alive(ONE);
        Instant asOf = Instant.parse(cutoff);
        ledger.slots().claimThese(ONE, List.of(new Slots.Planned(key, asOf, asOf.plusSeconds(60), asOf)));
        ledger.slots()
                .end(ONE, key, new Slots.Ending(state, asOf.plusSeconds(3), false, reason, "in words", null), null);
    }
}
