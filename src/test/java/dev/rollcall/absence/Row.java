package dev.rollcall.absence;

import static dev.rollcall.absence.Times.at;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of the rule's table: a sentence, a day, an instant, and where the person stands. */
record Row(String sentence, Day day, String asOf, int grace, Expected expected) {

    static Row row(String sentence, Day day, String asOf, Expected expected) {
        return new Row(sentence, day, asOf, 0, expected);
    }

    Row withGrace(int minutes) {
        return new Row(sentence, day, asOf, minutes, expected);
    }

    Finding judge() {
        return new AbsenceRule(Duration.ofMinutes(grace)).judge(day.build(), at(asOf));
    }

    @Override
    public String toString() {
        return sentence;
    }

    /** Where somebody stands; {@code punched} only where a punch says so. */
    record Expected(
            Standing standing,
            @Nullable Instant due,
            boolean late,
            @Nullable Instant punched) {
        static Expected of(Finding finding) {
            return new Expected(finding.standing(), finding.dueAt(), finding.late(), finding.punchedAt());
        }

        private static Expected of(Standing standing, @Nullable String due, boolean late, @Nullable String punched) {
            return new Expected(standing, due == null ? null : at(due), late, punched == null ? null : at(punched));
        }
    }

    static Expected present(String due, String punched) {
        return Expected.of(Standing.PRESENT, due, false, punched);
    }

    static Expected late(String due, String punched) {
        return Expected.of(Standing.PRESENT, due, true, punched);
    }

    static Expected excused(String due) {
        return Expected.of(Standing.EXCUSED, due, false, null);
    }

    static Expected pending(String due, String punched) {
        return Expected.of(Standing.PENDING, due, false, punched);
    }

    static Expected absent(String due) {
        return Expected.of(Standing.ABSENT, due, false, null);
    }

    static Expected unverified(@Nullable String due) {
        return Expected.of(Standing.UNVERIFIED, due, false, null);
    }

    static Expected notDue() {
        return Expected.of(Standing.NOT_DUE, null, false, null);
    }
}
