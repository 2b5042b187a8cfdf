package dev.rollcall.web;

import dev.rollcall.trace.Trace;
import io.javalin.http.Context;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Gives each request an id of its own, which its answer carries and every line that is logged about it; what a caller says
 * of itself is not taken for one. Thread-safe.
 */
final class NumberedRequests extends Handler.Wrapper {
    /** Of an answer: the request's id, as the log has it. */
    static final String HEADER = "X-Request-Id";

    NumberedRequests(Handler next) {
        super(next);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Trace trace = Trace.begin();
        response.getHeaders().put(HEADER, trace.request());
        return trace.call(() -> super.handle(request, response, callback));
    }

    /** The piece of work that {@code context} is, on whatever thread it is answered. */
    static Trace trace(Context context) {
        String id = context.res().getHeader(HEADER);
        return id == null ? Trace.current() : Trace.of(id);
    }
}
