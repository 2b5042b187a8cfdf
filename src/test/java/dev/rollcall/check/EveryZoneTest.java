package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** R15: whatever a zone does to its clocks, each local date has each cutoff once, at the first moment that it has. */
@Execution(ExecutionMode.CONCURRENT)
class EveryZoneTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate END = FIRST.plusYears(2);

    @Test
    void everyKindOfZoneFiresOnceOnEachLocalDate() {
        Collection<ZoneId> kinds = kinds().values();
        assertThat(kinds).hasSizeGreaterThan(60);

        kinds.forEach(zone -> firesOnceOnEachDate(zone, 60));
    }

    @Test
    @Tag("proof")
    void everyZoneFiresOnceOnEachLocalDateAtEveryQuarterOfAnHour() {
        ZoneId.getAvailableZoneIds().forEach(name -> firesOnceOnEachDate(ZoneId.of(name), 15));
    }

    /** One zone of all those whose clocks do the same in these two years. */
    private static Map<List<Object>, ZoneId> kinds() {
        Map<List<Object>, ZoneId> kinds = new LinkedHashMap<>();
        Instant end = END.plusDays(2).atStartOfDay(ZoneId.of("UTC")).toInstant();
        ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).forEach(zone -> {
            ZoneRules rules = zone.getRules();
            Instant at = FIRST.minusDays(2).atStartOfDay(ZoneId.of("UTC")).toInstant();
            List<Object> kind = new ArrayList<>(List.of(rules.getOffset(at)));
            for (var change = rules.nextTransition(at);
                    change != null && change.getInstant().isBefore(end);
                    change = rules.nextTransition(change.getInstant())) {
                kind.add(change);
            }
            kinds.putIfAbsent(kind, zone);
        });
        return kinds;
    }

    private static void firesOnceOnEachDate(ZoneId zone, int step) {
        for (int minute = 0; minute < 24 * 60; minute += step) {
            LocalTime time = LocalTime.MIN.plusMinutes(minute);
            CutoffConfig cutoff = CutoffConfig.at("c", time);
            Timetable timetable = Timetable.of(zone, List.of(cutoff), Duration.ZERO, Duration.ZERO);
            List<ZonedDateTime> fires = timetable.firings(
                    cutoff,
                    FIRST.atStartOfDay(zone).toInstant(),
                    END.atStartOfDay(zone).toInstant().minusMillis(1));
            LocalDate date = FIRST;
            for (ZonedDateTime fire : fires) {
                if (!fire.toLocalDate().equals(date) || !fire.equals(first(date, time, zone))) {
                    assertThat(fire).as("%s %s", zone, time).isEqualTo(first(date, time, zone));
                }
                date = date.plusDays(1);
            }
            assertThat(date).as("%s %s", zone, time).isEqualTo(END);
        }
    }

    /**
     * In a gap its end, or where that is another date already the last second before it; in an overlap the earlier of
     * both.
     */
    private static ZonedDateTime first(LocalDate date, LocalTime time, ZoneId zone) {
        var gap = zone.getRules().getTransition(date.atTime(time));
        if (gap == null || !gap.isGap()) {
            return ZonedDateTime.of(date, time, zone).withEarlierOffsetAtOverlap();
        }
        ZonedDateTime end = gap.getInstant().atZone(zone);
        return end.toLocalDate().equals(date) ? end : end.minusSeconds(1);
    }
}
