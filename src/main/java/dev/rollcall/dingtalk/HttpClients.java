package dev.rollcall.dingtalk;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients, which share their connections: certificates are verified, redirects are not followed, nothing is
 * sent twice. TLS costs a fifth of a second to set up and is set up only where an address wants it. Thread-safe.
 */
final class HttpClients implements AutoCloseable {
    /** As many calls as run side by side keep their connections. */
    private static final int CONNECTIONS = 32;

    private final OkHttpClient gateways;
    private @Nullable OkHttpClient anywhere;
    private @Nullable OkHttpClient outside;

    HttpClients(
            DingTalkConfig config,
            Duration connect,
            Duration longest,
            EventListener.Factory listeners,
            Interceptor each) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(connect)
                .readTimeout(longest)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(CONNECTIONS, 5, TimeUnit.MINUTES))
                .addNetworkInterceptor(each)
                .eventListenerFactory(listeners);
        if (plain(config)) {
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        gateways = builder.build();
    }

    static void warmUp() {
        new OkHttpClient.Builder()
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .build();
    }

    /** Whether both gateways are the simulator's. */
    private static boolean plain(DingTalkConfig config) {
        return "http".equals(config.oapiUrl().getScheme())
                && "http".equals(config.apiUrl().getScheme());
    }

    /** For the two gateways. */
    OkHttpClient gateways() {
        return gateways;
    }

    /** For any address that is configured. */
    synchronized OkHttpClient anywhere() {
        if (anywhere == null) {
            anywhere = gateways.newBuilder()
                    .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                    .build();
        }
        return anywhere;
    }

    /** For addresses that somebody else chose: nothing inside this network is contacted. */
    synchronized OkHttpClient outside() {
        if (outside == null) {
            outside =
                    anywhere().newBuilder().dns(new PublicAddresses(Dns.SYSTEM)).build();
        }
        return outside;
    }

    @Override
    public void close() {
        gateways.connectionPool().evictAll();
    }
}
