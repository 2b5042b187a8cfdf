package dev.rollcall.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Troubles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmTest {
    @TempDir
    private Path directory;

    private Ledger ledger;
    private int told;
    private boolean reached = true;
    private final BooleanSupplier tell = () -> {
        told++;
        return reached;
    };

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Alarm alarm() {
        return new Alarm(ledger.troubles(), Troubles.Kind.CONFIG_REFUSED);
    }

    @Test
    void itIsToldOnceUntilItIsOver() {
        Alarm alarm = alarm();
        for (int look = 0; look < 5; look++) {
            alarm.wrong(tell);
        }
        assertThat(told).isEqualTo(1);

        alarm.well();
        alarm.wrong(tell);
        assertThat(told).isEqualTo(2);
    }

    @Test
    void ofTwoProcessesOneTells() {
        Alarm one = alarm();
        Alarm other = alarm();
        one.wrong(tell);
        other.wrong(tell);
        one.wrong(tell);
        other.wrong(tell);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void oneThatIsWellDoesNotForgetWhatAnotherHasTold() {
        Alarm well = alarm();
        well.well();
        alarm().wrong(tell);
        well.well();
        alarm().wrong(tell);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void whereNobodyWasReachedItIsTriedAgainAfterAWhile() {
        Alarm alarm = alarm();
        reached = false;
        for (int look = 0; look < 4; look++) {
            alarm.wrong(tell);
        }
        assertThat(told).isEqualTo(1);

        reached = true;
        for (int look = 0; look < 4; look++) {
            alarm.wrong(tell);
        }
        assertThat(told).isEqualTo(2);
    }

    @Test
    void whatAKilledProcessHasLeftBehindKeepsNoNewTroubleFromBeingTold() {
        alarm().wrong(tell);

        Alarm next = alarm();
        next.well();
        next.wrong(tell);

        assertThat(told).isEqualTo(2);
    }

    @Test
    void whileTheLedgerIsAwayNothingIsToldTwice() {
        Alarm alarm = alarm();
        alarm.wrong(tell);
        ledger.close();
        alarm.wrong(tell);
        alarm.well();
        assertThat(told).isEqualTo(1);

        Ledger again = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180), Clock.systemUTC());
        try (again) {
            Alarm other = new Alarm(again.troubles(), Troubles.Kind.CONFIG_REFUSED);
            other.wrong(tell);
            assertThat(told).as("it is still written down").isEqualTo(1);
        }
    }
}
