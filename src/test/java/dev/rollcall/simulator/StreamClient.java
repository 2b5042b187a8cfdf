package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of Stream mode that does nothing by itself: it takes frames, and acknowledges when it is told to. */
final class StreamClient implements AutoCloseable {
    static final String BOT_TOPIC = "[{'type':'CALLBACK','topic':'/v1.0/im/bot/messages/get'}]";
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long SECONDS = 20;

    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final WebSocket socket;

    private StreamClient(URI address) {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, new Ears()).join();
    }

    /** Opens a connection for messages, and waits until the simulator knows of it. */
    static StreamClient connect(DingTalkSimulator simulator) {
        int before = simulator.stream().connections();
        StreamClient client = new StreamClient(address(open(simulator, body(simulator, BOT_TOPIC))));
        try {
            assertThat(simulator.stream().await(Duration.ofSeconds(SECONDS), stream -> stream.connections() > before))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return client;
    }

    static StreamClient connect(URI address) {
        return new StreamClient(address);
    }

    static String body(DingTalkSimulator simulator, String subscriptions) {
        return "{'clientId':'%s','clientSecret':'%s','localIp':'10.0.0.7','ua':'test/1.0','subscriptions':%s}"
                .formatted(simulator.company().appKey(), simulator.company().appSecret(), subscriptions);
    }

    /** Single quotes become double ones. */
    static HttpResponse<String> open(DingTalkSimulator simulator, String body) {
        return call(request(simulator, body).header("Accept", "application/json"));
    }

    static HttpRequest.Builder request(DingTalkSimulator simulator, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + "/v1.0/gateway/connections/open"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    static HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return HTTP.send(
                    request.timeout(Duration.ofSeconds(SECONDS)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static URI address(HttpResponse<String> opened) {
        JsonNode answer = json(opened.body());
        String ticket = URLEncoder.encode(answer.path("ticket").asText(), StandardCharsets.UTF_8);
        return URI.create(answer.path("endpoint").asText() + "?ticket=" + ticket);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The next frame, of which one must come. */
    JsonNode next() {
        try {
            JsonNode frame = frames.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    int waiting() {
        return frames.size();
    }

    /** The person's message in a frame. */
    static JsonNode message(JsonNode frame) {
        return json(frame.path("data").asText());
    }

    static String messageId(JsonNode frame) {
        return frame.path("headers").path("messageId").asText();
    }

    void ack(JsonNode frame) {
        ack(messageId(frame), "{'response':null}");
    }

    /** Acknowledges; single quotes in the data become double ones. */
    void ack(String messageId, String data) {
        ObjectNode ack = JSON.createObjectNode().put("code", 200).put("message", "OK");
        ack.putObject("headers").put("contentType", "application/json").put("messageId", messageId);
        send(ack.put("data", data.replace('\'', '"')).toString());
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendBinary() {
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();
    }

    void ping(String word) {
        socket.sendPing(ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8))).join();
    }

    /** The word of the next pong; empty when none comes. */
    String pong(Duration most) throws InterruptedException {
        String word = pongs.poll(most.toMillis(), TimeUnit.MILLISECONDS);
        return word == null ? "" : word;
    }

    /** Whether the other end has ended the connection. */
    boolean ended(Duration most) throws InterruptedException {
        return ended.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ears implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(json(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer word) {
            pongs.add(StandardCharsets.UTF_8.decode(word).toString());
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            ended.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.countDown();
        }
    }
}
