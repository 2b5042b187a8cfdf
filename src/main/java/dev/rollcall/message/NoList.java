package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PlanPoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is answered in the place of a list: that there is no data, that it is being checked, that nobody is due. */
final class NoList {
    private final Phrases phrases;
    private final Scope scope;
    private final Heading heading;

    NoList(Scope scope) {
        this.phrases = scope.phrases();
        this.scope = scope;
        this.heading = scope.heading();
    }

    /**
     * The answer without a list, where there can be none.
     *
     * @param absent whether the list would name the absent, which a held one does not
     */
    Optional<Message> message(boolean absent) {
        Counts counts = scope.counts();
        if (scope.down()) {
            return Optional.of(heading.dataDown(scope.name())
                    .block(phrases.say("reply.again"))
                    .message());
        }
        if (counts.due() == 0 && scope.rollCall().complete()) {
            return Optional.of(nobodyDue());
        }
        return absent && scope.heldBack() ? Optional.of(held(counts)) : Optional.empty();
    }

    private Message held(Counts counts) {
        String quote = phrases.say("spike.body", counts.due(), counts.present());
        return heading.draft("spike", scope.name(), Heading.NONE, List.of(quote))
                .block(heading.data())
                .message();
    }

    private Message nobodyDue() {
        String day = phrases.on(scope.rollCall().workDate());
        String why = why();
        String asOf = phrases.asOf(scope.rollCall().asOf());
        Instant next = scope.found().next();
        String digest = next == null ? "" : phrases.say("reply.nobody.next", phrases.datedMoment(next));
        return new Draft(scope.style())
                .title(scope.name(), name -> phrases.say(why, name, day, first(), asOf))
                .block(phrases.say(why, scope.name(), day, first(), asOf) + digest)
                .block(heading.source(phrases.say("link.live")))
                .message();
    }

    /** Everybody rests, or the first are still to come, or those who are planned need not clock in, or not yet. */
    private String why() {
        List<Finding> people = scope.people(one -> true);
        if (!first().isEmpty()) {
            return "reply.nobody.yet";
        }
        boolean resting = !people.isEmpty()
                && people.stream().allMatch(one -> one.points().isEmpty() && one.shiftEnd() == null);
        return resting ? "reply.nobody.rest" : "reply.nobody.due";
    }

    /** When the first of those who are planned are to come; empty where nobody is. */
    private String first() {
        Instant asOf = scope.rollCall().asOf();
        return scope.people(one -> true).stream()
                .flatMap(one -> one.points().stream())
                .filter(PlanPoint::onDuty)
                .map(PlanPoint::at)
                .filter(at -> !at.isBefore(asOf))
                .min(Instant::compareTo)
                .map(phrases::moment)
                .orElse("");
    }
}
