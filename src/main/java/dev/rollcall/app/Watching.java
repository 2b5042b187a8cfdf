package dev.rollcall.app;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.web.BoardData;
import dev.rollcall.web.Delivery;
import dev.rollcall.web.LiveEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who look what has changed, and only while somebody looks: every second what became of digests, by whatever
 * process, and the numbers as often as the board may ask for them.
 */
final class Watching implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int BEATS = 4;

    private final LiveEvents events;
    private final BoardData data;
    private final ZoneId zone;
    private final Clock clock;
    private final Lookout lookout;
    private final Map<Long, Shown> numbers = new HashMap<>();
    private final Set<Delivery> deliveries = new HashSet<>();
    private @Nullable RollCall shown;
    private @Nullable LocalDate day;
    private @Nullable CompletableFuture<RollCall> reading;
    private int round;

    Watching(LiveEvents events, BoardData data, ZoneId zone, Clock clock, Waiting waiting) {
        this.events = events;
        this.data = data;
        this.zone = zone;
        this.clock = clock;
        lookout = new Lookout("board", PAUSE, List.of(this::look), waiting);
    }

    void start() {
        lookout.start();
    }

    private void look() {
        if (!events.watched()) {
            day = null;
            return;
        }
        if (round++ % BEATS == 0) {
            events.beat();
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        boolean first = !today.equals(day);
        if (first) {
            numbers.clear();
            shown = null;
            deliveries.clear();
            day = today;
        }
        try {
            deliveries(today, first);
            numbers(today);
        } catch (LedgerException e) {
            LOG.debug("The board waits for the ledger: {}", e.getMessage());
        }
    }

    private void deliveries(LocalDate today, boolean first) {
        List<Delivery> now = data.deliveries(today);
        for (Delivery delivery : now) {
            if (!deliveries.contains(delivery) && !first) {
                events.delivery(delivery);
            }
        }
        deliveries.clear();
        deliveries.addAll(now);
    }

    /** The first numbers are told too: who has opened a page a moment ago may have seen those before. */
    private void numbers(LocalDate today) {
        CompletableFuture<RollCall> now = reading;
        if (now == null || now.isDone()) {
            now = data.rollCall(data.departments(), today);
            reading = now;
        }
        if (now.isDone()) {
            RollCall rollCall = now.join();
            if (sameAsShown(rollCall)) {
                return;
            }
            for (DepartmentRollCall department : rollCall.departments()) {
                Shown own = new Shown(rollCall.asOf(), department);
                if (!own.equals(numbers.put(department.id(), own))) {
                    events.rollCall(rollCall, department);
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // Comparing takes long; the same reading is the same object.
    private boolean sameAsShown(RollCall rollCall) {
        boolean same = rollCall == shown;
        shown = rollCall;
        return same;
    }

    @Override
    public void close() {
        lookout.close();
    }

    /** What a department's page shows: its people, and when the data is from. */
    private record Shown(Instant asOf, DepartmentRollCall department) {}
}
