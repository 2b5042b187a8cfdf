package dev.rollcall.web;

import io.javalin.config.JavalinConfig;

/** A part of what is answered over HTTP. Handlers are called by many threads at once. */
public interface Routes {
    /** Says at which addresses it answers. */
    void addTo(JavalinConfig config);
}
