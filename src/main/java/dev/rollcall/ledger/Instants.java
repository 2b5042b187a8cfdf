package dev.rollcall.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Instants go through the driver with an offset, so that no zone of the machine and no change of the clocks comes in
 * between; the databases keep microseconds.
 */
final class Instants extends AbstractArgumentFactory<Instant> {
    private Instants() {
        super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    static void register(Jdbi jdbi) {
        jdbi.registerArgument(new Instants());
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> instant(row, column));
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
        OffsetDateTime time = value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return (position, statement, context) -> statement.setObject(position, time);
    }

    /** The instant in {@code column}; null where it is null. */
    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
