package dev.rollcall.absence;

import dev.rollcall.absence.AbsenceFinder.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The punches of one roll call: known ones of those whom they settle, and of everybody else those read now. Used by one
 * thread.
 */
final class PunchReading {
    /** Results follow punches with a delay of up to a minute (DingTalk 0195). */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private final AttendanceSource attendance;
    private final KnownPunches known;
    private final Question question;
    private final Run run;
    private final Map<String, List<Punch>> punches = new HashMap<>();
    private final Map<String, List<Punch>> recalled = new HashMap<>();

    PunchReading(AttendanceSource attendance, KnownPunches known, Question question, Run run) {
        this.attendance = attendance;
        this.known = known;
        this.question = question;
        this.run = run;
    }

    /** The punches of {@code id}; null where they were not read. */
    @Nullable
    List<Punch> of(String id) {
        return punches.get(id);
    }

    /** Whether one of the punches of {@code id} is {@code such}. */
    boolean any(String id, Predicate<Punch> such) {
        return punches.getOrDefault(id, List.of()).stream().anyMatch(such);
    }

    /** Takes what is known of {@code people} up to the instant of the question. */
    void recall(Collection<String> people) {
        Map<String, List<Punch>> remembered = known.of(question.workDate(), people);
        for (String id : people) {
            List<Punch> own = remembered.getOrDefault(id, List.of()).stream()
                    .filter(punch -> punch.accepted() && !punch.at().isAfter(question.asOf()))
                    .toList();
            if (!own.isEmpty()) {
                recalled.put(id, own);
            }
        }
        punches.putAll(recalled);
    }

    /** Forgets what is known of everybody but those who are {@code settled}: whoever is left over is read now. */
    void keepOnly(Predicate<String> settled) {
        punches.keySet().removeIf(id -> !settled.test(id));
    }

    /**
     * Reads the punches of {@code people} since {@code since}. An answer that shows nothing of somebody who is known to
     * have punched is not whole: they count as unread, and so does everybody where it shows nothing of anybody.
     *
     * @return of whom it shows a punch; nothing that was known before counts
     */
    Set<String> read(Set<String> people, Instant since) {
        Map<String, List<Punch>> read = new HashMap<>(attendance.punches(people, since, question.asOf(), run));
        Set<String> lost = people.stream()
                .filter(id -> recalled.getOrDefault(id, List.of()).stream()
                        .anyMatch(punch -> !punch.at().isBefore(since)))
                .filter(id ->
                        read.containsKey(id) && read.getOrDefault(id, List.of()).isEmpty())
                .collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            boolean blank = read.values().stream().allMatch(List::isEmpty);
            read.keySet().removeAll(blank ? Set.copyOf(people) : lost);
            run.trouble(new SourceException(
                    SourceException.Reason.IMPLAUSIBLE,
                    true,
                    "Punches that an earlier roll call has read are missing from the answer: it is not whole;"
                            + " whoever it leaves out is not named"));
        }
        punches.putAll(read);
        Set<String> shown = new HashSet<>(read.keySet());
        shown.removeIf(id -> read.getOrDefault(id, List.of()).isEmpty());
        return shown;
    }

    /** Keeps what was read of {@code people} for the next roll call of the day. */
    void remember(Collection<String> people) {
        Map<String, List<Punch>> accepted = new HashMap<>();
        for (String id : people) {
            List<Punch> own = punches.getOrDefault(id, List.of()).stream()
                    .filter(Punch::accepted)
                    .toList();
            if (!own.isEmpty()) {
                accepted.put(id, own);
            }
        }
        if (!accepted.isEmpty()) {
            known.remember(question.workDate(), accepted);
        }
    }

    /**
     * At most {@code most} people whose punch DingTalk tied to a point of their plan, first those who came first: their
     * result is surely there by now.
     */
    List<String> witnesses(Roster roster, int most) {
        Map<String, Instant> arrivals = new HashMap<>();
        punches.forEach((id, own) -> {
            Set<String> plan = new HashSet<>();
            roster.of(id).forEach(point -> plan.add(String.valueOf(point.planId())));
            own.stream()
                    .filter(punch -> punch.accepted() && punch.planId() != null)
                    .filter(punch -> plan.contains(String.valueOf(punch.planId())))
                    .map(Punch::at)
                    .min(Comparator.naturalOrder())
                    .filter(at -> at.isBefore(question.asOf().minus(SETTLED)))
                    .ifPresent(at -> arrivals.put(id, at));
        });
        return arrivals.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
