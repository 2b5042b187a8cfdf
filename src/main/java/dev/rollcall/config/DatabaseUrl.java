package dev.rollcall.config;

import dev.rollcall.common.Secret;
import dev.rollcall.ledger.DatabaseConfig;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's address, its user and password taken out, so that it can be printed.
 *
 * @param url as {@link DatabaseConfig#url()} wants it
 * @param user empty where the address has none
 * @param password null where the address has none
 */
record DatabaseUrl(String url, String user, @Nullable Secret password) {
    private static final Pattern POSTGRES = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://"
            + "(?:(?<user>[^:/?#@\\s]*)(?::(?<password>[^/?#\\s]*))?@)?"
            + "(?<place>[^/?#@\\s]+/[^/?#\\s]+)(?:\\?(?<query>[^#\\s]*))?");

    private static final Pattern HALF_A_CODE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    static DatabaseUrl of(DatabaseConfig config) {
        return new DatabaseUrl(config.url(), config.user(), config.password());
    }

    /** A JDBC address: {@code jdbc:h2:<path>} or {@code jdbc:postgresql://…}. */
    static Kind<DatabaseUrl> jdbc() {
        return text -> {
            boolean postgres = text.startsWith("jdbc:postgresql://");
            DatabaseUrl url = postgres ? any().of(text) : new DatabaseUrl(text, "", null);
            Kinds.check(
                    DatabaseConfig.isAllowed(url.url()),
                    "must be jdbc:h2:<path> without further options, or jdbc:postgresql://host:port/name");
            return url;
        };
    }

    /** What platforms put into {@code DATABASE_URL}: {@code postgres://user:password@host:port/name}. */
    static Kind<DatabaseUrl> any() {
        return text -> {
            Matcher matcher = POSTGRES.matcher(text.strip());
            Kinds.check(
                    matcher.matches(),
                    "must be postgres://user:password@host:port/name or jdbc:postgresql://host/name");
            return fromPostgres(matcher);
        };
    }

    /** This address with another user and password, where those are not empty. */
    DatabaseUrl with(String otherUser, String otherPassword) {
        return new DatabaseUrl(
                url,
                otherUser.isEmpty() ? user : otherUser,
                otherPassword.isEmpty() ? password : Secret.of(otherPassword));
    }

    private static DatabaseUrl fromPostgres(Matcher matcher) {
        String user = decoded(matcher.group("user"));
        String password = decoded(matcher.group("password"));
        List<String> options = new ArrayList<>();
        String query = matcher.group("query") == null ? "" : matcher.group("query");
        for (String option : query.split("&", -1)) {
            if (option.startsWith("user=")) {
                user = decoded(option.substring("user=".length()));
            } else if (option.startsWith("password=")) {
                password = decoded(option.substring("password=".length()));
            } else if (!option.isEmpty()) {
                options.add(option);
            }
        }
        String rest = options.isEmpty() ? "" : "?" + String.join("&", options);
        String url = "jdbc:postgresql://" + matcher.group("place") + rest;
        return new DatabaseUrl(url, user, password.isEmpty() ? null : Secret.of(password));
    }

    /** Percent signs alone: a plus in a password is a plus. */
    private static String decoded(@Nullable String text) {
        Kinds.check(
                text == null || !HALF_A_CODE.matcher(text).find(),
                "must have two hexadecimal digits after each % in user and password; a percent sign itself is %25");
        return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
