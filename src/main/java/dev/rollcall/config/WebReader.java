package dev.rollcall.config;

import dev.rollcall.web.WebConfig;
import java.net.URI;
import java.util.Optional;

/** Reads {@code web}. */
final class WebReader {
    private WebReader() {}

    static WebConfig read(Section web) {
        WebConfig defaults = WebConfig.defaults();
        return new WebConfig(
                web.get("host", Kinds.host(), defaults.host()),
                web.getWritten("port", Kinds.integer(0, 65_535), "${PORT:-8080}", defaults.port()),
                url(web, "public_url", Addresses.origin()).orElse(null),
                Secrets.list(web, "tokens", token()),
                web.get("link_days", Kinds.integer(1, 30), defaults.linkDays()),
                url(web, "heartbeat_url", Addresses.any()).orElse(null),
                web.get("refresh", Kinds.duration("1s", "1d"), defaults.refresh()),
                web.get("metrics_by_department", Kinds.bool(), defaults.metricsByDepartment()));
    }

    /** An empty address is none. */
    private static Optional<URI> url(Section web, String key, Kind<URI> kind) {
        return web.value(key).filter(value -> !value.text().isBlank()).flatMap(value -> value.as(kind));
    }

    private static Kind<String> token() {
        return text -> {
            boolean fits = text.chars().allMatch(character -> character > ' ' && character < 127);
            Kinds.check(fits, "must be letters, digits and signs without spaces, as from: openssl rand -hex 16");
            return text;
        };
    }
}
