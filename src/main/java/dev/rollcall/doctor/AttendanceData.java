package dev.rollcall.doctor;

import dev.rollcall.absence.Roster;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does DingTalk have plans, and results of punches? Organisations overseas or not verified have been seen to get none,
 * whatever permission they have (reference 8).
 */
final class AttendanceData implements Examination {
    private static final Sentence TITLE = Sentence.of("attendance.title");

    /** From so many on it is no chance that nobody has a result. */
    private static final int MANY = 10;

    @Override
    public String id() {
        return "attendance_data";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Attendance attendance = visit.attendance();
        Roster roster = attendance.roster();
        Optional<Refused> refused = refused(attendance);
        if (refused.isPresent()) {
            return List.of(Finding.failed(
                    id(),
                    TITLE,
                    Sentence.of(
                            "attendance.refused",
                            refused.get().words(),
                            refused.get().code())));
        }
        Optional<Refused> why = attendance
                .plan()
                .refused()
                .filter(any -> roster.points().isEmpty())
                .or(() -> attendance.results().refused());
        if (why.isPresent()) {
            return List.of(Finding.skipped(id(), TITLE, Unasked.why(why.get())));
        }
        if (roster.points().isEmpty()) {
            return List.of(nobodyPlanned(
                    LocalDate.ofInstant(attendance.at(), visit.patient().zone())));
        }
        if (attendance.results().answer().filter(number -> number > 0).isPresent()) {
            return List.of(Finding.ok(id(), TITLE, Sentence.of("attendance.ok")));
        }
        long overdue = attendance.overdue();
        return List.of(
                overdue >= MANY
                        ? Finding.failed(id(), TITLE, Sentence.of("attendance.none", overdue))
                        : Finding.ok(id(), TITLE, Sentence.of("attendance.early")));
    }

    /** What DingTalk says to a question that it should answer: about people whom it has named itself. */
    private static Optional<Refused> refused(Attendance attendance) {
        return Stream.of(attendance.punches(), attendance.results(), attendance.leave(), attendance.day())
                .filter(any -> attendance.known())
                .flatMap(trial -> trial.refused().stream())
                .filter(why -> why.reason() == Reason.REFUSED || why.reason() == Reason.IMPLAUSIBLE)
                .findFirst();
    }

    private Finding nobodyPlanned(LocalDate date) {
        boolean weekend = date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        return weekend
                ? Finding.ok(id(), TITLE, Sentence.of("attendance.weekend"))
                : Finding.warning(id(), TITLE, Sentence.of("attendance.unplanned"));
    }
}
