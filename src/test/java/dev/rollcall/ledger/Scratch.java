package dev.rollcall.ledger;

import com.zaxxer.hikari.util.DriverDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A database without a ledger that is made empty again after each use.
 *
 * @param source connections that are opened anew
 * @param url its address
 * @param user its user
 * @param emptying what makes it empty
 * @param indexes what lists the indexes that have a name of ours
 */
record Scratch(DataSource source, String url, String user, String emptying, String indexes) {
    /** In memory, with the options of the embedded one. */
    static Scratch embedded() {
        return of(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE"
                        + ";DEFAULT_NULL_ORDERING=HIGH",
                "",
                "drop all objects",
                "select table_name || ' ' || index_name from information_schema.indexes");
    }

    static Scratch postgres() {
        DatabaseConfig config = Postgres.shared().freshDatabase();
        return of(
                config.url(),
                config.user(),
                "drop schema public cascade; create schema public",
                "select tablename || ' ' || indexname from pg_indexes where schemaname = 'public'");
    }

    private static Scratch of(String url, String user, String emptying, String indexes) {
        return new Scratch(new DriverDataSource(url, null, new Properties(), user, ""), url, user, emptying, indexes);
    }

    void empty() {
        run(List.of(emptying));
    }

    void run(List<String> statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a file beside the ledger's classes has its database do. */
    static List<String> statements(String name) {
        try (InputStream file = Scratch.class.getResourceAsStream(name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("(?m)--.*$", "").split(";"))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every column and every index that has a name of ours. */
    List<String> shape() {
        try (Sql sql = new Sql(url, user, "")) {
            List<String> shape = new ArrayList<>(
                    sql.texts("select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '"
                            + " || coalesce(character_maximum_length, 0) from information_schema.columns"
                            + " where lower(table_schema) = 'public' order by 1"));
            sql.texts(indexes).stream()
                    .filter(name -> name.contains("_by_"))
                    .sorted()
                    .forEach(shape::add);
            return shape;
        }
    }

    /** {@code source}, on which a statement that begins with {@code start} finds no room. */
    static DataSource failingAt(DataSource source, String start) {
        return wrapped(DataSource.class, source, start);
    }

    /** {@code target} with everything that it gives wrapped alike. */
    private static <T> T wrapped(Class<T> type, Object target, String start) {
        return type.cast(Proxy.newProxyInstance(
                Scratch.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (method.getName().startsWith("execute")
                            && values != null
                            && values[0] instanceof String sql
                            && sql.replaceAll("(?m)--.*$", "").strip().startsWith(start)) {
                        throw new SQLException("No space left on device", "53100");
                    }
                    Object result;
                    try {
                        result = method.invoke(target, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (result instanceof Connection connection) {
                        return wrapped(Connection.class, connection, start);
                    }
                    return method.getReturnType() == Statement.class ? wrapped(Statement.class, result, start) : result;
                }));
    }
}
