package dev.rollcall.web;

import dev.rollcall.common.Secret;
import io.javalin.http.Context;
import java.util.List;

/**
 * May this caller see everybody? Whoever has one of the bearer tokens may; where none is configured, processes of this
 * machine may and nobody else. Thread-safe.
 */
final class Access {
    private final List<Secret> tokens;

    /** @param tokens bearer tokens that see the whole board; may be empty */
    Access(List<Secret> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** Whether {@code context} may go on; if not, it has its answer: 401 where a token would help, else 403. */
    boolean permits(Context context) {
        if (tokens.isEmpty()) {
            return Caller.ofThisMachine(context) || refused(context);
        }
        Secret given = Caller.token(context);
        boolean known = false;
        for (Secret token : tokens) { // All of them, so that the time does not tell which.
            known |= given != null && token.equals(given);
        }
        return known || unauthorized(context);
    }

    private static boolean refused(Context context) {
        context.status(403);
        WebServer.problem(
                context,
                "Forbidden",
                "No web.tokens are configured: only callers on this machine are answered, and no proxy");
        return false;
    }

    private static boolean unauthorized(Context context) {
        context.status(401).header("WWW-Authenticate", "Bearer");
        WebServer.problem(context, "Unauthorized", "Send one of web.tokens as Authorization: Bearer …");
        return false;
    }
}
