package dev.rollcall.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When is what due, and how late is late? Pure and immutable.
 *
 * @param zone the zone of cutoffs and work dates
 * @param cutoffs by name
 * @param jitter the longest random wait after a cutoff
 * @param correctAfter how long after a digest those whom it named are read again; zero: never
 */
public record Timetable(ZoneId zone, Map<String, CutoffConfig> cutoffs, Duration jitter, Duration correctAfter) {
    /** A digest that leaves so long after its cutoff, and the jitter, is late. */
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private static final Duration UNKNOWN = Duration.ofHours(1);

    public Timetable {
        cutoffs = Map.copyOf(cutoffs);
    }

    /** The timetable of {@code cutoffs}. */
    public static Timetable of(ZoneId zone, Collection<CutoffConfig> cutoffs, Duration jitter, Duration correctAfter) {
        Map<String, CutoffConfig> byName = new LinkedHashMap<>();
        cutoffs.forEach(cutoff -> byName.put(cutoff.name(), cutoff));
        return new Timetable(zone, byName, jitter, correctAfter);
    }

    /** Whether a digest as of {@code asOf} that leaves at {@code now} is late. */
    public boolean late(Instant asOf, Instant now) {
        return now.isAfter(asOf.plus(IN_TIME).plus(jitter));
    }

    /** The cutoff named so; empty where the configuration has none. */
    Optional<CutoffConfig> cutoff(String name) {
        return Optional.ofNullable(cutoffs.get(name));
    }

    /** How long after its cutoff a digest is worth posting; of a cutoff that the configuration has no more, an hour. */
    Duration maxLate(String cutoff) {
        return cutoff(cutoff).map(CutoffConfig::maxLate).orElse(UNKNOWN);
    }

    /** Every firing of {@code cutoff} from {@code from} to {@code to}, both inclusive. */
    List<ZonedDateTime> firings(CutoffConfig cutoff, Instant from, Instant to) {
        List<ZonedDateTime> all = new ArrayList<>();
        Optional<ZonedDateTime> fire = cutoff.next(from.minusMillis(1).atZone(zone));
        while (fire.isPresent() && !fire.get().toInstant().isAfter(to)) {
            all.add(fire.get());
            fire = cutoff.next(fire.get());
        }
        return all;
    }

    /** When work on {@code cutoff} begins that fires at {@code fire}: the same random moment in every process. */
    Instant startAt(CutoffConfig cutoff, Instant fire) {
        long scattered = Objects.hash(cutoff.name(), fire) * 0x9E3779B97F4A7C15L;
        double share = (scattered >>> 11) / (double) (1L << 53);
        return fire.plusMillis((long) (jitter.toMillis() * share));
    }
}
