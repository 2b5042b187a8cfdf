package dev.rollcall.chat;

import dev.rollcall.chat.Word.Kind;
import dev.rollcall.message.Language;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What the keys of a vocabulary mean. */
final class Meanings {
    private static final Map<String, Asked> DAYS = Map.ofEntries(
            Map.entry("day.today", Days.shifted(0)),
            Map.entry("day.yesterday", Days.shifted(-1)),
            Map.entry("day.before_yesterday", Days.shifted(-2)),
            Map.entry("day.tomorrow", Days.shifted(1)),
            Map.entry("day.after_tomorrow", Days.shifted(2)),
            Map.entry("week.this", Days.week(0)),
            Map.entry("week.last", Days.week(-1)),
            Map.entry("week.next", Days.week(1)),
            Map.entry("month.this", Days.month(0)),
            Map.entry("month.last", Days.month(-1)),
            Map.entry("month.next", Days.month(1)));

    private static final Map<String, Function<DayOfWeek, Asked>> WEEKDAYS = Map.of(
            "weekday.past", Days::weekdayBefore,
            "weekday.of_this", day -> Days.weekdayOf(day, 0),
            "weekday.of_last", day -> Days.weekdayOf(day, -1),
            "weekday.of_next", day -> Days.weekdayOf(day, 1));

    private static final Map<String, Kind> KINDS = Map.of(
            "scope.own", Kind.OWN,
            "scope.company", Kind.COMPANY,
            "in", Kind.IN,
            "self", Kind.SELF,
            "until", Kind.UNTIL,
            "unit", Kind.UNIT,
            "of", Kind.OF,
            "filler", Kind.FILLER,
            "link", Kind.LINK,
            "not_name", Kind.NOT_NAME);

    private final Vocabulary vocabulary;
    private final Language language;

    Meanings(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.language = vocabulary.language();
    }

    /** Gives every spelling with its meaning to {@code taker}; one that means several things, several times. */
    void each(BiConsumer<String, Word> taker) {
        for (Intent intent : Intent.values()) {
            if (intent != Intent.UNKNOWN) {
                intents(intent, taker);
            }
        }
        DAYS.forEach((key, asked) -> all(key, Word.of(Kind.WHEN, asked), taker));
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays(day, taker);
        }
        KINDS.forEach((key, kind) -> all(key, Word.of(kind, language), taker));
        all("time.noon", Word.of(LocalTime.NOON), taker);
    }

    private void intents(Intent intent, BiConsumer<String, Word> taker) {
        String key = "intent." + intent.name().toLowerCase(Locale.ROOT);
        List<String> alternatives = Spellings.alternatives(vocabulary.pattern(key));
        for (int i = 0; i < alternatives.size(); i++) {
            String alternative = alternatives.get(i);
            int gap = alternative.indexOf('*');
            if (gap < 0) {
                Spellings.of(alternative).forEach(words -> taker.accept(words, Word.of(intent, language)));
            } else {
                String pair = language + key + i;
                Word head = Word.of(Kind.HEAD, intent, language, pair);
                Word tail = Word.of(Kind.TAIL, intent, language, pair);
                Spellings.of(alternative.substring(0, gap)).forEach(words -> taker.accept(words, head));
                Spellings.of(alternative.substring(gap + 1)).forEach(words -> taker.accept(words, tail));
            }
        }
    }

    private void weekdays(DayOfWeek day, BiConsumer<String, Word> taker) {
        Word bare = Word.of(Kind.WHEN, Days.weekday(day));
        all("weekday." + day.getValue(), bare, taker);
        all("weekday_short." + day.getValue(), Word.of(Kind.SHORT_WHEN, Days.weekday(day)), taker);
        for (String name : vocabulary.spellings("weekday." + day.getValue())) {
            named(name, day, taker);
        }
        for (String name : vocabulary.spellings("weekday_short." + day.getValue())) {
            named(name, day, taker);
        }
    }

    private void named(String name, DayOfWeek day, BiConsumer<String, Word> taker) {
        WEEKDAYS.forEach((key, which) -> {
            for (String template : vocabulary.spellings(key)) {
                taker.accept(template.replace("{w}", name), Word.of(Kind.WHEN, which.apply(day)));
            }
        });
    }

    private void all(String key, Word word, BiConsumer<String, Word> taker) {
        vocabulary.spellings(key).forEach(spelling -> taker.accept(spelling, word));
    }
}
