package dev.rollcall.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** One database with two ledgers open on it, as two processes would have it. Tests empty it and use it one after the other. */
final class Place {
    private static final Supplier<Place> EMBEDDED = once(() -> new Place(Place.embeddedDatabase()));
    private static final Supplier<Place> POSTGRES =
            once(() -> new Place(Postgres.shared().freshDatabase()));

    final DatabaseConfig config;
    final MovableClock clock = new MovableClock(Cast.CUTOFF);
    final Ledger ledger;
    final Ledger other;
    final Sql sql;
    private final List<String> tables;

    private Place(DatabaseConfig config) {
        this.config = config;
        ledger = Ledger.open(config, clock);
        other = Ledger.open(config, clock);
        sql = Sql.of(config);
        tables = sql.tables();
    }

    /** Another embedded database and another PostgreSQL one, for tests that run beside those that use the usual ones. */
    static List<Place> others() {
        return List.of(
                new Place(Place.embeddedDatabase()), new Place(Postgres.shared().freshDatabase()));
    }

    static Place embedded() {
        return EMBEDDED.get();
    }

    static Place postgres() {
        return POSTGRES.get();
    }

    /** A new embedded database, in the directory that a clean build deletes. */
    static DatabaseConfig embeddedDatabase() {
        try {
            Path home = Files.createDirectories(Path.of("target", "ledgers"));
            Path file = Files.createTempDirectory(home, "ledger").resolve("data/rollcall");
            return new DatabaseConfig("jdbc:h2:" + file, "", null, 180);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a new database would be, with the clock at the cutoff. */
    void empty() {
        for (Ledger one : List.of(ledger, other)) {
            endsAt(one, Cast.ONE);
            endsAt(one, Cast.TWO);
        }
        tables.forEach(table -> sql.run("delete from " + table));
        clock.set(Cast.CUTOFF.toString());
    }

    /** {@code process} works on nothing of {@code one} any more. A compacted file has cut connections, each told once. */
    private static void endsAt(Ledger one, UUID process) {
        try {
            one.slots().release(process);
        } catch (LedgerException e) {
            one.slots().release(process);
        }
    }

    /** A third ledger on the same database, the caller's to close. */
    Ledger another() {
        return Ledger.open(config, clock);
    }

    private static Supplier<Place> once(Supplier<Place> maker) {
        return new Supplier<>() {
            private Place made;

            @Override
            public synchronized Place get() {
                if (made == null) {
                    made = maker.get();
                }
                return made;
            }
        };
    }
}
