package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.AccessToken.Token;
import dev.rollcall.dingtalk.CallLimiter.Permit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange with DingTalk: sends once, reads the whole body, opens the envelope. Thread-safe.
 */
final class Exchange implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 8L << 20;

    /** Shorter texts are no secrets and may stand in any answer. */
    private static final int SHORTEST_SECRET = 8;

    private final DingTalkConfig config;
    private final Clock clock;
    private final Waiting waiting;
    private final ServerTime serverTime = new ServerTime();
    private final HttpClients clients;

    Exchange(DingTalkConfig config, Clock clock, Waiting waiting) {
        this.config = config;
        this.clock = clock;
        this.waiting = waiting;
        this.clients = new HttpClients(config, CONNECT, LONGEST, Exchange::listener, this::onTheConnection);
    }

    /** Loads what every exchange needs: TLS, which not every one does, comes when an address wants it. */
    static void warmUp() {
        json(Json.MAPPER.createObjectNode());
        HttpClients.warmUp();
    }

    /** Posts {@code body} to {@code api}; an answer that is not whole, or does not come in time, is thrown. */
    JsonNode post(Api api, ObjectNode body, @Nullable Token token, Permit permit, Duration left)
            throws DingTalkException {
        boolean old = api.gateway() == Api.Gateway.OLD;
        HttpUrl.Builder address =
                HttpUrl.get(old ? config.oapiUrl() : config.apiUrl()).newBuilder();
        address.addPathSegments(api.path().substring(1));
        Request.Builder request = new Request.Builder();
        if (token != null && old) {
            address.addQueryParameter("access_token", token.text());
        } else if (token != null) {
            request.header("x-acs-dingtalk-access-token", token.text());
        }
        request.url(address.build()).post(json(body));
        Answer answer = send(clients.gateways(), request, permit, left);
        List<String> secrets = List.of(config.appSecret().reveal(), token == null ? "" : token.text());
        return Envelope.open(api.gateway(), answer.status(), hide(answer.body(), secrets), clock);
    }

    /** {@code text} without {@code secrets}: an error's words may repeat what was sent. */
    static String hide(String text, List<String> secrets) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = secret.length() < SHORTEST_SECRET ? hidden : hidden.replace(secret, "***");
        }
        return hidden;
    }

    /** Posts {@code body} to {@code address}, which is configured, as it is. */
    Answer postTo(HttpUrl address, ObjectNode body, Duration left) throws DingTalkException {
        return send(clients.anywhere(), new Request.Builder().url(address).post(json(body)), null, left);
    }

    /** Like {@link #postTo}, where somebody else chose the address: nothing inside this network is contacted. */
    Answer postOutside(HttpUrl address, ObjectNode body, Duration left) throws DingTalkException {
        return send(clients.outside(), new Request.Builder().url(address).post(json(body)), null, left);
    }

    /** A client for WebSockets with the same care. */
    OkHttpClient.Builder webSockets() {
        return clients.anywhere().newBuilder();
    }

    Clock clock() {
        return clock;
    }

    /** What time it is at DingTalk's gateways. */
    ServerTime serverTime() {
        return serverTime;
    }

    private static RequestBody json(ObjectNode body) {
        try {
            return RequestBody.create(Json.MAPPER.writeValueAsBytes(body), JSON);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Takes {@code left} at most, all of it counted: name, connection, question and answer. */
    private Answer send(OkHttpClient client, Request.Builder request, @Nullable Permit permit, Duration left)
            throws DingTalkException {
        if (left.isNegative() || left.isZero()) {
            throw DingTalkException.notSent("no time was left");
        }
        Duration time = left.compareTo(LONGEST) < 0 ? left : LONGEST;
        Trace trace = new Trace(permit);
        // Without it the newer gateway may answer XML.
        Call call = client.newCall(request.header("Accept", "application/json")
                .tag(Trace.class, trace)
                .build());
        call.timeout().timeout(Math.max(1, waiting.onTheMachine(time).toNanos()), TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            return new Answer(response.code(), text(response.body()));
        } catch (IOException e) {
            if (e instanceof NoTurnException none) {
                throw none.why;
            }
            String why = why(e, time);
            if (!trace.left) {
                throw DingTalkException.notSent(why);
            }
            throw e instanceof InterruptedIOException
                    ? DingTalkException.timedOut(why)
                    : DingTalkException.noAnswer(why);
        }
    }

    private static String why(IOException e, Duration time) {
        if (e instanceof InterruptedIOException) {
            return "no answer within " + seconds(time);
        }
        if (e instanceof SSLException) {
            return "the server's certificate cannot be trusted";
        }
        if (e instanceof TooLargeException) {
            return "the answer is larger than " + (MOST_BYTES >> 20) + " MiB";
        }
        return "the connection broke";
    }

    private static String text(ResponseBody body) throws IOException {
        if (body.source().request(MOST_BYTES)) {
            throw new TooLargeException();
        }
        return body.source().readUtf8();
    }

    private Response onTheConnection(Interceptor.Chain chain) throws IOException {
        Trace trace = chain.request().tag(Trace.class);
        Permit permit = trace == null ? null : trace.permit;
        if (permit != null) {
            leave(permit);
        }
        Instant sent = clock.instant();
        Response response = chain.proceed(chain.request());
        if (permit != null) {
            serverTime.note(response.headers().getInstant("Date"), sent, clock.instant());
        }
        // OkHttp would send again at once, unseen, where a server says Retry-After: 0.
        return response.newBuilder().removeHeader("Retry-After").build();
    }

    /** On a connection, because making one takes time, and a call's turn does not wait for it. */
    private static void leave(Permit permit) throws IOException {
        try {
            permit.leave();
        } catch (DingTalkException e) {
            throw new NoTurnException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private static String seconds(Duration time) {
        return Math.max(1, time.toSeconds()) + " s";
    }

    private static EventListener listener(Call call) {
        Trace trace = call.request().tag(Trace.class);
        return trace == null ? EventListener.NONE : trace;
    }

    @Override
    public void close() {
        clients.close();
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Connecting took so long that the call's turn was over, and there was no other. */
    private static final class NoTurnException extends IOException {
        private static final long serialVersionUID = 1L;

        private final DingTalkException why;

        NoTurnException(DingTalkException why) {
            super(why);
            this.why = why;
        }
    }

    /** An answer as it came. */
    record Answer(int status, String body) {}

    /** Notes whether a call left, and tells the limiter when it did and when its answer came. */
    private static final class Trace extends EventListener {
        private final @Nullable Permit permit;
        private volatile boolean left;

        Trace(@Nullable Permit permit) {
            this.permit = permit;
        }

        @Override
        public void requestHeadersStart(Call call) {
            left = true;
        }

        @Override
        public void requestBodyEnd(Call call, long byteCount) {
            if (permit != null) {
                permit.sent();
            }
        }

        @Override
        public void responseHeadersStart(Call call) {
            if (permit != null) {
                permit.answered();
            }
        }
    }
}
