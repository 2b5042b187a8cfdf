package dev.rollcall.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Web addresses of the configuration: https anywhere, plain http on loopback alone, no user, no fragment.
 *
 * <p>Loopback is told by how the host is written; names are not looked up, because the answer may change.
 */
final class Addresses {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern LOOPBACK =
            Pattern.compile("127(\\." + OCTET + "){3}|localhost|\\[?(::1|0:0:0:0:0:0:0:1)]?");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("(.*&)?access_token=[^&]+(&.*)?");

    private Addresses() {}

    /** The base of an API: a path is allowed, a query is not, a slash at its end is dropped. */
    static Kind<URI> base() {
        return text -> {
            URI uri = address(text);
            Kinds.check(uri.getRawQuery() == null, "must have no query (?…)");
            return URI.create(text.strip().replaceFirst("/+$", ""));
        };
    }

    /** Where this program is reached from outside: scheme, host and port alone. */
    static Kind<URI> origin() {
        return text -> {
            URI uri = base().of(text);
            Kinds.check(uri.getRawPath().isEmpty(), "must end with the host or port, without a path");
            return uri;
        };
    }

    /** An address to fetch as it is. */
    static Kind<URI> any() {
        return Addresses::address;
    }

    /** A robot's webhook. */
    static Kind<String> webhook() {
        return text -> {
            String query = address(text).getRawQuery();
            Kinds.check(
                    query != null && ACCESS_TOKEN.matcher(query).matches(),
                    "must be the robot's whole webhook, with ?access_token=… at its end");
            return text.strip();
        };
    }

    /** Whether {@code host} is written as this machine's own loopback. */
    static boolean loopback(@Nullable String host) {
        return host != null && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static URI address(String text) {
        URI uri = parsed(text.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        Kinds.check(
                scheme.equals("https") || (scheme.equals("http") && loopback(uri.getHost())),
                "must be an https:// address; plain http:// only on loopback (127.0.0.1, ::1, localhost)");
        Kinds.check(uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535, "must name a host");
        Kinds.check(uri.getRawUserInfo() == null, "must not carry a user or password");
        Kinds.check(uri.getRawFragment() == null, "must not have a fragment (#…)");
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("must be a web address, as in https://oapi.dingtalk.com", e);
        }
    }
}
