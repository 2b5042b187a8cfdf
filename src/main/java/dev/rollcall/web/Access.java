package dev.rollcall.web;

import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * May this caller see everybody? Whoever has one of the bearer tokens may, or the cookie that the login page makes of
 * one; where none is configured, processes of this machine may and nobody else.
 *
 * <p>Whoever guesses must wait: after ten wrong tokens a minute of one caller, as the proxy names them, and after sixty of
 * one connection's own address, whatever it says of whom it passes on. Who logs in, out, or guesses is in the log by
 * address and the token's place in the configuration. Thread-safe.
 */
public final class Access {
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.rollcall.audit");
    private static final int OF_A_CALLER = 10;
    private static final int OF_A_CONNECTION = 60;

    private final List<Secret> tokens;
    private final Sessions sessions;
    private final Links links;
    private final Failures callers = new Failures(OF_A_CALLER);
    private final Failures connections = new Failures(OF_A_CONNECTION);
    private final Waiting waiting;

    /** @param links those that open one department */
    public Access(WebConfig config, Secret appSecret, Links links, Clock clock, Waiting waiting) {
        this.tokens = config.tokens();
        this.sessions = new Sessions(tokens, appSecret, clock);
        this.links = links;
        this.waiting = waiting;
    }

    /** Whether there is anything to log in with. */
    boolean closed() {
        return !tokens.isEmpty();
    }

    Links links() {
        return links;
    }

    /** Whether {@code context} may see everything; says nothing to it. */
    boolean knows(Context context) {
        if (tokens.isEmpty()) {
            return Caller.ofThisMachine(context);
        }
        return sessions.holds(context) || known(context, Caller.token(context)) != null;
    }

    /** Until when {@code context}, which is known, may go on being told: until its cookie ends. */
    Instant until(Context context) {
        return Caller.token(context) == null ? sessions.until(context) : Instant.MAX;
    }

    /** Whether {@code context} may go on; if not, it has its answer: 401 where a token would help, else 403 or 429. */
    boolean permits(Context context) {
        boolean waits = mustWait(context); // Before this one counts.
        if (knows(context)) {
            return true;
        }
        if (tokens.isEmpty()) {
            context.status(403);
            WebServer.problem(
                    context,
                    "Forbidden",
                    "No web.tokens are configured: only callers on this machine, at localhost, are answered, and no proxy");
        } else if (waits) {
            context.status(429).header("Retry-After", "60");
            WebServer.problem(context, "Too Many Requests", "Too many wrong tokens from this address; wait a minute");
        } else {
            context.status(401).header("WWW-Authenticate", "Bearer");
            WebServer.problem(context, "Unauthorized", "Send one of web.tokens as Authorization: Bearer …");
        }
        return false;
    }

    /** Whether {@code context} has guessed too often. */
    boolean mustWait(Context context) {
        long now = waiting.nanos();
        return callers.tooMany(Caller.address(context), now) || connections.tooMany(context.ip(), now);
    }

    /** Turns {@code token} into a cookie; false where it is none of the configured. */
    boolean logIn(Context context, @Nullable String token) {
        Secret known = known(context, token == null || token.isEmpty() ? null : Secret.of(token));
        if (known != null) {
            sessions.begin(context, known);
            AUDIT.info("Login from {} with token {}: accepted", Caller.shown(context), tokens.indexOf(known) + 1);
        }
        return known != null;
    }

    void logOut(Context context) {
        sessions.end(context);
        AUDIT.info("Logout from {}", Caller.shown(context));
    }

    /** The configured token that {@code given} is; null where it is none, which is counted. */
    private @Nullable Secret known(Context context, @Nullable Secret given) {
        if (given == null || mustWait(context)) {
            return null;
        }
        Secret found = null;
        for (Secret token : tokens) { // All of them, so that the time does not tell which.
            found = token.equals(given) ? token : found;
        }
        if (found == null) {
            callers.add(Caller.address(context), waiting.nanos());
            connections.add(context.ip(), waiting.nanos());
            wrong(context);
        }
        return found;
    }

    /** Logs it; ten times a minute at most of one address, after which nothing of it is looked at. */
    private void wrong(Context context) {
        AUDIT.info(
                "Wrong token from {} {}: refused{}",
                Caller.shown(context),
                context.path().equals(LoginPage.PATH) ? "at the login" : "in a request",
                mustWait(context) ? ", and so is whatever else comes from there within a minute" : "");
    }
}
