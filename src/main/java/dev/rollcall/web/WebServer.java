package dev.rollcall.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.common.UnavailableException;
import dev.rollcall.common.Waiting;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers over HTTP: liveness, readiness and the {@link Routes} of the program. Errors are
 * {@code application/problem+json} (RFC 9457). Thread-safe.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MOST_THREADS = 32;
    private static final int LARGEST_REQUEST = 64 * 1024;

    /**
     * Room for two hundred live pages, and whatever their browsers ask besides, while two thousand others say nothing of
     * use. One takes some 10 KB.
     */
    private static final int MOST_CONNECTIONS = 3000;

    /** So many may come at once and be let in one after the other; more would come again only after a second. */
    private static final int WAITING = 1024;

    /** Whoever says nothing for so long, and to whom nothing is said, is let go; live pages hear something sooner. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Where commands of this machine ask. */
    private static final String LOOPBACK = "127.0.0.1";

    private static final Duration LOOK = Duration.ofMillis(100);

    /** Who was let in at the last moment is not counted at once, and would wait for ever. */
    private static final Duration ON_THE_WAY = Duration.ofSeconds(2);

    /** What every answer carries. */
    private static final Map<String, String> PROTECTION = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private final Javalin javalin;
    private final String host;
    private final AtomicBoolean leaving;

    private WebServer(Javalin javalin, String host, AtomicBoolean leaving) {
        this.javalin = javalin;
        this.host = host;
        this.leaving = leaving;
    }

    /**
     * Starts to answer: liveness, readiness and {@code parts}. With {@link LocalCommands} among them it answers at 127.0.0.1 in any
     * case, at a free port where {@code host} is not reached there.
     *
     * @param port 0: any free one
     * @throws IOException if the address cannot be listened on; the message says why in words
     */
    public static WebServer start(String host, int port, Health health, Routes... parts) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            // Jetty's own failure comes as a stack of exceptions; this one says it in a line.
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new IOException("Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
        WebServer server = serving(host, port, 0, health, parts);
        LOG.info("Listening on {}:{}", host, server.port());
        if (server.localPort() != server.port()) {
            LOG.info("Commands of this machine are heard at {}:{}", LOOPBACK, server.localPort());
        }
        return server;
    }

    /**
     * Starts another at the same address. While both are open, either may be asked, and each question is answered by one; close this
     * one soon.
     *
     * @throws RuntimeException if it cannot be started; this one answers on
     */
    public WebServer beside(Health health, Routes... parts) {
        return serving(host, port(), localPort(), health, parts);
    }

    /** @param localPort that of loopback, where one of its own is needed; 0: any free one */
    private static WebServer serving(String host, int port, int localPort, Health health, Routes... parts) {
        boolean alsoHere = Stream.of(parts).anyMatch(LocalCommands.class::isInstance) && !reachedOnLoopback(host);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
        threads.setName("web");
        AtomicBoolean leaving = new AtomicBoolean();
        WebServer server = new WebServer(
                Javalin.create(config -> {
                    config.jetty.addConnector((jetty, http) -> connector(jetty, threads, http, host, port));
                    if (alsoHere) {
                        config.jetty.addConnector(
                                (jetty, http) -> connector(jetty, threads, http, LOOPBACK, localPort));
                    }
                    config.jetty.modifyHttpConfiguration(http -> protect(http, leaving));
                    config.jetty.threadPool = new FewFailures();
                    config.jetty.modifyServer(
                            jetty -> jetty.setHandler(new NumberedRequests(new WholeBodies(LARGEST_REQUEST, threads))));
                    configure(config, health, parts);
                }),
                host,
                leaving);
        server.javalin.start();
        return server;
    }

    private static void protect(HttpConfiguration http, AtomicBoolean leaving) {
        http.addCustomizer((request, headers) -> { // Also what Jetty answers by itself.
            PROTECTION.forEach(headers::put);
            if (leaving.get()) {
                headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            }
            return request;
        });
    }

    /** Whether what listens on {@code host} is asked at 127.0.0.1 as well; a host of no address listens nowhere. */
    private static boolean reachedOnLoopback(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || address.getHostAddress().equals(LOOPBACK);
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static ServerConnector connector(
            Server jetty, Executor threads, HttpConfiguration http, String host, int port) {
        ServerConnector connector =
                new ServerConnector(jetty, threads, null, null, -1, -1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setReusePort(true); // For whoever comes after this one; strangers are told apart by asking first.
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(WAITING);
        jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        return connector;
    }

    private static void configure(JavalinConfig config, Health health, Routes... parts) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new Unheard(PROTECTION)));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jsonMapper(new JavalinJackson(new ObjectMapper(), false));
        config.routes.before(WebServer::secure);
        config.routes.get("/healthz", context -> alive(context, health));
        config.routes.get("/readyz", context -> ready(context, health));
        for (Routes part : parts) {
            part.addTo(config);
        }
        config.routes.error(404, WebServer::missing);
        config.routes.exception(UnavailableException.class, (e, context) -> {
            LOG.debug("Cannot answer {} {}: {}", context.method(), context.path(), e.getMessage());
            context.status(503).header("Retry-After", "10");
            problem(context, "Not available", String.valueOf(e.getMessage()));
        });
        config.routes.exception(Exception.class, (e, context) -> {
            NumberedRequests.trace(context)
                    .run(() -> LOG.error("Cannot answer {} {}", context.method(), context.path(), e));
            context.status(500);
            problem(context, "Internal error", "The request could not be answered; the log says why");
        });
    }

    /** A page says by itself what is missing. */
    private static void missing(Context context) {
        String type = context.res().getContentType();
        if (type == null || !type.startsWith("text/html")) {
            problem(context, "Not found", "Nothing is at " + context.path());
        }
    }

    private static void secure(Context context) {
        context.header("Cache-Control", "no-store");
        if (Caller.overHttps(context)) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Whoever comes from elsewhere learns no more than that it lives. */
    private static void alive(Context context, Health health) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "ok");
        answer.put("configuration", health.configuration());
        if (Caller.ofThisMachine(context)) {
            answer.putAll(health.about());
        }
        context.json(answer);
    }

    private static void ready(Context context, Health health) {
        Map<String, String> parts = health.parts();
        boolean ready = parts.values().stream().allMatch(Health.WELL::equals);
        Map<String, String> since = new LinkedHashMap<>();
        health.since().forEach((part, instant) -> since.put(part, instant.toString()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ready", ready);
        answer.put("parts", parts);
        answer.put("configuration", health.configuration());
        answer.put("since", since);
        context.status(ready ? 200 : 503).json(answer);
    }

    static void problem(Context context, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", context.statusCode());
        problem.put("detail", detail);
        context.json(problem).contentType("application/problem+json");
    }

    /**
     * Listens no more: whoever comes is answered by the one beside it. Who is connected is answered once more and has to come
     * anew.
     */
    public void listenNoMore() {
        leaving.set(true);
        connectors().forEach(connector -> {
            CompletableFuture<Void> unused = connector.shutdown();
            connector.close();
        });
    }

    /** Waits until nobody is connected any more, {@code longest} at most, and closes. Call {@link #listenNoMore} first. */
    public void finish(Duration longest, Waiting waiting) throws InterruptedException {
        long until = waiting.nanos() + longest.toNanos();
        waiting.pause(ON_THE_WAY);
        while (until - waiting.nanos() > 0
                && connectors()
                        .anyMatch(
                                connector -> !connector.getConnectedEndPoints().isEmpty())) {
            waiting.pause(LOOK);
        }
        close();
    }

    private Stream<ServerConnector> connectors() {
        return Arrays.stream(javalin.jettyServer().server().getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** The port at which processes of this machine reach it at 127.0.0.1, where it has {@link LocalCommands}. */
    public int localPort() {
        return connectors()
                .reduce((first, last) -> last)
                .map(ServerConnector::getLocalPort)
                .orElse(port());
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
