package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.util.List;
import java.util.function.Function;

/** The digest that lists who has not clocked in, or that says that everybody has. */
final class DepartmentDigest {
    private final Wording wording;
    private final DigestContext context;
    private final DepartmentRollCall rollCall;
    private final DigestStyle style;
    private final Heading heading;
    private final Counts counts;
    private final List<Finding> absent;
    private final List<Finding> listed;

    DepartmentDigest(Wording wording, DigestContext context, DepartmentRollCall rollCall, DigestStyle style) {
        this.wording = wording;
        this.context = context;
        this.rollCall = rollCall;
        this.style = style;
        this.heading = new Heading(wording, context, style);
        this.counts = rollCall.counts();
        this.absent = rollCall.with(Standing.ABSENT);
        this.listed = heading.listed(absent);
    }

    /** Everybody due is in. */
    Message allPresent() {
        List<String> quote = heading.quote(counts, Heading.Since.NOTHING, "due", "present", "excused");
        return heading.draft("present", heading.department(rollCall), heading.late(), quote)
                .message();
    }

    /** Who is absent, and what could not be read. */
    Message list() {
        List<Finding> unverified = rollCall.with(Standing.UNVERIFIED);
        People people = new People(wording, context, People.both(absent, unverified));
        NameList names = new NameList(wording, style, people, listed, unverified);
        List<String> mentions = Mentions.of(context, rollCall, style, listed);
        return roomiest(detail -> list(names, detail, mentions));
    }

    /** The first that fits, from the most detail to the least; the last one if none does. */
    static Message roomiest(Function<NameList.Detail, Message> render) {
        List<NameList.Detail> ladder = NameList.Detail.ladder();
        return ladder.stream()
                .map(render)
                .filter(Budget::fits)
                .findFirst()
                .orElseGet(() -> render.apply(ladder.get(ladder.size() - 1)));
    }

    private Message list(NameList names, NameList.Detail detail, List<String> mentions) {
        Heading.Notes notes = heading.lateAndGaps(counts.unverified(), rollCall.membersComplete());
        List<String> quote =
                heading.quote(counts, heading.since(absent, listed), "due", "present", "absent", "excused");
        Draft draft = heading.draft("digest", heading.department(rollCall), notes, quote, counts.absent())
                .blocks(names.blocks(detail))
                .block(heading.known(absent));
        if (!rollCall.membersComplete()) {
            draft.block(wording.say("members.incomplete"));
        }
        if (detail.mentions()) {
            draft.mention(mentions);
        }
        String label = names.shortened(detail) ? wording.say("link.all", listed.size()) : wording.say("link.live");
        return draft.block(heading.source(label))
                .block(heading.offer(Topic.ABSENT))
                .message();
    }
}
