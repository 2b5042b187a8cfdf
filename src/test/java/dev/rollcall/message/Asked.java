package dev.rollcall.message;

import static dev.rollcall.message.Cast.DAY;
import static dev.rollcall.message.Cast.SHANGHAI;
import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.morning;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Evidence.Source;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was asked on the morning of the cast, and the people about whom it was asked. */
final class Asked {
    static final ReplyContext ZH = new ReplyContext(Language.ZH, SHANGHAI, DAY);
    static final ReplyContext EN = new ReplyContext(Language.EN, SHANGHAI, DAY);

    private Asked() {}

    /** {@code departments} as of 09:40, each person counted as often as they are in one. */
    static Found found(DepartmentRollCall... departments) {
        return Found.of(rollCall(departments));
    }

    static RollCall rollCall(DepartmentRollCall... departments) {
        List<Finding> everybody = new ArrayList<>();
        for (DepartmentRollCall one : departments) {
            everybody.addAll(one.findings());
        }
        return Cast.company(morning(), Counts.of(everybody), departments);
    }

    /** {@code rollCall} as of another instant of another day. */
    static Found of(DepartmentRollCall department, Instant asOf, LocalDate workDate) {
        RollCall rollCall = new RollCall(
                asOf,
                at("09:40:12"),
                workDate,
                SHANGHAI,
                List.of(department),
                department.counts(),
                Map.of(),
                List.of());
        return Found.of(rollCall);
    }

    static DepartmentRollCall department(long id, String name, Finding... findings) {
        return new DepartmentRollCall(id, name, true, List.of(findings), List.of());
    }

    static Finding late(String id, String name, String came) {
        return new Finding(
                new Employee(id, name, null), "", Standing.PRESENT, at("09:00"), true, at(came), at("18:00"));
    }

    static Finding away(String id, String name, Instant from, Instant to) {
        Evidence leave = new Evidence(Source.LEAVE, "p1", null, from, to);
        return finding(id, name, Standing.EXCUSED, false, null, leave);
    }

    static Finding absent(String id, String name) {
        return finding(id, name, Standing.ABSENT, false, null, evidence(Source.NOTHING));
    }

    /** What {@code source} decided about the point that is due, without a time. */
    static Evidence evidence(Source source) {
        return new Evidence(source, "p1", null, null, null);
    }

    /** Somebody of the shift of 09:00 to 18:00. */
    static Finding finding(
            String id,
            String name,
            Standing standing,
            boolean late,
            @Nullable String punched,
            @Nullable Evidence evidence) {
        return new Finding(
                new Employee(id, name, null),
                "后端组",
                standing,
                at("09:00"),
                late,
                punched == null ? null : at(punched),
                at("18:00"),
                evidence,
                shift("09:00", "18:00"));
    }

    /** Somebody who is not due, with {@code points} as their plan. */
    static Finding notDue(String id, String name, List<PlanPoint> points) {
        return new Finding(
                new Employee(id, name, null), "后端组", Standing.NOT_DUE, null, false, null, null, null, points);
    }

    /** A clock-in and a clock-out for each two of {@code times}. */
    static List<PlanPoint> shift(String... times) {
        List<PlanPoint> points = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            points.add(new PlanPoint("p" + (i + 1), i % 2 == 0, at(times[i]), null, "s1", false));
        }
        return points;
    }
}
