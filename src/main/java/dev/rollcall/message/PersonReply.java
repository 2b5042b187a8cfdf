package dev.rollcall.message;

import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one person stands: in the first line, under it when they were due, and if asked why, what decided it. */
final class PersonReply {
    private final Phrases phrases;
    private final FoundPerson person;
    private final Finding finding;
    private final Heading heading;

    PersonReply(ReplyContext reply, Phrases phrases, FoundPerson person) {
        this.phrases = phrases;
        this.person = person;
        this.finding = person.finding();
        DigestContext context = DigestContext.of(person.asOf(), person.readAt(), person.workDate(), reply.zone());
        this.heading = new Heading(
                phrases.wording(),
                context,
                Phrases.style(reply.language()),
                phrases.asOf(person.asOf()),
                phrases.age(person.age()));
    }

    /** Where they stand. */
    Message status() {
        return head().block(heading.data()).message();
    }

    /** Where they stand, and why. */
    Message why() {
        String reasons = String.join(
                "\n",
                new Reasons(phrases, person)
                        .lines().stream().map(line -> "- " + line).toList());
        return head().block(reasons).block(heading.data()).message();
    }

    private Draft head() {
        String name = person.self()
                ? phrases.say("person.you")
                : Markdown.text(finding.employee().name(), finding.employee().id());
        String time = finding.punchedAt() == null ? "" : phrases.moment(finding.punchedAt());
        return heading.draft("person." + form(), name, Heading.NONE, quote(), time, phrases.on(person.workDate()));
    }

    private String form() {
        return switch (finding.standing()) {
            case PRESENT -> finding.punchedAt() == null ? "in" : finding.late() ? "late" : "present";
            case PENDING -> finding.punchedAt() == null ? "waiting" : "pending";
            case EXCUSED -> "excused";
            case UNVERIFIED -> "unverified";
            case ABSENT -> "absent";
            case NOT_DUE -> notDue();
        };
    }

    /** Resting, still to come, or neither: who need not clock in, or is allowed to come later. */
    private String notDue() {
        boolean resting = finding.points().isEmpty() && finding.shiftEnd() == null;
        return resting ? "rest" : next().isPresent() ? "early" : "free";
    }

    /** The next planned clock-in, for somebody who is not due yet. */
    private Optional<Instant> next() {
        return finding.points().stream()
                .filter(PlanPoint::onDuty)
                .map(PlanPoint::at)
                .filter(at -> !at.isBefore(person.asOf()))
                .findFirst();
    }

    private List<String> quote() {
        Stream<String> numbers = Stream.of(place(), due(), back()).filter(part -> !part.isEmpty());
        List<String> lines = new ArrayList<>(List.of(String.join(" · ", numbers.toList()), hint(), known()));
        lines.removeIf(String::isEmpty);
        return lines.isEmpty() ? List.of(phrases.on(person.workDate())) : lines;
    }

    private String place() {
        String department = Markdown.text(person.department());
        String group = Markdown.text(finding.subDepartment());
        return department.isEmpty() || group.isEmpty() ? department + group : department + " / " + group;
    }

    private String due() {
        Instant at = finding.standing() == Standing.NOT_DUE ? next().orElse(null) : finding.dueAt();
        return at == null ? "" : phrases.say("person.due", phrases.clock(at));
    }

    private String back() {
        Instant to = finding.evidence() == null ? null : finding.evidence().to();
        return to == null ? "" : phrases.say("reply.until", phrases.end(to));
    }

    private String hint() {
        return switch (finding.standing()) {
            case PENDING -> phrases.say("person.pending.hint");
            case UNVERIFIED -> phrases.say("person.unverified.hint");
            default -> "";
        };
    }

    private String known() {
        return person.known() == null ? "" : phrases.wording().sentence(phrases.known(person.known()));
    }
}
