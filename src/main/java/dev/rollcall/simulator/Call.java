package dev.rollcall.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param headers by name in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes of a body: never compared, never shared
record Call(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    @Nullable
    String parameter(String name) {
        return query.get(name);
    }

    String contentType() {
        return headers.getOrDefault("content-type", "");
    }

    boolean isForm() {
        return contentType().startsWith("application/x-www-form-urlencoded");
    }

    /** The path with the robot's token, as {@link Faults#on} takes it for one robot. */
    String pathWithToken() {
        return path + "?access_token=" + query.getOrDefault("access_token", "");
    }
}
