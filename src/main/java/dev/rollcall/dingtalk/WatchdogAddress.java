package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The address at which a watchdog outside waits to be told that all is well.
 *
 * <p>It is no part of DingTalk and gets nothing of it: no token, no connection, no limit. Whoever knows the address can
 * speak in this program's name, so that of it only the host is ever said. Certificates are verified, nothing of an answer is
 * read, and no redirect leaves the host, its port and its scheme. Made when it is first asked; blocks, for ten seconds at
 * most; thread-safe.
 */
public final class WatchdogAddress {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int REDIRECTS = 3;

    private final HttpUrl address;
    private final Waiting waiting;
    private @Nullable OkHttpClient client;

    /** @param address https, or plain http on loopback, as the configuration sees to */
    public WatchdogAddress(URI address, Waiting waiting) {
        this.address = HttpUrl.get(address.toString());
        this.waiting = waiting;
    }

    /** Fetches it once. Why it was not to be had, in words that tell its host and no more; empty where it was. */
    public Optional<String> fetch() {
        long end = waiting.nanos() + LONGEST.toNanos();
        HttpUrl next = address;
        int status = 0;
        try {
            for (int hop = 0; hop <= REDIRECTS; hop++) {
                try (Response response = call(next, end).execute()) {
                    status = response.code();
                    HttpUrl there = redirect(response, next);
                    if (response.isSuccessful() || there == null) {
                        return response.isSuccessful()
                                ? Optional.empty()
                                : Optional.of(address.host() + " answers HTTP " + status);
                    }
                    next = there;
                }
            }
            return Optional.of(address.host() + " answers HTTP " + status + " again and again");
        } catch (IOException e) {
            return Optional.of(why(e));
        }
    }

    private Call call(HttpUrl url, long end) {
        Call call = client().newCall(new Request.Builder()
                .url(url)
                .header("User-Agent", "Rollcall")
                .build());
        Duration left = waiting.onTheMachine(Duration.ofNanos(end - waiting.nanos()));
        call.timeout().timeout(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Where {@code response} sends on to, within the same host; null: nowhere. */
    private static @Nullable HttpUrl redirect(Response response, HttpUrl from) {
        String location = response.isRedirect() ? response.header("Location") : null;
        HttpUrl to = location == null ? null : from.resolve(location);
        boolean same = to != null
                && to.scheme().equals(from.scheme())
                && to.host().equals(from.host())
                && to.port() == from.port();
        return same ? to : null;
    }

    private String why(IOException e) {
        if (e instanceof InterruptedIOException) {
            return "no answer from " + address.host() + " within " + LONGEST.toSeconds() + " s";
        }
        if (e instanceof SSLException) {
            return "the certificate of " + address.host() + " cannot be trusted";
        }
        return address.host() + " cannot be reached";
    }

    private synchronized OkHttpClient client() {
        OkHttpClient made = client;
        if (made == null) {
            made = new OkHttpClient.Builder()
                    .connectTimeout(CONNECT)
                    .readTimeout(LONGEST)
                    .followRedirects(false)
                    .followSslRedirects(false)
                    // It is fetched once in hours: no connection is kept.
                    .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                    .connectionSpecs(List.of(address.isHttps() ? ConnectionSpec.MODERN_TLS : ConnectionSpec.CLEARTEXT))
                    .build();
            client = made;
        }
        return made;
    }
}
