package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.util.DriverDataSource;
import dev.rollcall.ledger.LedgerException.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every database that an earlier version has made, or left half made, opens; one that a later version has made does not. */
@Execution(ExecutionMode.CONCURRENT)
class SchemaTest {
    /** Every step there is, in order: a new one is tried like the others, whoever adds it. */
    static final List<String> MIGRATIONS = migrations();

    static Stream<DatabaseConfig> fresh() {
        return Stream.of(Place.embeddedDatabase(), Postgres.shared().freshDatabase());
    }

    static Stream<Scratch> scratches() {
        return Stream.of(Scratch.embedded(), Scratch.postgres());
    }

    @ParameterizedTest
    @MethodSource("fresh")
    void aDatabaseThatGotNoFurtherThanTheFirstStepOpens(DatabaseConfig config) {
        Schema.configured(source(config)).target("1").load().migrate();
        try (Sql sql = Sql.of(config)) {
            sql.run("insert into slot (department, work_date, cutoff, as_of, until, state, next_at, tries, late, held,"
                    + " told, name) values (4100, date '2026-11-20', 'morning', timestamp '2026-11-20 01:40:00',"
                    + " timestamp '2026-11-20 02:40:00', 'due', timestamp '2026-11-20 01:40:00', 0, false, false,"
                    + " false, '')");
            sql.run("insert into horizon (id, planned_until) values (1, timestamp '2026-11-20 01:40:00')");
        }
        try (Ledger ledger = Ledger.open(config, Clock.systemUTC())) {
            assertThat(ledger.horizon().plannedUntil()).isPresent();
            ledger.slots().renew(Cast.ONE);
            ledger.slots().claimThese(Cast.ONE, List.of(Cast.planned(Cast.SLOT)));
            Frozen digest = Cast.digest(Cast.SLOT);
            ledger.rollCalls().freeze(Cast.ONE, Cast.rollCall(List.of()), List.of(Cast.rolled(Cast.SLOT, digest)));
            assertThat(ledger.deliveries()
                            .begin(Cast.ONE, digest, Cast.ROBOT, Cast.LONGEST)
                            .number())
                    .isEqualTo(1);
            assertThat(ledger.rollCalls().of(Cast.SLOT)).isPresent();
            assertThat(ledger.questions().first("message", Cast.ONE)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("scratches")
    void aKillAfterEachStatementOfEachStepIsSurvived(Scratch database) {
        Schema.migrate(database.source());
        List<String> whole = database.shape();
        assertThat(whole).hasSizeGreaterThan(100);
        for (int step = 0; step < MIGRATIONS.size(); step++) {
            List<String> statements = statements(MIGRATIONS.get(step));
            for (int killedAfter = 1; killedAfter <= statements.size(); killedAfter++) {
                database.empty();
                migrateTo(database, step);
                database.run(statements.subList(0, killedAfter));
                Schema.migrate(database.source());
                assertThat(database.shape())
                        .as(MIGRATIONS.get(step) + " killed after statement " + killedAfter)
                        .isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scratches")
    void aStepThatFailedRunsAgain(Scratch database) {
        Schema.migrate(database.source());
        List<String> whole = database.shape();
        for (int step = 0; step < MIGRATIONS.size(); step++) {
            List<String> statements = statements(MIGRATIONS.get(step));
            String last = statements
                    .get(statements.size() - 1)
                    .strip()
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .strip();
            database.empty();
            migrateTo(database, step);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> Schema.migrate(Scratch.failingAt(database.source(), last)));
            Schema.migrate(database.source());
            assertThat(database.shape()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("fresh")
    void aNewerSchemaIsRefusedInOneLine(DatabaseConfig config) {
        Ledger.open(config, Clock.systemUTC()).close();
        try (Sql sql = Sql.of(config)) {
            sql.run("insert into schema_version (installed_rank, version, description, type, script, checksum,"
                    + " installed_by, execution_time, success)"
                    + " values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true)");
        }

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(config, Clock.systemUTC()))
                .withMessage("Cannot open the database: its schema is version 999 and this program knows "
                        + MIGRATIONS.size() + ";"
                        + " start the newer version of Rollcall, or give it another database.url")
                .matches(e -> e.reason() == Reason.NEWER_SCHEMA && !e.retryable());
    }

    @Test
    void anEmbeddedDatabaseThatAnotherProcessHoldsIsRefusedInOneLine() throws IOException {
        DatabaseConfig config = Place.embeddedDatabase();
        try (LedgerProcess other = LedgerProcess.start(config, "hold")) {
            assertThat(other.line()).isEqualTo("ready");
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> Ledger.open(config, Clock.systemUTC()))
                    .withMessage("Cannot open the database: another process holds it; stop that one, or use PostgreSQL")
                    .matches(e -> e.reason() == Reason.IN_USE);
        }
        Ledger.open(config, Clock.systemUTC()).close();
    }

    @Test
    void processesThatStartTogetherOnAnEmptyDatabaseAllComeUp() {
        DatabaseConfig config = Postgres.shared().freshDatabase();

        List<Boolean> up = LedgerContract.together(3, thread -> {
            try (Ledger ledger = Ledger.open(config, Clock.systemUTC())) {
                ledger.outcomes().open(Cast.CUTOFF);
                return true;
            }
        });

        assertThat(up).containsExactly(true, true, true);
    }

    /** Step 0 is no migration, only the table that says which were made. */
    private static void migrateTo(Scratch database, int step) {
        Schema.configured(database.source()).target(step + "?").load().migrate();
    }

    private static DataSource source(DatabaseConfig config) {
        String url = config.embedded() ? Database.embeddedUrl(config.path()) : config.url();
        return new DriverDataSource(
                url, null, new Properties(), config.user(), config.embedded() ? "" : Postgres.PASSWORD);
    }

    private static List<String> migrations() {
        try (Stream<Path> files =
                Files.list(Path.of(SchemaTest.class.getResource("migrations").toURI()))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted(Comparator.comparingInt(SchemaTest::version))
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int version(String migration) {
        return Integer.parseInt(migration.substring(1, migration.indexOf("__")));
    }

    private static List<String> statements(String migration) {
        return Scratch.statements("migrations/" + migration);
    }
}
