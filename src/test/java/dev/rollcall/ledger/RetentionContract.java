package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.ABSENT;
import static dev.rollcall.ledger.Cast.COMPANY;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.LONGEST;
import static dev.rollcall.ledger.Cast.MORNING;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.ROBOT;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.KnownLeaves;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.PointResult;
import dev.rollcall.absence.Punch;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.ledger.Acknowledgements.Acknowledgement;
import dev.rollcall.ledger.Orders.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept no longer. */
abstract class RetentionContract extends LedgerContract {
    /** What says nothing of a row's date: how things stand now, and since when somebody works here. */
    private static final Set<String> OF_NO_DATE = Set.of(
            "robot.rests_until",
            "watch.since",
            "horizon.planned_until",
            "process.beat_at",
            "turn.next_at",
            "tie.tied_at",
            "remark.seen_on",
            "trouble.since",
            "standing.hired_on",
            "member.hired_on");

    RetentionContract(Place place) {
        super(place);
    }

    /** One row or more in every table, of {@code day}. */
    private void live(LocalDate day) {
        SlotKey key = new SlotKey(Cast.TECH, day, MORNING);
        Instant at = day.atTime(1, 40).toInstant(ZoneOffset.UTC);
        Slots.Planned planned = new Slots.Planned(key, at, at.plusSeconds(3600), at);
        alive(ONE);
        ledger.slots().claimThese(ONE, List.of(planned));
        Frozen digest = Cast.digest(key);
        DepartmentRollCall department = Cast.department(Cast.TECH);
        RollCall like = rollCall(List.of(department));
        RollCall rollCall = new RollCall(
                at, at, day, like.zone(), like.departments(), like.company(), like.apiCalls(), like.troubles());
        ledger.rollCalls().freeze(ONE, rollCall, List.of(rolled(key, digest)));
        ledger.deliveries().begin(ONE, digest, ROBOT, LONGEST);
        sql.run(
                "update attempt set began_at = ?, counts_from = ? where msg_uuid = ?",
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                digest.msgUuid());
        sql.run("update delivery set frozen_at = ? where msg_uuid = ?", at.atOffset(ZoneOffset.UTC), digest.msgUuid());
        sql.run("update slot set rolled_at = as_of where work_date = ?", day);
        Punch punch = new Punch(at, null, true, day, null, Punch.Result.NORMAL, true);
        ledger.knownDay().punches().remember(day, Map.of(ABSENT.id(), List.of(punch)));
        Leave leave = new Leave(at, at.plusSeconds(3600), Leave.Unit.HOUR, day, day, null);
        ledger.knownDay()
                .leaves()
                .remember(day, Map.of(ABSENT.id(), new KnownLeaves.Excuse(List.of(leave), List.of())));
        ledger.answers(ONE, day, MORNING).keep("/path", "question", "{\"name\":\"" + ABSENT.name() + "\"}");
        sql.run("update answer set kept_at = ? where work_date = ?", at.atOffset(ZoneOffset.UTC), day);
        sql.run("insert into shift_terms (shift_id, read_for, flexible, free_on_duty) values ('s', ?, false, '')", day);
        ledger.sweeps().claim(ONE, day, at);
        sql.run("update sweep set begun_at = ? where work_date = ?", at.atOffset(ZoneOffset.UTC), day);
        ledger.sweeps().people().keep(day, at, List.of(new Finding(ABSENT, "", Standing.ABSENT, at, false, null, at)));
        sql.run("update swept set kept_at = ? where work_date = ?", at.atOffset(ZoneOffset.UTC), day);
        sql.run(
                "insert into witness (work_date, cutoff, tries, next_at, closed) values (?, ?, 1, ?, true)",
                day,
                MORNING,
                at.atOffset(ZoneOffset.UTC));
        ledger.remarks()
                .found(
                        Remarks.Kind.PEOPLE,
                        day,
                        List.of(new Remarks.Remark(Remarks.Kind.PEOPLE, Cast.TECH, "技术部", 3, null, null)));
        ledger.troubles().begins(Troubles.Kind.NO_OUTCOME);
        place.clock.set(at.toString());
        ledger.calls(0).take();
        ledger.horizon().planned(at);
        ledger.horizon().since(Map.of(new Horizon.Watched(Cast.TECH, MORNING), "09:40"), Horizon.Moved.NOTHING, at);
        ledger.limits().reserve("/path", 1, LONGEST);
        ledger.days()
                .keep(List.of(new DayRecord(
                        day,
                        Cast.TECH,
                        "技术部",
                        at,
                        at,
                        null,
                        List.of(new PersonRecord(
                                ABSENT.id(),
                                ABSENT.name(),
                                Standing.PRESENT,
                                false,
                                at,
                                at,
                                at,
                                at,
                                List.of(new PointResult(true, at, at, PointResult.Verdict.NORMAL)))))));
        chat(key, at);
    }

    /** What was said in chats on {@code key}'s day: by the lead of the one who is absent, and by that one. */
    private void chat(SlotKey key, Instant at) {
        String absent = ABSENT.id();
        ledger.questions().first("message of " + at, ONE);
        sql.run(
                "update question set claimed_at = ?, answered_at = ?",
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC));
        ledger.ties().tie("conversation", Cast.TECH, absent, at);
        for (Acknowledgement one : List.of(
                new Acknowledgement(absent, key.workDate(), "外勤", at, "boss", at),
                new Acknowledgement("wangwu", key.workDate(), "替" + ABSENT.name(), null, absent, at),
                new Acknowledgement("lisi", key.workDate(), "外勤", null, "boss", at))) {
            ledger.acknowledgements().add(one);
        }
        ledger.mutes().mute(Cast.TECH, key.workDate(), absent, at);
        sql.run(
                "insert into released (department, work_date, cutoff, released_by, released_at) values (?, ?, ?, ?, ?)",
                key.department(),
                key.workDate(),
                key.cutoff(),
                absent,
                at.atOffset(ZoneOffset.UTC));
        ledger.orders().add(new Order(absent, at, "静默 今天", "stream", "done"));
        ledger.orders().add(new Order("boss", at, "已知 " + ABSENT.name() + " 外勤", "stream", "done"));
        ledger.orders().add(new Order("boss", at, "ack " + absent + " ill", "stream", "done"));
    }

    private void contacts() {
        sql.run("insert into contact (department, read_at, dingtalk_name, managers)"
                + " values (4100, current_timestamp, 'x', 'boss')");
        sql.run(
                "insert into member (department, user_id, position, name, sub_department) values (4100, ?, 0, ?, '')",
                ABSENT.id(),
                ABSENT.name());
        sql.run("insert into member (department, user_id, position, name, sub_department)"
                + " values (4100, 'boss', 1, 'boss', '')");
    }

    @Test
    void nothingOfOlderDatesIsLeftInAnyTable() {
        LocalDate first = LocalDate.of(2026, 6, 1);
        live(first.minusDays(1));
        live(first.minusDays(200));
        live(first);
        contacts();
        assertThat(sql.tables())
                .allSatisfy(table -> assertThat(rows(table)).as(table).isPositive());

        assertThat(ledger.retention().purge(first)).isPositive();
        ledger.retention().tidy();

        OffsetDateTime midnight = first.atStartOfDay().atOffset(ZoneOffset.UTC);
        for (String column : sql.columns("date")) {
            assertThat(OF_NO_DATE.contains(column) ? 0 : older(column, first))
                    .as(column)
                    .isZero();
        }
        for (String column : sql.columns("timestamp")) {
            assertThat(OF_NO_DATE.contains(column) ? 0 : older(column, midnight))
                    .as(column)
                    .isZero();
        }
        assertThat(sql.columns("date")).hasSizeGreaterThan(8);
        assertThat(rows("slot")).isEqualTo(1);
        assertThat(rows("standing")).isEqualTo(3);
        assertThat(rows("attempt")).isEqualTo(1);
        assertThat(rows("acknowledgement")).isEqualTo(3);
        assertThat(rows("mute") + rows("released")).isEqualTo(2);
        assertThat(rows("chat_order")).isEqualTo(3);
        assertThat(rows("tie")).as("how things stand now").isEqualTo(1);
        assertThat(rows("witness")).isEqualTo(1);
        assertThat(ledger.retention().purge(first)).isZero();
    }

    private long rows(String table) {
        return sql.number("select count(*) from " + table);
    }

    private long older(String column, Object first) {
        String[] parts = column.split("\\.", 2);
        return sql.number("select count(*) from " + parts[0] + " where " + parts[1] + " < ?", first);
    }

    @Test
    void nothingOfAForgottenPersonIsLeftInAnyColumn() {
        live(DAY);
        contacts();
        Frozen sent = Cast.frozen(slot(5), MessageKind.DIGEST, "said elsewhere: " + ABSENT.name());
        frozen(ONE, slot(5));
        ledger.slots().end(ONE, slot(5), Cast.ending(SlotState.SENT), Cast.taken(sent));
        claimed(ONE, COMPANY);
        ledger.rollCalls().freeze(ONE, rollCall(List.of()), List.of(rolled(COMPANY, Cast.digest(COMPANY))));
        assertThat(occurrences(ABSENT.id())).isGreaterThan(5);
        assertThat(occurrences(ABSENT.name())).isGreaterThan(5);

        assertThat(ledger.retention().forget(ABSENT.id())).isPositive();

        assertThat(occurrences(ABSENT.id())).isZero();
        assertThat(occurrences(ABSENT.name())).isZero();
        assertThat(occurrences(Cast.LATE.id())).as("others stay").isPositive();
        assertThat(ledger.retention().forget(ABSENT.id())).isZero();
    }

    @Test
    void whatAForgottenPersonSaidHoldsWithoutTheirName() {
        live(DAY);
        ledger.retention().forget(ABSENT.id());

        assertThat(ledger.ties().department("conversation")).contains(Cast.TECH);
        assertThat(ledger.mutes().of(DAY)).hasSize(1).allMatch(one -> one.by().isEmpty());
        assertThat(ledger.releases().released(SLOT)).isTrue();
        assertThat(ledger.acknowledgements().of(DAY, Instant.EPOCH)).containsOnlyKeys("lisi", "wangwu");
        assertThat(ledger.acknowledgements().of(DAY, Instant.EPOCH).get("lisi").reason())
                .isEqualTo("外勤");
        assertThat(ledger.orders().of(Instant.EPOCH, Cast.UNTIL)).hasSize(3);
    }

    private long occurrences(String text) {
        return sql.columns("char").stream()
                .mapToLong(column -> {
                    String[] parts = column.split("\\.", 2);
                    return sql.texts("select " + parts[1] + " from " + parts[0]).stream()
                            .filter(value -> value != null && value.contains(text))
                            .count();
                })
                .sum();
    }

    @Test
    void whatWasSentIsEmptiedAndWhatWasNotIsMadeAnew() {
        Frozen sent = frozen(ONE, slot(1));
        ledger.deliveries().begin(ONE, sent, ROBOT, LONGEST);
        ledger.slots().end(ONE, slot(1), Cast.ending(SlotState.SENT), Cast.taken(sent));
        Frozen unsent = frozen(ONE, slot(2));
        assertThat(ledger.deliveries().begin(ONE, unsent, ROBOT, LONGEST).number())
                .isEqualTo(1);

        ledger.retention().forget(ABSENT.id());

        assertThat(ledger.deliveries().of(slot(1), MessageKind.DIGEST).orElseThrow())
                .satisfies(kept -> assertThat(kept.message().message().text()).isEmpty())
                .satisfies(kept -> assertThat(kept.sent()).isTrue());
        assertThat(kept(slot(1)).state()).isEqualTo(SlotState.SENT);
        assertThat(kept(slot(2)).state()).isEqualTo(SlotState.DUE);
        assertThat(ledger.deliveries().of(slot(2), MessageKind.DIGEST)).isEmpty();
        ledger.slots().letGo(ONE, slot(2));
        Frozen again = frozen(ONE, slot(2));
        assertThat(ledger.deliveries().begin(ONE, again, ROBOT, LONGEST).number())
                .as("an attempt after the one that was made")
                .isEqualTo(2);
    }

    @Test
    void aListWithoutAForgottenPersonIsNotTakenForTheWholeDepartment() {
        contacts();
        ledger.retention().forget(ABSENT.id());

        assertThat(rows("contact")).isZero();
        assertThat(rows("member")).isZero();
    }

    @Test
    void aPersonIsNotMistakenForOneWhoseIdIsLikeTheirs() {
        SlotKey key = SLOT;
        claimed(ONE, key);
        DepartmentRollCall empty =
                new DepartmentRollCall(key.department(), "x", true, List.of(), List.of("a_b", "aXb", "a%", "axx\\"));
        ledger.rollCalls()
                .freeze(ONE, rollCall(List.of()), List.of(new RollCalls.Rolled(key, empty, null, null, false, "")));
        for (String other : List.of("a", "b", "aXXb", "a\\_b", "axx", "a.b")) {
            ledger.retention().forget(other);
        }
        assertThat(ledger.rollCalls().of(key).orElseThrow().rollCall().managers())
                .hasSize(4);

        ledger.retention().forget("axx\\");
        assertThat(ledger.rollCalls().of(key).orElseThrow().rollCall().managers())
                .isEmpty();
    }

    @Test
    void rowsOfAMomentAgoAreTidiedAnHourLaterAndContactsTheDayAfter() {
        live(DAY);
        contacts();
        sql.run("update answer set kept_at = current_timestamp");
        ledger.retention().tidy();
        assertThat(rows("answer")).isPositive();
        assertThat(rows("member")).isPositive();

        sql.run("update answer set kept_at = current_timestamp - interval '61' minute");
        ledger.retention().tidy();
        assertThat(rows("answer")).isZero();
        assertThat(rows("member")).as("of last night").isPositive();

        sql.run("update contact set read_at = current_timestamp - interval '28' hour");
        ledger.retention().tidy();
        assertThat(rows("answer") + rows("contact") + rows("member")).isZero();
    }

    @Test
    void theKindOfALeaveHasNoColumn() {
        assertThat(sql.columns("")).noneMatch(column -> column.matches(".*(leave_type|leave_kind|biz|tag|sub_type).*"));
        assertThat(sql.columns("").stream().filter(column -> column.contains("leave")))
                .containsExactlyInAnyOrder(
                        "known_leave.approval", // Whether an approval says so or the leave status.
                        "known_leave.days",
                        "known_leave.first_day",
                        "known_leave.last_day",
                        "known_leave.leave_from",
                        "known_leave.leave_to",
                        "known_leave.position",
                        "known_leave.unit",
                        "known_leave.user_id",
                        "known_leave.work_date",
                        "standing.leave_from",
                        "standing.leave_to");
    }
}
