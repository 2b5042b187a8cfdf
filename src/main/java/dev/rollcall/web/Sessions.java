package dev.rollcall.web;

import dev.rollcall.common.Secret;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The cookie that a token is turned into. It holds no token, is good for twelve hours in every process, and ends when
 * its token is taken out of the configuration. Thread-safe.
 */
final class Sessions {
    private static final Duration LIFE = Duration.ofHours(12);
    private static final String PLAIN = "rollcall";

    /** Browsers take a cookie of such a name only over https, for the whole site, and from that site itself. */
    private static final String SECURE = "__Host-rollcall";

    private static final Pattern VALUE = Pattern.compile("(\\d{1,12})\\.([A-Za-z0-9_-]{22})");

    private final List<Secret> tokens;
    private final Seal seal;
    private final Clock clock;

    Sessions(List<Secret> tokens, Secret appSecret, Clock clock) {
        this.tokens = List.copyOf(tokens);
        this.seal = new Seal(appSecret);
        this.clock = clock;
    }

    /** Whether {@code context} brings a cookie that is still good. */
    boolean holds(Context context) {
        String value = context.cookie(name(context));
        java.util.regex.Matcher matcher = VALUE.matcher(value == null ? "" : value);
        if (!matcher.matches() || clock.instant().getEpochSecond() > Long.parseLong(matcher.group(1))) {
            return false;
        }
        boolean good = false;
        for (Secret token : tokens) {
            good |= seal.fits(matcher.group(2), "session", matcher.group(1), token.reveal());
        }
        return good;
    }

    /** When the cookie of {@code context} ends, whether it is good or not; far away where it brings none. */
    Instant until(Context context) {
        String value = context.cookie(name(context));
        java.util.regex.Matcher matcher = VALUE.matcher(value == null ? "" : value);
        return matcher.matches() ? Instant.ofEpochSecond(Long.parseLong(matcher.group(1))) : Instant.MAX;
    }

    /** Gives the browser a cookie for {@code token}, which is one of the configured. */
    void begin(Context context, Secret token) {
        String until = String.valueOf(clock.instant().plus(LIFE).getEpochSecond());
        set(context, until + "." + seal.of("session", until, token.reveal()), Math.toIntExact(LIFE.toSeconds()));
    }

    /** Takes it away. */
    void end(Context context) {
        set(context, "", 0);
    }

    private static void set(Context context, String value, int seconds) {
        boolean secure = Caller.overHttps(context);
        context.cookie(new Cookie(name(context), value, "/", seconds, secure, true, null, SameSite.LAX));
    }

    private static String name(Context context) {
        return Caller.overHttps(context) ? SECURE : PLAIN;
    }
}
