package dev.rollcall.config;

import dev.rollcall.check.Cron;
import dev.rollcall.check.CutoffConfig;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cutoffs}: each by itself, then that what follows what makes sense. */
final class CutoffsReader {
    private static final int LONGEST_NAME = 40;

    private final Section cutoffs;

    CutoffsReader(Section cutoffs) {
        this.cutoffs = cutoffs;
    }

    /** The cutoffs by name, in the order of the file; with stand-ins where there are faults. */
    Map<String, CutoffConfig> read() {
        Map<String, CutoffConfig> read = new LinkedHashMap<>();
        for (String name : cutoffs.keys()) {
            checkName(name);
            cutoffs.section(name, Keys.CUTOFF).ifPresent(section -> read.put(name, cutoff(name, section)));
        }
        refuseCircles(read);
        return read;
    }

    /** A name of one of {@code cutoffs}. */
    static Kind<String> oneOf(Collection<String> cutoffs) {
        return text -> {
            Kinds.check(cutoffs.contains(text), () -> oneOfThem(cutoffs) + Nearest.hint(text, cutoffs));
            return text;
        };
    }

    private static String oneOfThem(Collection<String> cutoffs) {
        return cutoffs.isEmpty()
                ? "must be a name under cutoffs, and there is none"
                : "must be a name under cutoffs: "
                        + Shown.either(cutoffs.stream().limit(10).toList());
    }

    private CutoffConfig cutoff(String name, Section section) {
        Optional<LocalTime> at = section.value("at").flatMap(value -> value.as(Kinds.time()));
        Optional<Cron> cron = section.value("cron").flatMap(value -> value.as(Kinds.cron()));
        if (section.has("at") == section.has("cron")) {
            section.fault(section.has("at") ? "has both at and cron; keep one" : "needs a time: at or cron");
        }
        CutoffConfig defaults = CutoffConfig.at(name, at.orElse(LocalTime.NOON));
        boolean byCron = cron.isPresent() && at.isEmpty();
        return new CutoffConfig(
                name,
                byCron ? null : defaults.at(),
                byCron ? cron.get() : null,
                days(section),
                section.get("max_late", Kinds.duration("1m", "24h"), Duration.ofMinutes(60)),
                section.value("follows")
                        .flatMap(value -> value.as(oneOf(cutoffs.keys())))
                        .orElse(null),
                section.get("repeat", Kinds.bool(), false),
                section.get("work_date", Kinds.choice(WorkDate.class), WorkDate.SAME) == WorkDate.PREVIOUS);
    }

    private static Set<DayOfWeek> days(Section section) {
        List<DayOfWeek> days = section.list("days", Kinds.day());
        if (section.emptyList("days")) {
            section.fault("days", "must be a list of at least one of MON, TUE, WED, THU, FRI, SAT, SUN");
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days);
    }

    private void checkName(String name) {
        boolean fits = !name.isBlank()
                && name.equals(name.strip())
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
        if (!fits || Environment.asked(name)) {
            cutoffs.faultAtKey(
                    name,
                    "is no name for a cutoff; must be 1 to " + LONGEST_NAME
                            + " characters as they are, the environment is not read in names");
        }
    }

    private void refuseCircles(Map<String, CutoffConfig> read) {
        Map<String, String> follows = new HashMap<>();
        read.forEach((name, cutoff) -> {
            if (cutoff.follows() != null) {
                follows.put(name, cutoff.follows());
            }
        });
        Set<String> seen = new LinkedHashSet<>();
        for (String name : read.keySet()) {
            Set<String> way = new LinkedHashSet<>();
            String next = name;
            while (next != null && !seen.contains(next) && way.add(next)) {
                next = follows.get(next);
            }
            if (next != null && way.contains(next)) {
                cutoffs.section(next, Keys.CUTOFF)
                        .ifPresent(
                                section -> section.fault("follows", "goes in a circle; one of them must not follow"));
            }
            seen.addAll(way);
        }
    }

    /** Which work date a cutoff looks at. */
    enum WorkDate {
        SAME,
        PREVIOUS
    }
}
