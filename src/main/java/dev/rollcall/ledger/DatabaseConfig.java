package dev.rollcall.ledger;

import dev.rollcall.common.Secret;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which database holds the ledger, and for how long.
 *
 * @param url {@code jdbc:h2:<path>} or {@code jdbc:postgresql://…}, without user and password; default:
 *     {@code jdbc:h2:./data/rollcall}
 * @param user the database's user; default: empty
 * @param password its password; default: null, none
 * @param keepDays days after which rows are deleted, 1 to 3650; default: 180
 */
public record DatabaseConfig(
        String url, String user, @Nullable Secret password, int keepDays) {
    private static final String EMBEDDED = "jdbc:h2:";
    private static final Pattern ALLOWED = Pattern.compile(
            "jdbc:h2:(?![A-Za-z0-9]{2,}:)[^;]*[^;/\\\\]|jdbc:postgresql://[^/?#@\\s]+/[^/?#\\s]+(\\?\\S*)?");

    public DatabaseConfig {
        if (!isAllowed(url)) {
            throw new IllegalArgumentException("url must be jdbc:h2:<path> or jdbc:postgresql://host/name");
        }
        if (keepDays < 1 || keepDays > 3650) {
            throw new IllegalArgumentException("keepDays must be 1 to 3650: " + keepDays);
        }
    }

    /** The defaults: an embedded database beside the program. */
    public static DatabaseConfig defaults() {
        return new DatabaseConfig("jdbc:h2:./data/rollcall", "", null, 180);
    }

    /** Whether {@code url} is of one of the two allowed forms: an H2 path without options, or a PostgreSQL address. */
    public static boolean isAllowed(String url) {
        return ALLOWED.matcher(url).matches();
    }

    /** Whether the database is a file of this process. */
    public boolean embedded() {
        return url.startsWith(EMBEDDED);
    }

    /**
     * The embedded database's file, without its ending and as written.
     *
     * @throws IllegalStateException if the database is not embedded
     */
    public Path path() {
        if (!embedded()) {
            throw new IllegalStateException("not an embedded database: " + url);
        }
        return Path.of(url.substring(EMBEDDED.length()));
    }

    /**
     * Where the embedded database's file is, or would be: absolute, from the directory in which this program runs.
     *
     * @throws IllegalStateException if the database is not embedded
     */
    public Path file() {
        return Path.of(path() + ".mv.db").toAbsolutePath().normalize();
    }
}
