package dev.rollcall.absence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Known punches in a map; forgets nothing. */
final class Memory implements KnownPunches {
    private final Map<LocalDate, Map<String, List<Punch>>> days = new HashMap<>();

    @Override
    public Map<String, List<Punch>> of(LocalDate workDate, Collection<String> people) {
        Map<String, List<Punch>> known = new HashMap<>(days.getOrDefault(workDate, Map.of()));
        known.keySet().retainAll(people);
        return known;
    }

    @Override
    public void remember(LocalDate workDate, Map<String, List<Punch>> punches) {
        Map<String, List<Punch>> known = days.computeIfAbsent(workDate, day -> new HashMap<>());
        punches.forEach((id, own) -> {
            List<Punch> all = known.computeIfAbsent(id, key -> new ArrayList<>());
            own.stream().filter(punch -> !all.contains(punch)).forEach(all::add);
        });
    }

    /** Everything that is known of today, by user id. */
    Map<String, List<Punch>> today() {
        return days.getOrDefault(Cast.TODAY, Map.of());
    }
}
