package dev.rollcall.absence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Plans that are read anew at each cutoff, and kept for whoever asks in between: reading a plan costs metered calls.
 *
 * <p>Only whole plans are kept, for a while, of the last work dates that were asked about. Thread-safe.
 */
public final class DayPlans {
    private static final int DATES = 3;

    private final RosterSource source;
    private final Clock clock;
    private final Duration longest;
    private final TreeMap<LocalDate, Map<String, Kept>> kept = new TreeMap<>();

    /** @param longest for how long a plan is kept */
    public DayPlans(RosterSource source, Clock clock, Duration longest) {
        this.source = source;
        this.clock = clock;
        this.longest = longest;
    }

    /** Reads every plan, and keeps it. */
    public RosterSource anew() {
        return new View(source) {
            @Override
            public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
                return keep(workDate, people, source.roster(workDate, people, run));
            }

            @Override
            public void bands(
                    LocalDate workDate,
                    CompletableFuture<? extends Collection<String>> people,
                    Run run,
                    BiConsumer<Set<String>, Roster> each) {
                source.bands(workDate, people, run, (band, plan) -> each.accept(band, keep(workDate, band, plan)));
            }

            @Override
            public boolean few(
                    LocalDate workDate,
                    Collection<String> people,
                    Set<String> planned,
                    int all,
                    Run run,
                    BiConsumer<Set<String>, Roster> each) {
                return source.few(
                        workDate,
                        people,
                        planned,
                        all,
                        run,
                        (band, plan) -> each.accept(band, keep(workDate, band, plan)));
            }
        };
    }

    /** Reads only the plans of people of whom none is kept, and everything else of {@code others}. */
    public RosterSource recalling(RosterSource others) {
        return new View(others) {
            @Override
            public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
                return recall(workDate, people, run);
            }
        };
    }

    private Roster recall(LocalDate workDate, Collection<String> people, Run run) {
        Map<String, Kept> known = known(workDate, people);
        List<String> missing =
                people.stream().filter(id -> !known.containsKey(id)).toList();
        Roster read = missing.isEmpty()
                ? new Roster(Map.of(), Set.of())
                : keep(workDate, missing, source.roster(workDate, missing, run));
        Map<String, List<PlanPoint>> points = new HashMap<>(read.points());
        Set<String> movable = new HashSet<>(read.movable());
        known.forEach((id, one) -> {
            if (one.points().isEmpty()) {
                points.remove(id);
            } else {
                points.put(id, one.points());
            }
            if (one.movable()) {
                movable.add(id);
            }
        });
        return new Roster(points, read.unread(), movable);
    }

    private synchronized Map<String, Kept> known(LocalDate workDate, Collection<String> people) {
        Instant since = clock.instant().minus(longest);
        Map<String, Kept> known = new HashMap<>();
        Map<String, Kept> day = kept.getOrDefault(workDate, Map.of());
        for (String id : people) {
            Kept one = day.get(id);
            if (one != null && !one.readAt().isBefore(since)) {
                known.put(id, one);
            }
        }
        return known;
    }

    private synchronized Roster keep(LocalDate workDate, Collection<String> people, Roster roster) {
        Instant now = clock.instant();
        Map<String, Kept> day = kept.computeIfAbsent(workDate, date -> new HashMap<>());
        Set<String> whole = new HashSet<>(people);
        whole.addAll(roster.points().keySet());
        whole.removeAll(roster.unread());
        whole.forEach(id -> day.put(id, new Kept(roster.of(id), roster.movable().contains(id), now)));
        roster.unread().forEach(day::remove);
        while (kept.size() > DATES) {
            kept.remove(workDate.equals(kept.firstKey()) ? new ArrayList<>(kept.keySet()).get(1) : kept.firstKey());
        }
        return roster;
    }

    /**
     * One person's plan.
     *
     * @param points empty where they rest
     */
    private record Kept(List<PlanPoint> points, boolean movable, Instant readAt) {}

    /** Everything but plans, as the source has it. */
    private abstract static class View implements RosterSource {
        private final RosterSource source;

        private View(RosterSource source) {
            this.source = source;
        }

        @Override
        public List<Department> departments(List<Department.Wanted> wanted, Run run) {
            return source.departments(wanted, run);
        }

        @Override
        public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
            return source.shifts(shiftIds, today, run);
        }

        @Override
        public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
            return source.flexibleTime(workDate, people, run);
        }

        @Override
        public Set<String> newRequests(LocalDate workDate, Set<String> people, Run run) {
            return source.newRequests(workDate, people, run);
        }

        @Override
        public Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
            return source.times(workDate, people, run);
        }
    }
}
