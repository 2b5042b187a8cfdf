package dev.rollcall.message;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one answer says dates, times and names: today's by the clock alone, other days by their date. Immutable. */
final class Phrases {
    /** The longest sentence from outside. */
    static final int SENTENCE = 120;

    private static final int NAMED = 3;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final LocalTime LAST = LocalTime.of(23, 59);
    private static final Duration MINUTES = Duration.ofMinutes(2);

    private final Wording wording;
    private final ZoneId zone;
    private final LocalDate today;

    Phrases(Wording wording, ZoneId zone, LocalDate today) {
        this.wording = wording;
        this.zone = zone;
        this.today = today;
    }

    /** The style of an answer that names whom it speaks of. */
    static DigestStyle style(Language language) {
        return style(language, DigestStyle.Show.NAMES);
    }

    /** The style of an answer: nobody is mentioned, and no robot wants a keyword. */
    static DigestStyle style(Language language, DigestStyle.Show show) {
        return new DigestStyle(
                language, show, DigestStyle.Mention.NONE, List.of(), DigestStyle.WhenAllPresent.BRIEF, null);
    }

    Wording wording() {
        return wording;
    }

    String say(String key, Object... arguments) {
        return wording.say(key, arguments);
    }

    LocalDate today() {
        return today;
    }

    LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    String clock(Instant instant) {
        return LocalTime.ofInstant(instant, zone).format(CLOCK);
    }

    /** {@code date} as people write it, with the year where it is not this one. */
    String date(LocalDate date) {
        return date.getYear() == today.getYear()
                ? say("date", say("month." + date.getMonthValue()), date.getDayOfMonth())
                : date.toString();
    }

    /** "today", or on which date. */
    String on(LocalDate date) {
        return date.equals(today) ? say("day.today") : say("day.on", date(date));
    }

    /** The time, with the date where that is not today. */
    String moment(Instant instant) {
        LocalDate date = dateOf(instant);
        return date.equals(today) ? clock(instant) : say("date.time", date(date), clock(instant));
    }

    /** The time with "today" or the date. */
    String datedMoment(Instant instant) {
        LocalDate date = dateOf(instant);
        return say("date.time", date.equals(today) ? say("day.today") : date(date), clock(instant));
    }

    /** Of when the data of an answer speak: of today at a time, of another day at a time or, at its end, as a whole. */
    String asOf(Instant instant) {
        LocalDate date = dateOf(instant);
        boolean whole = !LocalTime.ofInstant(instant, zone).isBefore(LAST);
        return !date.equals(today) && whole ? date(date) : moment(instant);
    }

    /** The end of a time away: one at the end of a day by the day alone. */
    String end(Instant end) {
        LocalTime time = LocalTime.ofInstant(end, zone);
        if (time.equals(LocalTime.MIDNIGHT)) {
            return date(dateOf(end).minusDays(1));
        }
        return time.isBefore(LAST) ? moment(end) : date(dateOf(end));
    }

    /** The beginning of a time away: one at the beginning of a day by the day alone. */
    String beginning(Instant from) {
        boolean wholeDay = LocalTime.ofInstant(from, zone).equals(LocalTime.MIDNIGHT);
        return wholeDay ? date(dateOf(from)) : moment(from);
    }

    /** How old data is; empty where it was just read. */
    String age(@Nullable Duration age) {
        if (age == null || age.toSeconds() < 1) {
            return "";
        }
        return age.compareTo(MINUTES) < 0
                ? say("data.cached", age.toSeconds())
                : say("data.cached.minutes", age.toMinutes());
    }

    /** What a lead knows of somebody. */
    String known(Known known) {
        String reason = known.reason() == null ? "" : Markdown.text(known.reason());
        String until = moment(known.until());
        return reason.isEmpty() ? say("known.until", until) : say("known.reason", reason, until);
    }

    /** Up to three departments by their inert names, more by their number. */
    String together(List<String> departments) {
        return departments.size() <= NAMED ? wording.list(departments) : say("reply.departments", departments.size());
    }

    /** The name of a department; of the whole company where it is empty. */
    String place(String department) {
        return department.isEmpty() ? say("company.name") : Markdown.text(department, say("unnamed"));
    }

    /** The names of up to three departments, of more their number; one that is empty is the whole company. */
    String places(List<String> departments) {
        return together(departments.stream().map(this::place).toList());
    }

    /** {@code texts} from outside as one enumeration, at most {@code most} of them. */
    String some(List<String> texts, int most) {
        List<String> inert = new ArrayList<>();
        texts.stream().limit(most).forEach(one -> inert.add(Markdown.text(one, say("unnamed"))));
        String list = wording.list(inert);
        return texts.size() > most ? say("names.more", list) : list;
    }
}
