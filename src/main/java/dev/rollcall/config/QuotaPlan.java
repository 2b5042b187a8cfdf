package dev.rollcall.config;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.message.DigestStyle.WhenAllPresent;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When does which cutoff look at whom, as far as that costs calls? Departments are taken to be of one size. Used by one
 * thread.
 */
final class QuotaPlan {
    private final BotConfig config;
    private final Set<DayOfWeek> working;

    QuotaPlan(BotConfig config, Set<DayOfWeek> working) {
        this.config = config;
        this.working = working;
    }

    /** Of each cutoff what it does after {@code from} and before {@code until}. */
    List<QuotaForecast.Cutoff> of(ZonedDateTime from, ZonedDateTime until) {
        Map<CutoffConfig, Runs> runs = new HashMap<>();
        Map<LocalDate, Set<Long>> seen = new HashMap<>();
        LocalDate begin = from.withZoneSameInstant(config.zone()).toLocalDate();
        // What was looked at earlier on its first date counts as seen.
        for (Fire fire : fires(
                begin.minusDays(1), until.withZoneSameInstant(config.zone()).toLocalDate())) {
            Set<Long> departments = departments(fire.cutoff().name());
            boolean first = seen.computeIfAbsent(fire.workDate(), any -> new HashSet<>())
                    .addAll(departments);
            if (fire.at().isAfter(from) && fire.at().isBefore(until)) {
                runs.computeIfAbsent(fire.cutoff(), any -> new Runs())
                        .add(working.contains(fire.workDate().getDayOfWeek()), first);
            }
        }
        return config.cutoffs().values().stream()
                .map(cutoff -> plan(cutoff, runs.getOrDefault(cutoff, new Runs())))
                .toList();
    }

    private QuotaForecast.Cutoff plan(CutoffConfig cutoff, Runs runs) {
        double share = (double) departments(cutoff.name()).size()
                / config.departments().size();
        return new QuotaForecast.Cutoff(
                runs.first,
                runs.later,
                runs.idle,
                groups(cutoff),
                share,
                !config.correctAfter().isZero(),
                config.dingtalk().requestsPerSecond());
    }

    /** All that fire on these dates, in their order; nobody looks at anybody in those that no department names. */
    private List<Fire> fires(LocalDate first, LocalDate last) {
        List<Fire> fires = new ArrayList<>();
        first.datesUntil(last.plusDays(1))
                .forEach(date -> config.cutoffs().values().stream()
                        .filter(cutoff -> !departments(cutoff.name()).isEmpty())
                        .forEach(cutoff -> cutoff.on(date, config.zone())
                                .ifPresent(at -> fires.add(new Fire(cutoff, at, cutoff.workDate(at))))));
        fires.sort(Comparator.comparing(Fire::at));
        return fires;
    }

    /** HR's roll-up looks at everybody. */
    private Set<Long> departments(String cutoff) {
        boolean all = config.company() != null && config.company().cutoffs().contains(cutoff);
        return config.departments().stream()
                .filter(department -> all || department.cutoffs().contains(cutoff))
                .map(DepartmentConfig::id)
                .collect(Collectors.toSet());
    }

    private QuotaForecast.Groups groups(CutoffConfig cutoff) {
        boolean company = config.company() != null && config.company().cutoffs().contains(cutoff.name());
        boolean followUp = cutoff.follows() != null && !cutoff.repeat();
        int always = company ? 1 : 0;
        int ifAbsent = 0;
        int ifChanged = 0;
        for (DepartmentConfig department : config.departments()) {
            if (department.robot() != null && department.cutoffs().contains(cutoff.name())) {
                if (followUp) {
                    ifChanged++;
                } else if (department.whenAllPresent() == WhenAllPresent.SKIP) {
                    ifAbsent++;
                } else {
                    always++;
                }
            }
        }
        return new QuotaForecast.Groups(
                always, ifAbsent, ifChanged, config.departments().size());
    }

    private record Fire(CutoffConfig cutoff, ZonedDateTime at, LocalDate workDate) {}

    private static final class Runs {
        private int first;
        private int later;
        private int idle;

        private void add(boolean working, boolean isFirst) {
            if (!working) {
                idle++;
            } else if (isFirst) {
                first++;
            } else {
                later++;
            }
        }
    }
}
