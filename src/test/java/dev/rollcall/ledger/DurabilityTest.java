package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the embedded ledger has acknowledged is there after the process was killed. */
@Execution(ExecutionMode.CONCURRENT)
class DurabilityTest {
    @Test
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws IOException, InterruptedException {
        kills(2);
    }

    @Test
    @Tag("proof")
    void nothingAcknowledgedIsLostInAHundredKills() throws IOException, InterruptedException {
        kills(100);
    }

    private static void kills(int rounds) throws IOException, InterruptedException {
        DatabaseConfig config = Place.embeddedDatabase();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            try (LedgerProcess process = LedgerProcess.start(config, "write")) {
                assertThat(process.line()).isEqualTo("ready");
                acknowledged.add(process.line());
                acknowledged.addAll(process.killed(300 + random.nextInt(1700)));
            }
            assertThat(missing(config, acknowledged))
                    .as("lost in round " + round + " of seed " + seed)
                    .isEmpty();
        }
    }

    /** Those of {@code acknowledged} that the database does not have; opens it as the next start would. */
    static List<String> missing(DatabaseConfig config, List<String> acknowledged) {
        try (Ledger ledger = Ledger.open(config, Clock.systemUTC());
                Sql sql = Sql.of(config)) {
            ledger.outcomes().open(Cast.CUTOFF);
            Set<String> found = new HashSet<>();
            found.addAll(sql.texts("select 'slot ' || cutoff from slot"));
            found.addAll(sql.texts("select 'frozen ' || cutoff from delivery"));
            found.addAll(sql.texts("select 'attempt ' || robot from attempt"));
            found.addAll(sql.texts("select 'end ' || cutoff from slot where state = 'sent'"));
            return acknowledged.stream().filter(one -> !found.contains(one)).toList();
        }
    }

    @Test
    void theAddressIsTheOneThatLosesNothing() {
        Path file = Path.of("target", "ledgers", "address").toAbsolutePath();

        assertThat(Database.embeddedUrl(file))
                .isEqualTo("jdbc:h2:async:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                        + ";DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    }

    @Test
    void nothingOfAForgottenPersonIsLeftInTheFile() throws IOException {
        DatabaseConfig config = Place.embeddedDatabase();
        Ledger ledger = Ledger.open(config, Clock.systemUTC());
        ledger.rollCalls().keep(Cast.rollCall(List.of()), Cast.MORNING, List.of(Cast.department(Cast.TECH)));
        Path file = Path.of(config.path() + ".mv.db");
        assertThat(ledger.embedded()).isTrue();
        ledger.close();
        assertThat(holds(file, Cast.ABSENT.id())).isTrue();

        try (Ledger again = Ledger.open(config, Clock.systemUTC())) {
            assertThat(again.retention().forget(Cast.ABSENT.id())).isPositive();

            assertThat(holds(file, Cast.ABSENT.id())).as("while it is in use").isFalse();
            assertThat(again.rollCalls().of(Cast.SLOT)).as("it goes on").isPresent();
        }
        assertThat(holds(file, Cast.ABSENT.id())).isFalse();
        assertThat(holds(file, Cast.LATE.id())).isTrue();
    }

    private static boolean holds(Path file, String text) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    }
}
