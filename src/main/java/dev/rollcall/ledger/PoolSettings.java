package dev.rollcall.ledger;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/** How the ledger's connections are made and kept: few, and none of them waited for long. */
final class PoolSettings {
    private static final int CONNECTIONS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration VALIDATION = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private PoolSettings() {}

    /** Those for {@code config}; of an embedded database the directory is made. */
    static HikariConfig of(DatabaseConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("ledger");
        hikari.setMaximumPoolSize(CONNECTIONS);
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(PATIENCE.toMillis());
        hikari.setValidationTimeout(VALIDATION.toMillis());
        hikari.setInitializationFailTimeout(1); // One attempt: what is wrong is said at once.
        hikari.setUsername(config.user());
        hikari.setPassword(config.password() == null ? "" : config.password().reveal());
        if (config.embedded()) {
            KillProofFiles.use();
            hikari.setJdbcUrl(Database.embeddedUrl(config.path()));
            // No trace file: it would hold the values of rows, for longer than they are kept.
            hikari.addDataSourceProperty("TRACE_LEVEL_FILE", "0");
        } else {
            hikari.setJdbcUrl(config.url());
            hikari.addDataSourceProperty("connectTimeout", "3");
            hikari.addDataSourceProperty("loginTimeout", "3"); // The pool's own is not heeded by this driver.
            // A line that has died without a word is given up, by either side, before anybody has waited ten seconds.
            hikari.addDataSourceProperty("socketTimeout", String.valueOf(SILENCE.toSeconds()));
            hikari.setConnectionInitSql("set idle_in_transaction_session_timeout = " + SILENCE.toMillis());
            hikari.addDataSourceProperty("tcpKeepAlive", "true");
            hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
            hikari.addDataSourceProperty("ApplicationName", "rollcall");
            // Details of an error are the values of a row.
            hikari.addDataSourceProperty("logServerErrorDetail", "false");
        }
        return hikari;
    }
}
