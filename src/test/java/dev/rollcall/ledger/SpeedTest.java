package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.planned;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How many slots a second go from planned to sent, with eight that send at once. */
class SpeedTest {
    private static final int SLOTS = 1000;
    private static final int THREADS = 8;

    static Stream<DatabaseConfig> databases() {
        return Stream.of(Place.embeddedDatabase(), Postgres.shared().freshDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    @Tag("proof")
    void slotsASecond(DatabaseConfig config) {
        try (Ledger ledger = Ledger.open(config, Clock.systemUTC())) {
            send(ledger, 1);
            long before = System.nanoTime();
            send(ledger, SLOTS);
            double seconds = (System.nanoTime() - before) / 1e9;

            System.out.printf(
                    "%s: %.0f slots a second (%d in %.2f s)%n",
                    config.embedded() ? "embedded" : "PostgreSQL", SLOTS / seconds, SLOTS, seconds);
            assertThat(SLOTS / seconds).isGreaterThan(config.embedded() ? 100 : 150);
        }
    }

    private static void send(Ledger ledger, int count) {
        UUID process = UUID.randomUUID();
        ledger.slots().renew(process);
        List<SlotKey> keys = LongStream.range(0, count)
                .mapToObj(i -> slot(count * 10_000L + i))
                .toList();
        ledger.slots().plan(keys.stream().map(Cast::planned).toList());
        assertThat(ledger.slots().claim(process, planned(keys.get(0)).startAt()))
                .hasSize(count);
        ledger.rollCalls()
                .freeze(
                        process,
                        rollCall(List.of()),
                        keys.stream().map(key -> rolled(key, Cast.digest(key))).toList());
        LedgerContract.together(THREADS, thread -> {
            for (int i = thread; i < count; i += THREADS) {
                ledger.slots().renew(process);
                Frozen message = Cast.digest(keys.get(i));
                String robot = "robot" + i;
                int number = ledger.deliveries()
                        .begin(process, message, robot, Cast.LONGEST)
                        .number();
                assertThat(number).isEqualTo(1);
                ledger.deliveries().ended(message, number, robot, null, null, false);
                ledger.slots().end(process, keys.get(i), Cast.ending(SlotState.SENT), Cast.taken(message));
            }
            return true;
        });
    }
}
