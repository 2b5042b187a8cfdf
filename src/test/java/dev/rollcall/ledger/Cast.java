package dev.rollcall.ledger;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Who and what the ledger's tests are about: one morning, two processes, one department of three. */
final class Cast {
    static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    static final Instant CUTOFF = Instant.parse("2026-11-20T01:40:00Z");
    static final Instant UNTIL = CUTOFF.plus(Duration.ofMinutes(60));
    static final String MORNING = "morning";
    static final long TECH = 4100;
    static final SlotKey SLOT = slot(TECH);
    static final SlotKey COMPANY = SLOT.company();
    static final UUID ONE = UUID.nameUUIDFromBytes(new byte[] {1});
    static final UUID TWO = UUID.nameUUIDFromBytes(new byte[] {2});
    static final String ROBOT = "fingerprint";
    static final Duration LONGEST = Duration.ofSeconds(5);

    static final Employee LATE = new Employee("lisi", "李四", null);
    static final Employee ON_LEAVE = new Employee("wangwu", "王五 🌴 \"W\"", LocalDate.of(2020, 2, 29));
    static final Employee ABSENT = new Employee("zhaoliu", "赵六'; drop table slot; --", null);

    private Cast() {}

    static SlotKey slot(long department) {
        return new SlotKey(department, DAY, MORNING);
    }

    static Slots.Planned planned(SlotKey key) {
        return new Slots.Planned(key, CUTOFF, UNTIL, CUTOFF);
    }

    /** Slots of {@code count} departments. */
    static List<Slots.Planned> departments(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> planned(slot(id)))
                .toList();
    }

    static List<SlotKey> keys(Collection<Slot> slots) {
        return slots.stream().map(Slot::key).toList();
    }

    static Slots.Ending ending(SlotState state) {
        return new Slots.Ending(state, CUTOFF.plusSeconds(3), false, null, null, null);
    }

    static Deliveries.Finished taken(Frozen message) {
        return new Deliveries.Finished(message.msgUuid(), true, null, null, CUTOFF);
    }

    static Deliveries.Finished refused(Frozen message) {
        return new Deliveries.Finished(message.msgUuid(), false, "ROBOT_REMOVED", "robot was removed", CUTOFF);
    }

    static Optional<Frozen> unfinished(Ledger ledger, SlotKey key) {
        return ledger.deliveries().unfinished(key).map(Deliveries.Kept::message);
    }

    static Frozen digest(SlotKey key) {
        return frozen(key, MessageKind.DIGEST, "#### 技术部 · 09:40 未打卡 1 人\n\n- " + ABSENT.name());
    }

    static Frozen frozen(SlotKey key, MessageKind kind, String text) {
        UUID id = UUID.nameUUIDFromBytes((key + kind.name()).getBytes(StandardCharsets.UTF_8));
        return new Frozen(id, key, kind, new Message("技术部 09:40", text, List.of(ABSENT.id())), null);
    }

    static RollCalls.Rolled rolled(SlotKey key, Frozen message) {
        DepartmentRollCall department = key.ofCompany() ? null : department(key.department());
        return new RollCalls.Rolled(key, department, message, null, false, key.ofCompany() ? "" : "技术部");
    }

    /** One late, one on leave, one absent whose points are known. */
    static DepartmentRollCall department(long id) {
        Instant nine = Instant.parse("2026-11-20T01:00:00Z");
        Instant punch = Instant.parse("2026-11-20T01:12:03.123456Z");
        Instant evening = Instant.parse("2026-11-20T10:00:00Z");
        List<PlanPoint> points = List.of(
                new PlanPoint("plan-1", true, nine, nine.plusSeconds(1800), "shift-1", true),
                new PlanPoint(null, false, evening, null, "shift-1", false));
        Evidence punched = new Evidence(Evidence.Source.PUNCH, "plan-9", punch, null, null);
        Evidence away = new Evidence(Evidence.Source.LEAVE, null, null, nine, evening);
        return new DepartmentRollCall(
                id,
                "技术部 👩‍💻 “R&D”",
                true,
                List.of(
                        new Finding(LATE, "研发", Standing.PRESENT, nine, true, punch, evening, punched, List.of()),
                        new Finding(ON_LEAVE, "", Standing.EXCUSED, nine, false, null, null, away, List.of()),
                        new Finding(
                                ABSENT,
                                "",
                                Standing.ABSENT,
                                nine.plusSeconds(1800),
                                false,
                                null,
                                evening,
                                new Evidence(Evidence.Source.NOTHING, null, null, null, null),
                                points)),
                List.of("boss1", "boss2"));
    }

    /** A department of {@code size} people, all of them absent. */
    static DepartmentRollCall large(long id, int size) {
        List<Finding> findings = new ArrayList<>();
        IntStream.range(0, size)
                .forEach(i -> findings.add(new Finding(
                        new Employee("u" + i, "员工" + i, null),
                        "",
                        Standing.ABSENT,
                        CUTOFF,
                        false,
                        null,
                        null,
                        null,
                        List.of())));
        return new DepartmentRollCall(id, "大部门", true, findings, List.of());
    }

    static RollCall rollCall(List<DepartmentRollCall> departments) {
        return new RollCall(
                CUTOFF,
                CUTOFF.plusMillis(2345),
                DAY,
                ZoneId.of("Asia/Shanghai"),
                departments,
                Counts.of(List.of()),
                Map.of(),
                List.of());
    }
}
