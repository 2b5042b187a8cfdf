package dev.rollcall.message;

import dev.rollcall.absence.Counts;
import dev.rollcall.message.Week.What;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A week's numbers, day by day; sums are of days times people. No names. */
final class WeekReply {
    private static final int A_WEEK = 7;
    private static final List<What> NUMBERS = List.of(What.ABSENT, What.LATE, What.LEAVE);

    private final Phrases phrases;
    private final Week week;
    private final List<Week.Day> told;
    private final DigestContext context;
    private final Heading heading;

    WeekReply(ReplyContext reply, Phrases phrases, Week week) {
        this.phrases = phrases;
        this.week = week;
        this.told = week.days().stream().filter(day -> day.counts() != null).toList();
        this.context = DigestContext.of(week.readAt(), week.readAt(), phrases.dateOf(week.readAt()), reply.zone())
                .linkedTo(week.link());
        this.heading = new Heading(
                phrases.wording(), context, Phrases.style(reply.language()), range(), phrases.age(week.age()));
    }

    Message message() {
        Counts sum = new Counts(
                sum(Counts::due),
                sum(Counts::present),
                sum(Counts::late),
                sum(Counts::excused),
                sum(Counts::pending),
                sum(Counts::unverified),
                sum(Counts::absent));
        return top(sum).block(listed().map(day -> "- " + line(day)).collect(Collectors.joining("\n")))
                .block(heading.source(phrases.say("link.board")))
                .message();
    }

    /** Of more than a week the days on which nobody was due are left out. */
    private Stream<Week.Day> listed() {
        boolean all = week.days().size() <= A_WEEK || nobodyDue();
        return week.days().stream().filter(day -> all || !nobodyDue(day));
    }

    private Draft top(Counts sum) {
        String asked = week.what() == What.LATE ? "late" : "absent";
        List<String> quote = heading.quote(sum, Heading.Since.NOTHING, "due", "present", asked, "excused");
        if (nobodyDue()) {
            return heading.draft(over() ? "week.none" : "week.yet", place(), Heading.NONE, quote);
        }
        boolean complete = told.stream().allMatch(Week.Day::membersComplete);
        Heading.Notes gaps = heading.lateAndGaps(sum.unverified(), complete);
        return heading.draft(
                "week." + week.what(), place(), gaps, quote, number(first(), sum), number(What.LEAVE, sum));
    }

    private boolean nobodyDue() {
        return !told.isEmpty()
                && told.stream().allMatch(WeekReply::nobodyDue)
                && week.days().stream().allMatch(day -> day.counts() != null || toCome(day));
    }

    private static boolean nobodyDue(Week.Day day) {
        return day.counts() != null && day.counts().due() == 0 && day.membersComplete();
    }

    private boolean over() {
        return week.days().stream().noneMatch(day -> day.asOf() != null || toCome(day));
    }

    private boolean toCome(Week.Day day) {
        return day.date().isAfter(phrases.today());
    }

    private What first() {
        return week.what() == What.OUT ? What.ABSENT : week.what();
    }

    private static int number(What what, Counts counts) {
        return switch (what) {
            case ABSENT, OUT -> counts.absent();
            case LATE -> counts.late();
            case LEAVE -> counts.excused();
        };
    }

    private String place() {
        return week.places().isEmpty()
                ? phrases.place("")
                : phrases.together(week.places().stream().map(phrases::place).toList());
    }

    private String range() {
        LocalDate first = week.days().get(0).date();
        LocalDate last = week.days().get(week.days().size() - 1).date();
        return phrases.say("date.range", phrases.date(first), phrases.date(last));
    }

    private int sum(ToIntFunction<Counts> number) {
        return told.stream()
                .mapToInt(day -> number.applyAsInt(Objects.requireNonNull(day.counts())))
                .sum();
    }

    private String line(Week.Day day) {
        String name =
                phrases.say("date.time", phrases.say("weekday." + day.date().getDayOfWeek()), phrases.date(day.date()));
        Counts counts = day.counts();
        if (counts == null) {
            return phrases.say(toCome(day) ? "week.future" : "week.unknown", name);
        }
        return nobodyDue(day) ? phrases.say("week.nobody", name) : phrases.say("week.day", name, numbers(day, counts));
    }

    private String numbers(Week.Day day, Counts counts) {
        List<String> numbers = new ArrayList<>();
        numbers.add(phrases.say("week.first." + first(), number(first(), counts), counts.due()));
        NUMBERS.stream()
                .filter(what -> what != first())
                .forEach(what -> add(numbers, "week." + what, number(what, counts)));
        add(numbers, "counts.pending", counts.pending());
        add(numbers, "head.unverified", counts.unverified());
        if (!day.membersComplete()) {
            numbers.add(phrases.say("head.members"));
        }
        if (day.asOf() != null) {
            numbers.add(phrases.say("week.asof", phrases.moment(day.asOf())));
        }
        return String.join(" · ", numbers);
    }

    private void add(List<String> numbers, String key, int number) {
        if (number > 0) {
            numbers.add(phrases.say(key, number));
        }
    }
}
