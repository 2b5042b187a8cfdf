package dev.rollcall.config;

import dev.rollcall.check.Cron;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of single values that a configuration has. */
final class Kinds {
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})([smhd])");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}|\\[[0-9A-Fa-f:.]+]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]");
    private static final String EXAMPLES = ", as in 30s, 5m, 2h or 1d";
    private static final int LONGEST_NAME = 64;

    private Kinds() {}

    /** One line of text, possibly empty. */
    static Kind<String> text() {
        return text -> {
            check(text.length() <= 256 && !UNSEEN.matcher(text).find(), "must be one line of at most 256 characters");
            return text.strip();
        };
    }

    /** One line that says something: a name or a user id. */
    static Kind<String> name() {
        return text -> {
            String name = text.strip();
            boolean fits = !name.isEmpty()
                    && name.length() <= LONGEST_NAME
                    && !UNSEEN.matcher(name).find();
            check(fits, "must be one line of 1 to " + LONGEST_NAME + " characters");
            return name;
        };
    }

    static Kind<Integer> integer(int least, int most) {
        return text -> {
            String allowed = "must be a whole number from " + least + " to " + most;
            check(WHOLE.matcher(text).matches(), allowed);
            long number = Long.parseLong(text);
            check(number >= least && number <= most, allowed);
            return (int) number;
        };
    }

    static Kind<Long> positive() {
        return text -> {
            check(WHOLE.matcher(text).matches() && Long.parseLong(text) > 0, "must be a whole number above 0");
            return Long.parseLong(text);
        };
    }

    /** A share from 0 to 1. */
    static Kind<Double> share() {
        return text -> {
            check(DECIMAL.matcher(text).matches() && Double.parseDouble(text) <= 1, "must be a number from 0 to 1");
            return Double.parseDouble(text);
        };
    }

    static Kind<Boolean> bool() {
        return text -> {
            check(text.equals("true") || text.equals("false"), "must be true or false");
            return text.equals("true");
        };
    }

    /** A duration from {@code least} to {@code most}, both as they would be written. */
    static Kind<Duration> duration(String least, String most) {
        return text -> {
            String allowed = "must be a duration from " + least + " to " + most + EXAMPLES;
            Matcher matcher = DURATION.matcher(text);
            check(matcher.matches(), allowed);
            Duration duration = parsed(matcher);
            check(duration.compareTo(parsed(least)) >= 0 && duration.compareTo(parsed(most)) <= 0, allowed);
            return duration;
        };
    }

    /** A duration below {@code limit}, which is as it would be written. */
    static Kind<Duration> durationUnder(String limit) {
        return text -> {
            Matcher matcher = DURATION.matcher(text);
            check(
                    matcher.matches() && parsed(matcher).compareTo(parsed(limit)) < 0,
                    "must be a duration under " + limit + EXAMPLES);
            return parsed(matcher);
        };
    }

    static Kind<LocalTime> time() {
        return text -> {
            check(TIME.matcher(text).matches(), "must be a time from 00:00 to 23:59, as in \"09:40\"");
            return LocalTime.parse(text);
        };
    }

    static Kind<Cron> cron() {
        return text -> {
            try {
                return Cron.of(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + " (as in \"0 40 9 ? * MON-FRI\")", e);
            }
        };
    }

    static Kind<DayOfWeek> day() {
        List<String> names = Arrays.stream(DayOfWeek.values())
                .map(day -> day.name().substring(0, 3))
                .toList();
        return text -> {
            int index = names.indexOf(text.toUpperCase(Locale.ROOT));
            check(index >= 0, "must be " + Shown.either(names));
            return DayOfWeek.of(index + 1);
        };
    }

    /** One of an enum's values, written in small letters. */
    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<E> values = List.of(type.getEnumConstants());
        List<String> names = values.stream()
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return text -> {
            check(names.contains(text), "must be " + Shown.either(names));
            return values.get(names.indexOf(text));
        };
    }

    /** A named region; an offset or an old alias would miss changes of the law. */
    static Kind<ZoneId> zone() {
        return text -> {
            Set<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
            known.removeIf(id -> id.startsWith("SystemV/"));
            check(
                    known.contains(text),
                    () -> "must be an IANA name such as Asia/Shanghai, not an offset" + Nearest.hint(text, known));
            return ZoneId.of(text);
        };
    }

    /** An address to listen on. */
    static Kind<String> host() {
        return text -> {
            check(HOST.matcher(text).matches(), "must be an address to listen on, as in 0.0.0.0 or 127.0.0.1");
            return text;
        };
    }

    static void check(boolean fits, String allowed) {
        check(fits, () -> allowed);
    }

    static void check(boolean fits, Supplier<String> allowed) {
        if (!fits) {
            throw new IllegalArgumentException(allowed.get());
        }
    }

    private static Duration parsed(String text) {
        Matcher matcher = DURATION.matcher(text);
        check(matcher.matches(), text);
        return parsed(matcher);
    }

    private static Duration parsed(Matcher matcher) {
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
