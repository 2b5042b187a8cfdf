package dev.rollcall.message;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who was named by mistake: cleared in one short message, by what they were. */
final class CorrectionDigest {
    private static final List<Standing> ORDER =
            List.of(Standing.PRESENT, Standing.EXCUSED, Standing.PENDING, Standing.NOT_DUE);

    private final Wording wording;
    private final DigestContext context;
    private final DepartmentRollCall digest;
    private final DigestStyle style;
    private final Heading heading;
    private final People people;
    private final List<Finding> cleared;
    private final List<Finding> left;
    private final List<Group> groups;

    CorrectionDigest(
            Wording wording, DigestContext context, DepartmentRollCall digest, List<Finding> known, DigestStyle style) {
        this.wording = wording;
        this.context = context;
        this.digest = digest;
        this.style = style;
        this.heading = new Heading(wording, context, style);
        this.cleared = ORDER.stream()
                .flatMap(standing -> known.stream().filter(one -> one.standing() == standing))
                .toList();
        if (cleared.isEmpty()) {
            throw new IllegalArgumentException("Nobody is cleared");
        }
        this.left = left();
        this.people = new People(wording, context, People.both(cleared, left));
        this.groups = groups();
    }

    Message message() {
        return DepartmentDigest.roomiest(this::message);
    }

    /** Whom the digest named and who is not cleared: nobody of the same name may be taken for one of them. */
    private List<Finding> left() {
        Set<String> ids = cleared.stream().map(one -> one.employee().id()).collect(Collectors.toSet());
        return digest.with(Standing.ABSENT).stream()
                .filter(one -> !ids.contains(one.employee().id()))
                .toList();
    }

    private List<Group> groups() {
        return ORDER.stream()
                .map(standing -> new Group(
                        standing,
                        people.ordered(cleared.stream()
                                .filter(one -> one.standing() == standing)
                                .toList())))
                .filter(group -> !group.members().isEmpty())
                .toList();
    }

    private Message message(NameList.Detail detail) {
        String body = style.show() == DigestStyle.Show.NAMES ? "correction.names" : "correction.counts";
        String quote = wording.say(body, context.cutoff(), cleared.size()) + " · "
                + wording.say("correction.left", left.size());
        return heading.draft("correction", heading.department(digest), Heading.NONE, List.of(quote), cleared.size())
                .blocks(blocks(detail))
                .block(style.plain() ? wording.say("plain.note") : "")
                .block(heading.source(wording.say("link.live")))
                .block(heading.offer(Topic.ABSENT))
                .message();
    }

    private List<String> blocks(NameList.Detail detail) {
        if (style.show() == DigestStyle.Show.COUNTS) {
            return List.of(counts());
        }
        if (cleared.size() <= detail.lines()) {
            return List.of(
                    ordered().map(one -> "- " + people.with(one, words(one))).collect(Collectors.joining("\n")));
        }
        if (cleared.size() <= detail.inline()) {
            return groups.stream().map(this::inline).toList();
        }
        return List.of(counts(), first(Math.min(detail.first(), cleared.size())));
    }

    private Stream<Finding> ordered() {
        return groups.stream().flatMap(group -> group.members().stream());
    }

    private String inline(Group group) {
        List<String> names =
                group.members().stream().map(one -> people.with(one, time(one))).toList();
        return wording.say("group.names", label(group.standing()), names.size(), wording.list(names));
    }

    private String counts() {
        return groups.stream()
                .map(group -> "- "
                        + wording.say(
                                "group.count",
                                label(group.standing()),
                                group.members().size()))
                .collect(Collectors.joining("\n"));
    }

    private String first(int shown) {
        List<String> names = ordered().limit(shown).map(people::plain).toList();
        return shown == 0 ? "" : wording.say("names.first", shown, wording.list(names), cleared.size());
    }

    private String label(Standing standing) {
        return wording.sentence(wording.say("cleared." + standing));
    }

    private String words(Finding finding) {
        String time = time(finding);
        String key = "cleared." + finding.standing();
        return time.isEmpty() ? wording.say(key) : wording.say(key + ".at", time);
    }

    /** When the person punched, where there is a punch that says so; empty otherwise. */
    private String time(Finding finding) {
        boolean punched = finding.standing() == Standing.PRESENT || finding.standing() == Standing.PENDING;
        return punched && finding.punchedAt() != null ? context.minute(finding.punchedAt()) : "";
    }

    /** Those who turned out to stand so; at least one. */
    private record Group(Standing standing, List<Finding> members) {}
}
