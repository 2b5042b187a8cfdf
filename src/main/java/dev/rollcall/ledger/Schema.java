package dev.rollcall.ledger;

import dev.rollcall.ledger.LedgerException.Reason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the schema up to date, by numbered migrations that may each be killed half-way and run again. A database that a
 * newer version of this program has changed is left alone.
 */
final class Schema {
    private static final String MIGRATIONS = "classpath:dev/rollcall/ledger/migrations";

    /**
     * Checksums of texts that migrations 1 to 3 had before they became what they are. A database that was made by those
     * is none that somebody has changed: migration 7 brings it to the same shape as all others.
     */
    private static final Set<Integer> EARLIER_TEXTS = Set.of(1520091306, 1748722742, -1442345960, -1013249340);

    private Schema() {}

    /** @throws LedgerException if the schema is newer than this program */
    static void migrate(DataSource source) {
        Flyway flyway = configured(source).load();
        MigrationInfo[] known = flyway.info().all();
        Optional<MigrationVersion> newest = Arrays.stream(known)
                .filter(one -> !one.getState().name().startsWith("FUTURE"))
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
        Optional<MigrationVersion> found = Arrays.stream(flyway.info().applied())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
        if (found.isPresent() && newest.isPresent() && found.get().compareTo(newest.get()) > 0) {
            throw new LedgerException(
                    Reason.NEWER_SCHEMA,
                    false,
                    "Cannot open the database: its schema is version " + found.get() + " and this program knows "
                            + newest.get() + "; start the newer version of Rollcall, or give it another database.url");
        }
        // A step that found no room, say: the databases differ in whether they remember it, and it may run again.
        boolean failed = Arrays.stream(known).anyMatch(one -> one.getState().isFailed());
        if (failed || Arrays.stream(known).anyMatch(Schema::madeByEarlierText)) {
            flyway.repair();
        }
        flyway.migrate();
    }

    private static boolean madeByEarlierText(MigrationInfo one) {
        return one.getChecksum() != null && EARLIER_TEXTS.contains(one.getChecksum());
    }

    static FluentConfiguration configured(DataSource source) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(MIGRATIONS)
                .table("schema_version")
                .connectRetries(0)
                .failOnMissingLocations(true)
                .loggers("slf4j");
    }
}
