package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times of day that have numbers in them: those of digits and marks, which are of no language, and those of
 * the vocabularies. A date that cannot be is a date all the same; a time that cannot be is none. Immutable.
 */
final class DateForms {
    private static final int MONTHS = 12;
    private static final int LONGEST_MONTH = 31;
    private static final int NOON = 12;

    private final List<DateForm> forms = new ArrayList<>();

    DateForms(Iterable<Vocabulary> vocabularies) {
        digits("{y}[-/.]{m}[-/.]{d}", DateForms::date);
        digits("(?<y>\\d{4})(?<m>\\d{2})(?<d>\\d{2})", DateForms::date);
        digits("{m}[-/.]{d}", found -> date(found).standingApart());
        digits("{h}:{i}(?::\\d{2})?", found -> time(found, 0, 0));
        digits("(?<h>\\d{2}){i}", found -> apart(time(found, 0, 0)));
        vocabularies.forEach(this::of);
    }

    /** What begins at {@code at}. */
    List<Token> startingAt(Typed typed, int at) {
        List<Token> found = new ArrayList<>();
        forms.forEach(form -> form.read(typed, at).ifPresent(found::add));
        return found;
    }

    private void of(Vocabulary vocabulary) {
        Map<Character, Map<String, Integer>> names = Map.of(
                'm', names(vocabulary, "month_name.", MONTHS), 'd', names(vocabulary, "day_name.", LONGEST_MONTH));
        written(vocabulary, names, "date.written", DateForms::date);
        written(vocabulary, names, "date.month", found -> Word.of(Kind.WHEN, month(found)));
        written(vocabulary, names, "date.month_short", found -> Word.of(Kind.SHORT_WHEN, month(found)));
        written(
                vocabulary,
                names,
                "date.of_month",
                found -> Word.of(Kind.WHEN, Days.dayOfMonth(found.number('d', 0), found.typed()))
                        .standingApart());
        written(vocabulary, names, "date.ago", found -> Word.of(Kind.WHEN, Days.shifted(-found.number('n', 0))));
        written(vocabulary, names, "time.plain", found -> time(found, 0, 0));
        written(vocabulary, names, "time.half", found -> time(found, 0, 30));
        written(vocabulary, names, "time.morning", found -> time(found, found.number('h', 0) == NOON ? -NOON : 0, 0));
        written(vocabulary, names, "time.afternoon", found -> time(found, afternoon(found), 0));
        written(vocabulary, names, "time.afternoon_half", found -> time(found, afternoon(found), 30));
    }

    private static Map<String, Integer> names(Vocabulary vocabulary, String key, int last) {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 1; i <= last; i++) {
            for (String name : vocabulary.spellings(key + i)) {
                names.put(name, i);
            }
        }
        return names;
    }

    private void digits(String regex, Function<DateForm.Found, @Nullable Word> meaning) {
        forms.add(DateForm.ofDigits(regex, meaning));
    }

    private void written(
            Vocabulary vocabulary,
            Map<Character, Map<String, Integer>> names,
            String key,
            Function<DateForm.Found, @Nullable Word> meaning) {
        vocabulary.spellings(key).forEach(template -> forms.add(DateForm.written(template, names, meaning)));
    }

    private static Word date(DateForm.Found found) {
        int month = found.number('m', 0);
        int day = found.number('d', 0);
        int year = found.number('y', -1);
        return Word.of(
                Kind.WHEN,
                year < 0 ? Days.monthDay(month, day, found.typed()) : Days.date(year, month, day, found.typed()));
    }

    private static Asked month(DateForm.Found found) {
        int month = found.number('m', 0);
        int year = found.number('y', -1);
        return year < 0 ? Days.monthOf(month, found.typed()) : Days.monthOf(year, month, found.typed());
    }

    private static int afternoon(DateForm.Found found) {
        return found.number('h', 0) < NOON ? NOON : 0;
    }

    private static @Nullable Word time(DateForm.Found found, int later, int defaultMinute) {
        int hour = found.number('h', 0) + later;
        int minute = found.number('i', defaultMinute);
        return hour > 23 || minute > 59 ? null : Word.of(LocalTime.of(hour, minute));
    }

    private static @Nullable Word apart(@Nullable Word word) {
        return word == null ? null : word.standingApart();
    }
}
