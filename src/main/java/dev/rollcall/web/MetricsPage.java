package dev.rollcall.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What Prometheus reads. For processes of this machine, and for whomever {@link Access} knows; a proxy of this machine is
 * none of it. Thread-safe.
 */
public final class MetricsPage implements Routes {
    static final String PATH = "/metrics";
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Access access;
    private final Supplier<String> text;

    /** @param text all of it as it is now; may block for a moment */
    public MetricsPage(Access access, Supplier<String> text) {
        this.access = access;
        this.text = text;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PATH, this::answer);
    }

    private void answer(Context context) {
        if (Caller.ofThisMachine(context) || access.permits(context)) {
            context.contentType(TYPE).result(text.get().getBytes(StandardCharsets.UTF_8));
        }
    }
}
