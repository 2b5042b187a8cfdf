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
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Reads the bands of a large company beside each other: while one is asked about its punches and its left-over people, the
 * plan of the next is read, so that a roll call takes as long as DingTalk's slowest API and not as all of them together.
 *
 * <p>A band is judged by itself, but for its silence: where nobody of it has punched and others have, it is read once more
 * together with some of those, who prove that the answers are whole. Used by one thread.
 */
final class BandReading {
    /** Enough to keep every API busy, and few enough to need little memory and few threads. */
    private static final int AT_ONCE = 6;

    private static final int WITNESSES = 3;

    private final RosterSource rosters;
    private final Supplier<Reading> readings;
    private final Executor executor;
    private final List<Band> bands = new ArrayList<>();

    /** @param readings makes a reading of the same question each time */
    BandReading(RosterSource rosters, Supplier<Reading> readings, Executor executor) {
        this.rosters = rosters;
        this.readings = readings;
        this.executor = executor;
    }

    /** Where each of {@code people} stands, by user id; begins before it is known who they are. */
    Map<String, Finding> read(LocalDate workDate, CompletableFuture<Map<String, Employee>> people, Run run) {
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<Band>> begun = new ArrayList<>();
        rosters.bands(workDate, people.thenApply(Map::keySet), run, (ids, plan) -> {
            room.acquireUninterruptibly();
            Map<String, Employee> band = some(people.join(), ids);
            begun.add(CompletableFuture.supplyAsync(() -> read(band, plan), executor)
                    .whenComplete((read, failure) -> room.release()));
        });
        begun.forEach(band -> bands.add(band.join()));
        readSilentOnesAgain(people.join());
        return findings(people.join().keySet());
    }

    /** Whether a punch or a result of {@code id} was seen. */
    boolean seen(String id) {
        return bands.stream().anyMatch(band -> band.reading().seen(id));
    }

    private Band read(Map<String, Employee> people, Roster plan) {
        Reading reading = readings.get();
        return new Band(plan, reading, reading.read(people, plan));
    }

    private void readSilentOnesAgain(Map<String, Employee> people) {
        List<Band> silent = bands.stream().filter(Band::silent).toList();
        List<String> witnesses =
                bands.stream().flatMap(Band::present).limit(WITNESSES).toList();
        if (silent.isEmpty() || witnesses.isEmpty()) {
            return;
        }
        Set<String> ids = new HashSet<>(witnesses);
        silent.forEach(band -> ids.addAll(band.findings().keySet()));
        bands.add(read(some(people, ids), plan(ids)));
    }

    private Roster plan(Set<String> ids) {
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

    /** In the order of {@code ids}; of whoever was read twice, what was read last. */
    private Map<String, Finding> findings(Collection<String> ids) {
        Map<String, Finding> read = new HashMap<>();
        bands.forEach(band -> read.putAll(band.findings()));
        Map<String, Finding> ordered = new LinkedHashMap<>();
        for (String id : ids) {
            Finding finding = read.get(id);
            if (finding != null) {
                ordered.put(id, finding);
            }
        }
        return ordered;
    }

    private static Map<String, Employee> some(Map<String, Employee> people, Set<String> ids) {
        Map<String, Employee> some = new LinkedHashMap<>(people);
        some.keySet().retainAll(ids);
        return some;
    }

    /** What was read of one band. */
    private record Band(Roster plan, Reading reading, Map<String, Finding> findings) {
        boolean silent() {
            return findings.values().stream().anyMatch(Band::missed)
                    && findings.keySet().stream().noneMatch(reading::seen);
        }

        private static boolean missed(Finding finding) {
            return finding.standing() == Standing.ABSENT || finding.standing() == Standing.UNVERIFIED;
        }

        Stream<String> present() {
            return findings.values().stream()
                    .filter(finding -> finding.standing() == Standing.PRESENT)
                    .map(finding -> finding.employee().id())
                    .filter(reading::seen);
        }
    }
}
