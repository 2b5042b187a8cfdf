package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The top of a message: the title, the line that answers, and the numbers quoted under it. */
final class Heading {
    static final Notes NONE = new Notes("", "");

    private final Wording wording;
    private final DigestContext context;
    private final DigestStyle style;
    private final String when;
    private final String data;

    Heading(Wording wording, DigestContext context, DigestStyle style) {
        this(wording, context, style, context.cutoff(), "");
    }

    /**
     * Of something else than a cutoff of today.
     *
     * @param when what stands in the place of the cutoff's time
     * @param data what else there is to say about the data than its time; empty: nothing
     */
    Heading(Wording wording, DigestContext context, DigestStyle style, String when, String data) {
        this.wording = wording;
        this.context = context;
        this.style = style;
        this.when = when;
        this.data = data;
    }

    /** The inert name of the department, or its number where the name has nothing visible; in plain its number. */
    String department(DepartmentRollCall rollCall) {
        if (style.plain()) {
            return wording.say("plain.department", rollCall.id());
        }
        return Markdown.text(rollCall.name(), Long.toString(rollCall.id()));
    }

    /**
     * A draft with title and head.
     *
     * @param form the beginning of the wording's keys, which take department, time, then {@code more}
     * @param notes what follows in both
     * @param quote the lines under the head; at least one
     */
    Draft draft(String form, String department, Notes notes, List<String> quote, Object... more) {
        String head = say(form + ".head", department, more) + notes.inHead();
        return new Draft(style)
                .title(department, name -> say(form + ".title", name, more) + notes.inTitle())
                .block(Draft.head(head, quote));
    }

    /** The notice that there is no list of {@code department}. */
    Draft dataDown(String department) {
        int attempts = context.attempts();
        String key = attempts == 1 ? "down.attempts.one" : "down.attempts";
        String tried = attempts == 0 ? "" : wording.say(key, attempts);
        Draft draft = draft("down", department, NONE, List.of(wording.say("down.body", tried)));
        return context.retryUntil() == null
                ? draft
                : draft.block(wording.say("down.retry", context.minute(context.retryUntil())));
    }

    /** That the message is late, if it is. */
    Notes late() {
        if (context.lateness() == null) {
            return NONE;
        }
        String time = context.minute(context.lateness().postedAt());
        return new Notes(wording.say("late.suffix", time), wording.say("late.title"));
    }

    /** That the message is late, if it is, and what is missing from its numbers, if anything. */
    Notes lateAndGaps(int unverified, boolean membersComplete) {
        String people = unverified > 0 ? " · " + wording.say("head.unverified", unverified) : "";
        String members = membersComplete ? "" : " · " + wording.say("head.members");
        String title = people.isEmpty() && !membersComplete ? " · " + wording.say("title.members") : people;
        return new Notes(late().inHead() + people + members, late().inTitle() + title);
    }

    /**
     * The numbers, and under them what there is to say about being late.
     *
     * @param parts keys of the numbers to print, in order; pending is added where it is not 0
     */
    List<String> quote(Counts counts, Since since, String... parts) {
        List<String> numbers = new ArrayList<>();
        for (String part : parts) {
            numbers.add(wording.say("counts." + part, number(counts, part)));
        }
        if (counts.pending() > 0) {
            numbers.add(wording.say("counts.pending", counts.pending()));
        }
        return quote(String.join(" · ", numbers), since);
    }

    /** {@code line}, and under it what there is to say about being late. */
    List<String> quote(String line, Since since) {
        return context.lateness() == null ? List.of(line) : List.of(line, lateLine(context.lateness(), since));
    }

    /** Who of {@code absent}, the absent of the cutoff, has come since, for a message that lists {@code listed}. */
    Since since(List<Finding> absent, List<Finding> listed) {
        int came = (int) absent.stream()
                .filter(one -> context.cameSince(one.employee().id()))
                .count();
        int unread = (int) absent.stream()
                .filter(one -> context.unreadSince(one.employee().id()))
                .count();
        boolean named = style.show() == DigestStyle.Show.NAMES && !listed.isEmpty();
        return new Since(absent.size(), came, unread, named);
    }

    /**
     * Whom of {@code absent} a message lists: a late one does not name who has come since, or may have, and none names
     * whom a lead knows of; numbers stay as they were.
     */
    List<Finding> listed(List<Finding> absent) {
        return absent.stream()
                .filter(one -> style.show() == DigestStyle.Show.COUNTS
                        || !context.unnamed(one.employee().id()))
                .toList();
    }

    /** How many of {@code absent} a lead knows of, who are not listed; empty where there is nobody. */
    String known(List<Finding> absent) {
        long number = absent.stream()
                .filter(one -> context.known().contains(one.employee().id()))
                .count();
        return number == 0 || style.plain() ? "" : wording.say("reply.known", number);
    }

    /** The last line: the time of the data and the link, which a plain message does without. */
    String source(String linkLabel) {
        return style.plain() ? data() : context.source(wording, data, linkLabel);
    }

    /** The last line without a link: the time of the data. */
    String data() {
        return context.linkedTo(null).source(wording, data, "");
    }

    /** The next step, for whoever reads a group in which the robot hears them; a plain message does without. */
    String offer(Topic topic) {
        if (!context.receives() || style.plain()) {
            return "";
        }
        String typed = topic.typed(wording);
        return wording.say("offer." + topic, Markdown.sending(typed, typed), typed);
    }

    private String lateLine(DigestContext.Lateness lateness, Since since) {
        Stream.Builder<String> parts = Stream.builder();
        if (lateness.gapFrom() != null && lateness.gapTo() != null) {
            parts.add(wording.say("late.gap", context.minute(lateness.gapFrom()), context.minute(lateness.gapTo())));
        }
        parts.add(wording.say(since.named() ? "late.state" : "late.state.numbers", context.cutoff()));
        if (since.came() > 0) {
            parts.add(wording.say(since.key(), since.came()));
        }
        if (since.unread() > 0) {
            parts.add(wording.say("late.unread", since.unread()));
        }
        return wording.sentence(
                String.join(wording.say("late.separator"), parts.build().toList()));
    }

    private String say(String key, String department, Object... more) {
        Object[] all =
                Stream.concat(Stream.of(department, when), Stream.of(more)).toArray();
        return wording.say(key, all);
    }

    private static int number(Counts counts, String part) {
        return switch (part) {
            case "due" -> counts.due();
            case "present" -> counts.present();
            case "absent" -> counts.absent();
            case "late" -> counts.late();
            case "excused" -> counts.excused();
            case "unverified" -> counts.unverified();
            default -> throw new IllegalArgumentException("No such number: " + part);
        };
    }

    /**
     * What follows the number.
     *
     * @param inHead in the first line
     * @param inTitle shorter, in the title
     */
    record Notes(String inHead, String inTitle) {}

    /**
     * What became of the absent between the cutoff of a late message and its posting.
     *
     * @param absent how many were absent at the cutoff
     * @param came how many of them have come since
     * @param unread how many of them could not be read since
     * @param named whether the others are listed below
     */
    record Since(int absent, int came, int unread, boolean named) {
        /** Nobody was absent, or it does not matter who came. */
        static final Since NOTHING = new Since(0, 0, 0, false);

        private String key() {
            if (came == absent) {
                return "late.all";
            }
            return named ? "late.came" : "late.since";
        }
    }
}
