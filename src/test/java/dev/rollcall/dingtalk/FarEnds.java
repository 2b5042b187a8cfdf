package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** DingTalk's side of Stream connections: hands out tickets, takes WebSockets, pushes frames and hears what comes back. */
final class FarEnds {
    private final Wire wire;
    private final BlockingQueue<FarEnd> opened = new LinkedBlockingQueue<>();
    private final AtomicInteger tickets = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    /** What happened, in its order: {@code open 1}, {@code closing 1}. */
    final List<String> history = new CopyOnWriteArrayList<>();

    FarEnds(Wire wire) {
        this.wire = wire;
        wire.answers(Api.STREAM, asked -> place());
        wire.answers("/connect", asked -> upgrade());
    }

    /** A place with a new ticket. */
    MockResponse place() {
        return Wire.json("{\"endpoint\":\"" + address("/connect") + "\",\"ticket\":\"canary-ticket+/="
                + tickets.incrementAndGet() + "\"}");
    }

    MockResponse upgrade() {
        int number = numbers.incrementAndGet();
        // Not when the far end hears of it: the near end may be quicker.
        history.add("open " + number);
        return new MockResponse.Builder().webSocketUpgrade(new FarEnd(number)).build();
    }

    String address(String path) {
        return wire.url(path).toString().replaceFirst("http", "ws");
    }

    /** The next connection, as soon as it is open. */
    FarEnd next() throws InterruptedException {
        FarEnd one = opened.poll(20, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("no connection was opened");
        }
        return one;
    }

    boolean none() {
        return opened.isEmpty();
    }

    /** One connection. */
    final class FarEnd extends WebSocketListener {
        private final int number;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private final CountDownLatch listening = new CountDownLatch(1);
        private volatile boolean deaf;
        private volatile WebSocket socket;

        FarEnd(int number) {
            this.number = number;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            socket = webSocket;
            opened.add(this);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            heard.add(text);
            if (deaf) {
                try {
                    listening.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            history.add("closing " + number);
            webSocket.close(code, null);
            over.countDown();
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
            over.countDown();
        }

        void push(String frame) {
            socket.send(frame);
        }

        void push(ByteString frame) {
            socket.send(frame);
        }

        /** From the next frame on it hears nothing, answers no ping and sends nothing, but stays open. */
        void fallSilent() {
            deaf = true;
        }

        void listenAgain() {
            listening.countDown();
        }

        void close(int code) {
            socket.close(code, "canary-reason");
        }

        /** The next frame that came back. */
        JsonNode heard() throws Exception {
            String text = heard.poll(20, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing came back");
            }
            return new ObjectMapper().readTree(text);
        }

        boolean heardNothingMore() {
            return heard.isEmpty();
        }

        boolean isOver() throws InterruptedException {
            return over.await(20, TimeUnit.SECONDS);
        }
    }
}
