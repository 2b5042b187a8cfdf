package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Who of the departments asked about is absent, late, or away: the answer in the layout of a digest. */
final class ListReply {
    private final Phrases phrases;
    private final Scope scope;
    private final Heading heading;
    private final Kind kind;
    private final People people;
    private final NameList names;

    private ListReply(Scope scope, Kind kind, List<Finding> listed, List<Finding> unverified) {
        this.phrases = scope.phrases();
        this.scope = scope;
        this.heading = scope.heading();
        this.kind = kind;
        this.people = new People(phrases.wording(), scope.context(), People.both(listed, unverified));
        this.names = new NameList(phrases.wording(), scope.style(), people, listed, unverified, words(listed));
    }

    /** Who has not clocked in. */
    static Message absent(Scope scope) {
        List<String> numbers = List.of("due", "present", "absent", "excused");
        Kind kind = new Kind(
                Form.ABSENT, "digest", "present", numbers, scope.counts().absent());
        return new ListReply(scope, kind, scope.absent(), scope.unverified()).message();
    }

    /** Who came late. */
    static Message late(Scope scope) {
        List<String> numbers = List.of("due", "present", "late", "excused");
        Kind kind = new Kind(
                Form.LATE,
                "reply.late",
                "reply.late.none",
                numbers,
                scope.counts().late());
        return new ListReply(scope, kind, scope.people(Finding::late), List.of()).message();
    }

    /** Who is on leave or on a trip; never which. */
    static Message leave(Scope scope) {
        List<String> numbers = List.of("due", "present", "absent", "excused");
        Kind kind = new Kind(
                Form.LEAVE,
                "reply.leave",
                "reply.leave.none",
                numbers,
                scope.counts().excused());
        List<Finding> away = scope.people(one -> one.standing() == Standing.EXCUSED);
        return new ListReply(scope, kind, away, List.of()).message();
    }

    private Message message() {
        return new NoList(scope).message(kind.form() == Form.ABSENT).orElseGet(this::list);
    }

    private Message list() {
        boolean nobody = kind.number() == 0 && scope.rollCall().complete();
        return nobody ? nobody() : DepartmentDigest.roomiest(this::list);
    }

    private Message nobody() {
        return heading.draft(kind.nobody(), scope.name(), Heading.NONE, quote())
                .blocks(scope.notes(kind.form() == Form.ABSENT))
                .block(heading.source(phrases.say("link.live")))
                .message();
    }

    private Message list(NameList.Detail ladder) {
        NameList.Detail detail = scope.single() ? ladder : ladder.inlineAtMost();
        Counts counts = scope.counts();
        Heading.Notes gaps = heading.lateAndGaps(counts.unverified(), scope.membersComplete());
        String label = names.shortened(detail) ? phrases.say("link.all", names.size()) : phrases.say("link.live");
        return heading.draft(kind.key(), scope.name(), gaps, quote(), kind.number())
                .blocks(names.blocks(detail))
                .blocks(scope.notes(kind.form() == Form.ABSENT))
                .block(heading.source(label))
                .message();
    }

    private List<String> quote() {
        return heading.quote(
                scope.counts(), Heading.Since.NOTHING, kind.numbers().toArray(String[]::new));
    }

    private NameList.Words words(List<Finding> listed) {
        return switch (kind.form()) {
            case ABSENT -> knowing(NameList.Words.due(people, listed));
            case LATE -> new NameList.Words(this::dueAndCame, this::came);
            case LEAVE -> new NameList.Words(this::back, this::back);
        };
    }

    /** {@code words}, and what leads know of the person where the asker may see that. */
    private NameList.Words knowing(NameList.Words words) {
        return new NameList.Words(with(words.line()), with(words.brief()));
    }

    private Function<Finding, String> with(Function<Finding, String> words) {
        return one -> {
            Known known = scope.found().known().get(one.employee().id());
            return known == null ? words.apply(one) : together(words.apply(one), phrases.known(known));
        };
    }

    private String dueAndCame(Finding one) {
        return together(people.dueAt(people.due(one)), one.punchedAt() == null ? "" : arrived(came(one)));
    }

    private String arrived(String time) {
        return phrases.say("reply.arrived", time);
    }

    private String came(Finding one) {
        return one.punchedAt() == null ? "" : phrases.clock(one.punchedAt());
    }

    private String back(Finding one) {
        Instant end = one.evidence() == null ? null : one.evidence().to();
        return end == null ? "" : phrases.say("reply.until", phrases.end(end));
    }

    private String together(String first, String second) {
        List<String> parts = new ArrayList<>(List.of(first, second));
        parts.removeIf(String::isEmpty);
        return phrases.wording().clauses(parts);
    }

    private enum Form {
        ABSENT,
        LATE,
        LEAVE
    }

    /**
     * What is listed.
     *
     * @param key the beginning of the wording's keys
     * @param nobody the same where there is nobody to list and everything is known
     * @param numbers what is quoted under the head
     * @param number how many there are, listed or not
     */
    private record Kind(Form form, String key, String nobody, List<String> numbers, int number) {}
}
