package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database's file does not grow for ever with what is deleted from it. */
class RoomTest {
    private static final LocalDate KEPT = LocalDate.of(2026, 2, 1);

    @TempDir
    private Path directory;

    @Test
    void aFileThatHasDoubledIsWrittenAnew() throws Exception {
        DatabaseConfig config = new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180);
        try (Ledger ledger = Ledger.open(config, Clock.systemUTC())) {
            assertThat(permissions()).isEqualTo("rw-------");
            try (Sql sql = Sql.of(config)) {
                fill(sql, "2026-01-01", 100);
                ledger.retention().purge(KEPT);
                ledger.retention().makeRoom();
                assertThat(size()).as("a small file is left alone").isGreaterThan(500_000);
                fill(sql, "2026-01-01", 12_000);
                fill(sql, "2026-02-01", 10);
            }
            assertThat(size()).isGreaterThan(80_000_000);

            ledger.retention().purge(KEPT);
            ledger.retention().makeRoom();

            assertThat(size()).isLessThan(8_000_000);
            try (Sql sql = Sql.of(config)) {
                assertThat(sql.texts("select count(*) from swept")).containsExactly("10");
            }
            assertThat(ledger.slots().of(KEPT)).isEmpty();
            assertThat(permissions()).as("written anew").isEqualTo("rw-------");
        }
    }

    private static void fill(Sql sql, String date, int rows) {
        sql.run("insert into swept (work_date, as_of, user_id, kept_at, standing, late, points)"
                + " select date '" + date + "', timestamp with time zone '2026-01-01 09:40:00+08', 'u' || \"X\","
                + " current_timestamp, 'PRESENT', false, repeat(cast(random_uuid() as varchar), 200)"
                + " from system_range(1, " + rows + ")");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("ledger.mv.db")));
    }

    private long size() throws IOException {
        return Files.size(directory.resolve("ledger.mv.db"));
    }
}
