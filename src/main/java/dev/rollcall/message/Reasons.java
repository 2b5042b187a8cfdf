package dev.rollcall.message;

import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why somebody stands where they stand: the shift, what was looked at and when, the punch or the leave that decided. */
final class Reasons {
    private final Phrases phrases;
    private final FoundPerson person;
    private final Finding finding;

    Reasons(Phrases phrases, FoundPerson person) {
        this.phrases = phrases;
        this.person = person;
        this.finding = person.finding();
    }

    /** The reasons in order, one per line; at least one. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(shift());
        lines.add(moved());
        evidence(lines);
        lines.removeIf(String::isEmpty);
        return lines;
    }

    /** By which shift they are due, and when; or why they are not. */
    private String shift() {
        String hours = hours();
        if (finding.dueAt() != null) {
            String due = phrases.clock(finding.dueAt());
            return hours.isEmpty() ? phrases.say("why.due", due) : phrases.say("why.shift.due", hours, due);
        }
        if (finding.standing() == Standing.UNVERIFIED && hours.isEmpty()) {
            return phrases.say("why.shift.unread");
        }
        return hours.isEmpty()
                ? phrases.say("why.shift.none", phrases.on(person.workDate()))
                : phrases.say("why.shift", hours);
    }

    /** The parts of the shift as planned; only its end where no more is kept; empty without one. */
    private String hours() {
        List<String> parts = new ArrayList<>();
        Instant begin = null;
        for (PlanPoint point : finding.points()) {
            if (!point.onDuty()) {
                parts.add(part(begin, point.planned()));
            } else if (begin != null) {
                parts.add(part(begin, null));
            }
            begin = point.onDuty() ? point.planned() : null;
        }
        if (begin != null) {
            parts.add(part(begin, null));
        }
        if (parts.isEmpty() && finding.shiftEnd() != null) {
            parts.add(part(null, finding.shiftEnd()));
        }
        return phrases.wording().list(parts);
    }

    private String part(@Nullable Instant begin, @Nullable Instant end) {
        String from = begin == null ? "" : phrases.clock(begin);
        String to = end == null ? "" : phrases.clock(end);
        return from.isEmpty() ? phrases.say("reply.until", to) : to.isEmpty() ? from : from + "–" + to;
    }

    /** That the time due is not the one of the shift, where an approval or flexible hours moved it. */
    private String moved() {
        return finding.points().stream()
                .filter(point -> point.onDuty() && point.at().equals(finding.dueAt()))
                .filter(point -> !point.at().equals(point.planned()))
                .map(point -> phrases.say("why.moved", phrases.clock(point.planned()), phrases.clock(point.at())))
                .findFirst()
                .orElse("");
    }

    private void evidence(List<String> lines) {
        Evidence evidence = finding.evidence();
        if (evidence == null) {
            if (finding.punchedAt() != null) {
                lines.add(punch("why.punch"));
            }
            return;
        }
        switch (evidence.source()) {
            case PUNCH -> lines.add(punch("why.punch"));
            case RESULT -> lines.add(punch("why.result"));
            case LEAVE -> lines.add(away("why.leave", evidence));
            case APPROVAL -> lines.add(away("why.approval", evidence));
            case NOTHING -> nothing(lines);
            case UNREAD -> lines.add(phrases.say("why.unread"));
        }
    }

    private String punch(String key) {
        if (finding.punchedAt() == null) {
            return "";
        }
        String time = phrases.moment(finding.punchedAt());
        return phrases.say(finding.standing() == Standing.PENDING ? "why.waiting" : key, time);
    }

    private String away(String key, Evidence evidence) {
        return evidence.from() == null || evidence.to() == null
                ? phrases.say("why.away")
                : phrases.say(
                        key, phrases.beginning(evidence.from()), phrases.end(Objects.requireNonNull(evidence.to())));
    }

    private void nothing(List<String> lines) {
        lines.add(phrases.say("why.looked", phrases.moment(person.readAt())));
        lines.add(phrases.say("why.nopunch", phrases.moment(person.asOf())));
        lines.add(phrases.say("why.noleave"));
    }
}
