package dev.rollcall.config;

import dev.rollcall.common.Secret;
import dev.rollcall.ledger.DatabaseConfig;
import java.util.Optional;

/** Reads {@code database}, or where the section is absent what the platform gives in the environment. */
final class DatabaseReader {
    private DatabaseReader() {}

    static DatabaseConfig read(Section root) {
        Section section = root.sectionOrEmpty("database", Keys.DATABASE);
        return root.has("database") ? fromSection(section) : fromEnvironment(section);
    }

    private static DatabaseConfig fromSection(Section section) {
        DatabaseConfig defaults = DatabaseConfig.defaults();
        Optional<Value> url = section.value("url");
        DatabaseUrl address = url.flatMap(value -> value.as(DatabaseUrl.jdbc())).orElse(DatabaseUrl.of(defaults));
        if (address.password() != null && !url.map(Value::fromEnvironment).orElse(true)) {
            url.ifPresent(value -> value.warn(ConfigWarnings.INLINE));
        }
        String user = section.get("user", Kinds.text(), defaults.user());
        Optional<Secret> password = Secrets.optional(section, "password", Secrets.text());
        return new DatabaseConfig(
                address.url(),
                user.isEmpty() ? address.user() : user,
                password.orElse(address.password()),
                section.get("keep_days", Kinds.integer(1, 3650), defaults.keepDays()));
    }

    private static DatabaseConfig fromEnvironment(Section absent) {
        DatabaseConfig defaults = DatabaseConfig.defaults();
        DatabaseUrl address = given(absent, "JDBC_DATABASE_URL", DatabaseUrl.jdbc())
                .map(url -> url.with(
                        variable(absent, "JDBC_DATABASE_USERNAME"), variable(absent, "JDBC_DATABASE_PASSWORD")))
                .or(() -> given(absent, "DATABASE_URL", DatabaseUrl.any()))
                .orElse(DatabaseUrl.of(defaults));
        return new DatabaseConfig(address.url(), address.user(), address.password(), defaults.keepDays());
    }

    private static Optional<DatabaseUrl> given(Section absent, String variable, Kind<DatabaseUrl> kind) {
        String url = variable(absent, variable);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.of(url));
        } catch (IllegalArgumentException e) {
            absent.fault("is absent, and the environment's " + variable + " is not right; " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String variable(Section section, String name) {
        return section.reading().environment().fill("${" + name + ":-}").text();
    }
}
