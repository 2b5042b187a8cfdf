package dev.rollcall.absence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the bands of a large company beside each other: while one is asked about its punches and its left-over people, the
 * plan of the next is read, so that a roll call takes as long as DingTalk's slowest API and not as all of them together.
 *
 * <p>A band is judged by itself, but for its silence: where DingTalk shows no punch of anybody who was asked about, it
 * waits until the others have been read, and is read once more together with some who have punched, who prove that the
 * answers are whole.
 * Used by one thread.
 */
final class BandReading {
    /** Enough to keep every API busy, and few enough to need little memory and few threads. */
    private static final int AT_ONCE = 6;

    private static final int WITNESSES = 3;

    private final RosterSource rosters;
    private final Function<Run, Reading> readings;
    private final Run run;
    private final Executor executor;
    private final List<Band> bands = new ArrayList<>();

    /** @param readings makes a reading of the same question, each of which has a part of {@code run} */
    BandReading(RosterSource rosters, Function<Run, Reading> readings, Run run, Executor executor) {
        this.rosters = rosters;
        this.readings = readings;
        this.run = run;
        this.executor = executor;
    }

    /**
     * Where everybody stands of whom no sweep has said it, by user id; begins before it is known who they are.
     *
     * @param swept whether there was a sweep
     * @param people completes with those who are left
     * @param done told what is known of a band that needs no other to prove it, and whether a punch or a result of anybody
     *     in it was seen; called on other threads
     */
    Map<String, Finding> read(
            LocalDate workDate,
            boolean swept,
            CompletableFuture<AfterSweep> people,
            BiConsumer<Map<String, Finding>, Boolean> done) {
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<Band>> begun = new ArrayList<>();
        BiConsumer<Set<String>, Roster> each = (ids, plan) -> {
            room.acquireUninterruptibly();
            begun.add(CompletableFuture.supplyAsync(() -> read(people.join(), ids, plan), executor)
                    .whenComplete((read, failure) -> room.release())
                    .thenApply(read -> told(read, done)));
        };
        try {
            if (!swept || !few(workDate, people.join(), each)) {
                rosters.bands(workDate, people.thenApply(AfterSweep::asked), run, each);
            }
        } finally { // Whatever becomes of one, nobody is told anything after this.
            CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new))
                    .exceptionally(failure -> null)
                    .join();
        }
        begun.forEach(band -> bands.add(band.join()));
        goOnWithSilentOnes(people.join());
        return some(findings(), people.join().rest().keySet());
    }

    private boolean few(LocalDate workDate, AfterSweep left, BiConsumer<Set<String>, Roster> each) {
        Set<String> rest = left.rest().keySet();
        return rest.isEmpty() || rosters.few(workDate, rest, left.planned(), left.all(), run, each);
    }

    private Band told(Band read, BiConsumer<Map<String, Finding>, Boolean> done) {
        if (!read.silent()) {
            read.part().troubles().forEach(run::trouble);
            done.accept(read.findings(), read.seesAnybody());
        }
        return read;
    }

    /** Whether a punch or a result of {@code id} was seen. */
    boolean seen(String id) {
        return bands.stream().anyMatch(band -> band.reading().seen(id));
    }

    /**
     * Those whom a sweep has seen are asked about with a band of whom perhaps nobody is there. A plan of the whole company in
     * which none of them is says nothing of the others either.
     */
    private Band read(AfterSweep left, Set<String> ids, Roster plan) {
        Map<String, Employee> own = some(left.rest(), ids);
        Map<String, Employee> people = new LinkedHashMap<>(own);
        Map<String, List<PlanPoint>> points = new HashMap<>(plan.points());
        Set<String> witnesses = new HashSet<>();
        left.witnesses().forEach(witness -> {
            String id = witness.employee().id();
            people.put(id, witness.employee());
            points.put(id, witness.points());
            witnesses.add(id);
        });
        Run part = run.part();
        boolean blank = ids.containsAll(witnesses)
                && !witnesses.isEmpty()
                && witnesses.stream().allMatch(id -> plan.of(id).isEmpty());
        if (blank) {
            part.trouble(new SourceException(
                    SourceException.Reason.IMPLAUSIBLE,
                    true,
                    "The plan is without people who have punched today: it is not whole; whoever is not in it is not"
                            + " taken to rest"));
        }
        Roster all = new Roster(points, blank ? own.keySet() : plan.unread(), plan.movable());
        Reading reading = readings.apply(part);
        boolean silent = !reading.begin(people, all, left.moves(all), witnesses);
        Map<String, Finding> findings = silent ? Map.of() : some(reading.finish(), own.keySet());
        return new Band(own.keySet(), all, part, reading, silent, findings);
    }

    private void goOnWithSilentOnes(AfterSweep left) {
        List<Band> silent = bands.stream().filter(Band::silent).toList();
        if (silent.isEmpty()) {
            return;
        }
        Map<String, Employee> people = new LinkedHashMap<>(left.rest());
        left.witnesses().forEach(one -> people.put(one.employee().id(), one.employee()));
        List<String> witnesses = Stream.concat(
                        bands.stream().flatMap(Band::punched),
                        left.witnesses().stream().map(one -> one.employee().id()))
                .limit(WITNESSES)
                .toList();
        bands.removeIf(Band::silent);
        if (witnesses.isEmpty()) {
            List<CompletableFuture<Band>> rest = silent.stream()
                    .map(band -> CompletableFuture.supplyAsync(band::finished, executor))
                    .toList();
            rest.forEach(band -> settle(band.join()));
        } else {
            silent.forEach(band -> band.part().troubles().forEach(run::trouble));
            settle(again(left, silent, witnesses, people));
        }
    }

    private void settle(Band band) {
        band.part().troubles().forEach(run::trouble);
        bands.add(band);
    }

    /** What else the answers show counts only where they show a witness. */
    private Band again(AfterSweep left, List<Band> silent, List<String> witnesses, Map<String, Employee> people) {
        Set<String> ids = new HashSet<>(witnesses);
        silent.forEach(band -> ids.addAll(band.people()));
        List<Band> all = new ArrayList<>(bands);
        all.addAll(silent);
        Roster plan = plan(all, ids);
        Run part = run.part();
        Reading reading = readings.apply(part);
        boolean proved = reading.begin(some(people, ids), plan, left.moves(plan), Set.copyOf(witnesses));
        Map<String, Finding> findings = new HashMap<>(reading.finish());
        findings.keySet().removeAll(witnesses);
        if (!proved) {
            findings.replaceAll((id, finding) -> finding.unnamed());
            part.trouble(
                    new SourceException(
                            SourceException.Reason.IMPLAUSIBLE,
                            true,
                            "An answer about punches is empty where it cannot be: people who surely have punched are not in it"));
        }
        return new Band(ids, plan, part, reading, false, findings);
    }

    private static Roster plan(List<Band> bands, Set<String> ids) {
        Map<String, List<PlanPoint>> points = new HashMap<>();
        Set<String> unread = new HashSet<>();
        Set<String> movable = new HashSet<>();
        for (Band band : bands) {
            Roster own = band.plan().only(ids);
            points.putAll(own.points());
            unread.addAll(own.unread());
            movable.addAll(own.movable());
        }
        return new Roster(points, unread, movable);
    }

    private Map<String, Finding> findings() {
        Map<String, Finding> findings = new HashMap<>();
        bands.forEach(band -> findings.putAll(band.findings()));
        return findings;
    }

    /** Those of {@code all} that {@code ids} name, in the order of these. */
    private static <T> Map<String, T> some(Map<String, T> all, Collection<String> ids) {
        Map<String, T> some = new LinkedHashMap<>();
        for (String id : ids) {
            T one = all.get(id);
            if (one != null) {
                some.put(id, one);
            }
        }
        return some;
    }

    /**
     * What was read of one band.
     *
     * @param silent whether only its punches were read, and they show nobody
     * @param findings empty where it is silent
     */
    private record Band(
            Set<String> people, Roster plan, Run part, Reading reading, boolean silent, Map<String, Finding> findings) {
        Band finished() {
            return new Band(people, plan, part, reading, false, reading.finish());
        }

        boolean seesAnybody() {
            return findings.keySet().stream().anyMatch(reading::seen);
        }

        Stream<String> punched() {
            return findings.values().stream()
                    .filter(finding -> finding.standing() == Standing.PRESENT)
                    .map(finding -> finding.employee().id())
                    .filter(reading::punched);
        }
    }
}
