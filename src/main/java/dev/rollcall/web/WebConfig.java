package dev.rollcall.web;

import dev.rollcall.common.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the board listens and whom it lets in.
 *
 * @param host the address to listen on; default: {@code 0.0.0.0}
 * @param port the port to listen on; default: the environment's {@code PORT}, else 8080; 0: any free one
 * @param publicUrl base of the links in the digests, without a slash at its end; default: null, digests carry no link
 * @param tokens bearer tokens that see the whole board; default: none, then the board answers loopback only
 * @param linkDays how many days a digest's link opens its department and date, 1 to 30; default: 1
 * @param heartbeatUrl fetched after every cutoff that ended well; default: null, nothing is fetched
 * @param refresh how often the board asks again while somebody looks; default: 5 minutes
 * @param metricsByDepartment whether {@code /metrics} tells how many are absent in each department; default: true
 */
public record WebConfig(
        String host,
        int port,
        @Nullable URI publicUrl,
        List<Secret> tokens,
        int linkDays,
        @Nullable URI heartbeatUrl,
        Duration refresh,
        boolean metricsByDepartment) {
    public WebConfig {
        tokens = List.copyOf(tokens);
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("host must not be empty, port 0 to 65535: " + port);
        }
        if (linkDays < 1 || linkDays > 30 || refresh.isNegative() || refresh.isZero()) {
            throw new IllegalArgumentException("linkDays must be 1 to 30 and refresh above zero");
        }
    }

    /** Without the address of the watchdog: whoever knows it can speak in this program's name. */
    @Override
    public String toString() {
        return "WebConfig[host=" + host + ", port=" + port + ", publicUrl=" + publicUrl + ", tokens=" + tokens
                + ", linkDays=" + linkDays + ", heartbeatUrl=" + (heartbeatUrl == null ? null : "***") + ", refresh="
                + refresh + "]";
    }

    /** The defaults. */
    public static WebConfig defaults() {
        return new WebConfig("0.0.0.0", 8080, null, List.of(), 1, null, Duration.ofMinutes(5), true);
    }
}
