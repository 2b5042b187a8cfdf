package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.util.List;

/** Who is not there: who has not clocked in, and who is on leave or on a trip, because the question may mean either. */
final class OutReply {
    private final Phrases phrases;
    private final Scope scope;
    private final Heading heading;
    private final People people;
    private final NameList absent;
    private final NameList away;

    OutReply(Scope scope) {
        this.phrases = scope.phrases();
        this.scope = scope;
        this.heading = scope.heading();
        List<Finding> missing = scope.absent();
        List<Finding> onLeave = scope.people(one -> one.standing() == Standing.EXCUSED);
        this.people = new People(phrases.wording(), scope.context(), People.both(missing, onLeave));
        this.absent = list(missing);
        this.away = list(onLeave);
    }

    private NameList list(List<Finding> some) {
        return new NameList(phrases.wording(), scope.style(), people, some, List.of());
    }

    Message message() {
        return new NoList(scope).message(true).orElseGet(() -> DepartmentDigest.roomiest(this::message));
    }

    private Message message(NameList.Detail detail) {
        Counts counts = scope.counts();
        Heading.Notes gaps = heading.lateAndGaps(counts.unverified(), scope.membersComplete());
        List<String> quote = heading.quote(counts, Heading.Since.NOTHING, "due", "present", "absent", "excused");
        boolean shortened = absent.shortened(detail) || away.shortened(detail);
        int all = absent.size() + away.size();
        return heading.draft("reply.out", scope.name(), gaps, quote, counts.absent(), counts.excused())
                .blocks(line("label.absent", counts.absent(), absent, detail))
                .blocks(line("label.excused", counts.excused(), away, detail))
                .blocks(scope.notes(true))
                .block(heading.source(shortened ? phrases.say("link.all", all) : phrases.say("link.live")))
                .message();
    }

    private List<String> line(String label, int number, NameList names, NameList.Detail detail) {
        boolean few = names.size() <= detail.inline();
        int shown = few ? names.size() : detail.first();
        if (scope.style().show() == DigestStyle.Show.COUNTS || shown == 0) {
            return List.of(phrases.say("group.count", phrases.say(label), number), few ? "" : names.counts());
        }
        String line = phrases.say("group.names", phrases.say(label), number, names.enumerated(shown, !scope.single()));
        return List.of(line, few ? "" : names.counts());
    }
}
