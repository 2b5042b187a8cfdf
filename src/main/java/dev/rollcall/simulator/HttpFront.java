package dev.rollcall.simulator;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** HTTP on loopback: reads a request whole, has it answered, and writes the answer when its time has come. */
final class HttpFront implements AutoCloseable {
    /** Longer than any slow answer, so that it is the client who loses patience. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Javalin javalin;
    private final ScheduledThreadPoolExecutor later;
    private final Duration latency;
    private final Function<Call, Answer> answers;

    HttpFront(int port, Duration latency, Function<Call, Answer> answers) {
        this.latency = latency;
        this.answers = answers;
        later = new ScheduledThreadPoolExecutor(
                1, HttpFront::thread, new ThreadPoolExecutor.DiscardPolicy()); // closed: no answer any more
        javalin = Javalin.create(config -> {
            QueuedThreadPool threads = new QueuedThreadPool(64, 4);
            threads.setDaemon(true);
            threads.setName("simulator");
            config.jetty.threadPool = threads;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            for (HandlerType type : List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)) {
                config.routes.addHttpHandler(type, "/*", this::handle);
            }
        });
        javalin.start("127.0.0.1", port);
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            if (connector instanceof ServerConnector server) {
                server.setIdleTimeout(IDLE.toMillis());
            }
        }
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        later.shutdownNow();
        javalin.stop();
    }

    private void handle(Context context) {
        Answer answer = answers.apply(call(context));
        Duration wait = latency.plus(answer.delay());
        if (wait.isZero()) {
            write(context, answer);
            return;
        }
        Executor then = task -> schedule(task, wait);
        context.future(() -> CompletableFuture.runAsync(() -> write(context, answer), then));
    }

    private void schedule(Runnable task, Duration wait) {
        ScheduledFuture<?> unused = later.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Call call(Context context) {
        Map<String, String> query = new HashMap<>();
        context.queryParamMap().forEach((name, values) -> query.put(name, values.get(0)));
        Map<String, String> headers = new HashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Call(context.method().name(), context.path(), query, headers, context.bodyAsBytes());
    }

    private static void write(Context context, Answer answer) {
        if (answer.dropped()) {
            ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
            return;
        }
        context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "simulator-later");
        thread.setDaemon(true);
        return thread;
    }
}
