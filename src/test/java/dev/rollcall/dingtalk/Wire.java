package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.absence.Answers;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** A DingTalk that answers over real HTTP what a test tells it to, and remembers what it was asked. */
final class Wire extends Dispatcher {
    static final String APP_SECRET = "canary-app-secret";
    static final String OK = "{\"errcode\":0,\"errmsg\":\"ok\",\"result\":{}}";
    private static final ObjectMapper JSON = new ObjectMapper();

    final VirtualTime time;
    final DingTalkConfig config;
    final DingTalkClient client;
    final ExecutorService executor = Executors.newCachedThreadPool();
    private final MockWebServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokens = new AtomicInteger();

    /** What whoever watches the client was told. */
    final ConcurrentLinkedQueue<CallWatch.Attempt> attempts = new ConcurrentLinkedQueue<>();

    private Wire(MockWebServer server, VirtualTime time, int callsPerSecond, boolean shiftSettings, Shared shared) {
        this.server = server;
        this.time = time;
        this.config = config(server.url("/"), callsPerSecond, shiftSettings);
        this.client = new DingTalkClient(config, time.clock(), time, shared, attempts::add);
        answers(
                Api.TOKEN,
                question ->
                        json("{\"accessToken\":\"canary-tok-" + tokens.incrementAndGet() + "\",\"expireIn\":7200}"));
        server.setDispatcher(this);
    }

    /** A server that sends at once, so that a test's questions take no time. */
    static MockWebServer server() {
        return server(socket -> {});
    }

    /** The same, which hands each of its sockets to {@code accepted}. */
    static MockWebServer server(Consumer<Socket> accepted) {
        MockWebServer server = new MockWebServer();
        server.setServerSocketFactory(new PromptSockets(accepted));
        return server;
    }

    static Wire on(MockWebServer server) {
        return new Wire(server, new VirtualTime(), 15, true, Shared.alone());
    }

    static Wire on(MockWebServer server, VirtualTime time, int callsPerSecond) {
        return new Wire(server, time, callsPerSecond, true, Shared.alone());
    }

    static Wire on(MockWebServer server, Shared shared) {
        return new Wire(server, new VirtualTime(), 15, true, shared);
    }

    static Wire on(MockWebServer server, VirtualTime time, Shared shared) {
        return new Wire(server, time, 15, true, shared);
    }

    static Wire withoutShiftSettings(MockWebServer server) {
        return new Wire(server, new VirtualTime(), 15, false, Shared.alone());
    }

    static DingTalkConfig config(HttpUrl base, int callsPerSecond, boolean shiftSettings) {
        URI address = URI.create(base.toString().replaceAll("/$", ""));
        return new DingTalkConfig(
                "dingkey",
                Secret.of(APP_SECRET),
                "robot1",
                "manager1",
                shiftSettings,
                address,
                address,
                callsPerSecond,
                5000,
                3000,
                true,
                true,
                Duration.ofMinutes(5),
                false,
                false);
    }

    /** A run with the time that {@code serve} gives. */
    Run run() {
        return run(Duration.ofMinutes(5));
    }

    Run run(Duration time) {
        return new Run(Deadline.in(time, this.time));
    }

    /** A run that goes on where another was killed. */
    Run run(Answers answers) {
        return new Run(Deadline.in(Duration.ofMinutes(5), time), calls -> {}, answers);
    }

    /** One after the other; the last one again and again. */
    void answers(Api api, String... bodies) {
        answers(api, java.util.Arrays.stream(bodies).map(Wire::json).toArray(MockResponse[]::new));
    }

    void answers(Api api, MockResponse... responses) {
        Deque<MockResponse> ahead = new ArrayDeque<>(List.of(responses));
        answers(api, question -> {
            synchronized (ahead) {
                return ahead.size() > 1 ? ahead.remove() : ahead.element();
            }
        });
    }

    void answers(Api api, Answer answer) {
        answers(api.path(), answer);
    }

    void answers(String path, Answer answer) {
        answers.put(path, answer);
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Asked> asked(Api api) {
        return asked(api.path());
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    int count(Api api) {
        return asked(api).size();
    }

    HttpUrl url(String path) {
        return server.url(path);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String text = request.getBody() == null ? "" : request.getBody().utf8();
        Asked one = new Asked(
                request.getUrl().encodedPath(),
                request.getUrl(),
                request.getTarget(),
                request.getHeaders(),
                text,
                time.passed());
        asked.add(one);
        Answer answer = answers.get(one.path());
        return answer == null
                ? json("{\"errcode\":22,\"errmsg\":\"Invalid method[submsg=not scripted]\"}")
                : answer.to(one);
    }

    @Override
    public void close() {
        client.close();
        executor.shutdownNow();
    }

    static MockResponse json(String body) {
        return status(200, body);
    }

    static MockResponse status(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** A file beside this class: {@code <endpoint>.<case>.json}. */
    static String fixture(String name) {
        try (InputStream in = Wire.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    /** Answers one question. */
    interface Answer {
        MockResponse to(Asked question);
    }

    /**
     * One question as it arrived.
     *
     * @param at the virtual time that had passed
     */
    record Asked(String path, HttpUrl url, String target, Headers headers, String text, Duration at) {
        JsonNode body() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        List<String> list(String name) {
            return java.util.stream.StreamSupport.stream(body().path(name).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
    }

    private static final class PromptSockets extends ServerSocketFactory {
        private final Consumer<Socket> accepted;

        PromptSockets(Consumer<Socket> accepted) {
            this.accepted = accepted;
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = super.accept();
                    socket.setTcpNoDelay(true);
                    accepted.accept(socket);
                    return socket;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
            throw new UnsupportedOperationException();
        }
    }
}
