package dev.rollcall.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Asks about everybody before the instant of a roll call, band by band, and tells at once who was there. Nobody is judged
 * for being silent, so that an answer that shows nobody costs nothing but what it leaves to be asked. Used by one thread.
 */
final class Sweep {
    private static final int AT_ONCE = 6;

    private final RosterSource rosters;
    private final Function<Run, Reading> readings;
    private final Run run;
    private final Executor executor;

    /** @param readings makes a reading of the same question, each of which has a part of {@code run} */
    Sweep(RosterSource rosters, Function<Run, Reading> readings, Run run, Executor executor) {
        this.rosters = rosters;
        this.readings = readings;
        this.run = run;
        this.executor = executor;
    }

    /**
     * Asks about {@code people}.
     *
     * @param now who is due later is not looked for if they are not there yet
     * @param found {@link AbsenceFinder#sweep}
     */
    void ask(LocalDate workDate, Map<String, Employee> people, Instant now, Consumer<Collection<Finding>> found) {
        Semaphore room = new Semaphore(AT_ONCE);
        List<CompletableFuture<Void>> begun = new ArrayList<>();
        try {
            rosters.bands(workDate, CompletableFuture.completedFuture(people.keySet()), run, (ids, plan) -> {
                room.acquireUninterruptibly();
                begun.add(CompletableFuture.runAsync(() -> ask(band(people, ids), plan, workDate, now, found), executor)
                        .whenComplete((asked, failure) -> room.release()));
            });
        } finally {
            CompletableFuture.allOf(begun.toArray(CompletableFuture<?>[]::new))
                    .exceptionally(failure -> null)
                    .join();
        }
        begun.forEach(CompletableFuture::join);
    }

    private static Map<String, Employee> band(Map<String, Employee> people, Set<String> ids) {
        Map<String, Employee> band = new LinkedHashMap<>(people);
        band.keySet().retainAll(ids);
        return band;
    }

    private void ask(
            Map<String, Employee> band,
            Roster plan,
            LocalDate workDate,
            Instant now,
            Consumer<Collection<Finding>> found) {
        Run part = run.part();
        Reading reading = readings.apply(part);
        boolean shown = reading.begin(band, plan, Map.of(), Set.of());
        List<Finding> there = new ArrayList<>();
        List<Finding> others = new ArrayList<>();
        reading.soFar().forEach(finding -> (isClear(finding, reading, workDate) ? there : others).add(finding));
        found.accept(there);
        if (shown && !others.isEmpty()) {
            Map<String, Finding> after = reading.finish(now);
            found.accept(others.stream()
                    .map(finding -> after.getOrDefault(finding.employee().id(), finding))
                    .filter(Sweep::isKnown)
                    .filter(finding -> finding.standing() != Standing.NOT_DUE || !isNew(finding, workDate))
                    .toList());
        }
        part.troubles().forEach(run::trouble);
    }

    /** Who is late by the clock alone is late by DingTalk's judgement, or not, after the second look. */
    private static boolean isClear(Finding finding, Reading reading, LocalDate workDate) {
        return switch (finding.standing()) {
            case PRESENT -> !reading.lateByTheClock(finding);
            case NOT_DUE -> !isNew(finding, workDate);
            default -> false;
        };
    }

    private static boolean isKnown(Finding finding) {
        return finding.standing() != Standing.UNVERIFIED && finding.standing() != Standing.EXCUSED;
    }

    /** Who is not due only because they are new is as soon as they punch. */
    private static boolean isNew(Finding finding, LocalDate workDate) {
        LocalDate hired = finding.employee().hiredOn();
        return hired != null && !hired.isBefore(workDate);
    }
}
