package dev.rollcall.simulator;

import dev.rollcall.simulator.Answer.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * HTTP on loopback: reads a request whole, has it answered, and writes the answer when its time has come, or lets it become
 * a WebSocket. Whoever watches is
 * told on a thread of its pool, which he may keep waiting; there are 64.
 *
 * <p>Jetty alone, without servlets: an answer may come after its client or this server has gone, which a servlet's request,
 * by then in use for another call, does not take well.
 */
final class HttpFront implements AutoCloseable {
    /** Longer than any slow answer, so that it is the client who loses patience. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private static final int LARGEST_FRAME = 256 * 1024;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    private final Server server = new Server(threads);
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server);
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(
            1, HttpFront::thread, new ThreadPoolExecutor.DiscardPolicy()); // closed: no answer any more
    private final Duration latency;
    private final Supplier<Instant> date;
    private final Watch watch;
    private final Function<Call, Answer> answers;

    /** @param date what every answer says the time is */
    HttpFront(int port, Duration latency, Supplier<Instant> date, Watch watch, Function<Call, Answer> answers) {
        this.latency = latency;
        this.date = date;
        this.watch = watch;
        this.answers = answers;
        threads.setDaemon(true);
        threads.setName("simulator");
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        sockets.setIdleTimeout(IDLE);
        sockets.setMaxTextMessageSize(LARGEST_FRAME);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback done) throws IOException {
                HttpFront.this.handle(new Exchange(request, response, done, call(request)));
                return true;
            }
        });
        start();
    }

    /** One call that is waiting for its answer, which ends with {@code done}. */
    private record Exchange(Request request, Response response, Callback done, Call call) {}

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException("Cannot listen on port " + connector.getPort() + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        later.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop: " + e.getMessage(), e);
        }
    }

    private void handle(Exchange exchange) {
        watch.tell(exchange.call().path(), Phase.ARRIVED);
        Answer answer = answers.apply(exchange.call());
        if (answer.socket() != null) {
            upgrade(exchange, answer.socket());
            return;
        }
        Duration wait = latency.plus(answer.delay());
        if (answer.ending() == Ending.NEVER) {
            return; // Jetty keeps the connection until somebody closes it
        }
        if (wait.isZero()) {
            finish(exchange, answer);
        } else {
            // The one thread that waits never writes: a slow client or watcher would hold up all the others.
            Runnable task = () -> threads.execute(() -> finish(exchange, answer));
            ScheduledFuture<?> unused = later.schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void upgrade(Exchange exchange, StreamSocket socket) {
        if (!sockets.upgrade(
                (request, response, done) -> socket, exchange.request(), exchange.response(), exchange.done())) {
            finish(exchange, Answer.json(400, "{\"message\":\"no WebSocket\"}"));
        }
    }

    private static Call call(Request request) throws IOException {
        Map<String, String> query = new HashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request, StandardCharsets.UTF_8)) {
            query.put(field.getName(), field.getValue());
        }
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.put(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
        }
        try (InputStream body = Content.Source.asInputStream(request)) {
            String path = request.getHttpURI().getPath();
            return new Call(request.getMethod(), path, query, headers, body.readAllBytes());
        }
    }

    private void finish(Exchange exchange, Answer answer) {
        try {
            if (answer.written()) {
                write(exchange.response(), answer);
                watch.tell(exchange.call().path(), Phase.ANSWERED);
                exchange.done().succeeded();
            } else {
                cut(exchange.request(), answer.ending());
                exchange.done().failed(new EofException("cut on purpose"));
            }
        } catch (IOException | RuntimeException e) {
            exchange.done().failed(e); // the client has gone; or whoever watches has failed
        }
    }

    /** Returns when the whole answer has been handed to the network. */
    private void write(Response response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.getHeaders().put("Date", DATE.format(date.get()));
        response.getHeaders().put("Content-Type", answer.contentType());
        response.getHeaders().put("Content-Length", answer.body().length);
        Content.Sink.write(response, true, ByteBuffer.wrap(answer.body()));
    }

    private static void cut(Request request, Ending ending) {
        EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
        if (ending == Ending.RESET && client.getTransport() instanceof SocketChannel channel) {
            resetOnClose(channel);
        }
        client.close();
    }

    /** Without lingering, closing sends a reset. */
    private static void resetOnClose(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "simulator-later");
        thread.setDaemon(true);
        return thread;
    }
}
