package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many look, and many only pretend to: the cutoff does not mind, and what many cost is known. */
class BoardLoadTest {
    private static final int STREAMS = 200;
    private static final long MEBIBYTE = 1024 * 1024;

    /** More than are let in at a time. */
    private static final int FLOOD = 3200;

    private static Socket connected(ChatDay day) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), day.app().port());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int healthz(ChatDay day) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + day.app().port() + "/healthz"))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void twoHundredPagesThatAreLiveCostLittle() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true)) {
            long before = used();
            for (int i = 0; i < STREAMS; i++) {
                Socket socket = connected(day);
                sockets.add(socket);
                write(socket, "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                InputStream in = socket.getInputStream();
                assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
            long cost = used() - before;
            System.out.println(STREAMS + " event streams: " + cost / MEBIBYTE + " MiB");
            assertThat(cost).isLessThan(64 * MEBIBYTE);
            assertThat(healthz(day)).as("there is room beside them").isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Connections that never get to the point hold up no digest, and once they are gone everything is as before. */
    @Test
    void aFloodOfSlowConnectionsHoldsUpNoDigest() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (ChatDay day = new ChatDay(Way.STREAM, ChatDay.company(), true, "09:46", ChatDay.NOW.minusSeconds(2))) {
            for (int i = 0; i < FLOOD; i++) {
                Socket socket = connected(day);
                sockets.add(socket);
                write(socket, "G");
            }
            day.later(Duration.ofSeconds(62));
            day.app().round();
            List<ChatMessage> posted = day.posted(0, 1);
            assertThat(posted).hasSize(1);
            for (Socket socket : sockets) {
                socket.close();
            }
            long begun = System.nanoTime();
            assertThat(healthz(day)).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("proof")
    void fiftyClientsAreAnsweredWithinTwentyMillisecondsFromWhatIsKnown() throws Exception {
        CompanyPlan plan = CompanyPlan.of(1000, 10, 5, ChatDay.DATE).withCalm(true);
        try (ChatDay day = new ChatDay(Way.STREAM, plan, true)) {
            List<Duration> all = List.of();
            for (int round = 0; round < 4; round++) { // The first ones while everything is cold.
                all = took(day, 50, 100);
            }
            Duration worst = all.stream().sorted().toList().get((int) Math.ceil(all.size() * 0.99) - 1);
            System.out.println("GET /api/v1/absences, 50 clients: p99 " + worst.toNanos() / 1000 + " us");
            assertThat(worst).isLessThan(Duration.ofMillis(20));
        }
    }

    private static List<Duration> took(ChatDay day, int clients, int each) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Duration>>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(pool.submit(() -> asked(day, each)));
            }
            List<Duration> all = new ArrayList<>();
            for (Future<List<Duration>> one : running) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            pool.shutdownNow();
        }
    }

    /** By hand, so that what is measured is the server and not the client. */
    private static List<Duration> asked(ChatDay day, int times) throws IOException {
        List<Duration> own = new ArrayList<>();
        try (Socket socket = connected(day)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int n = 0; n < times; n++) {
                long begun = System.nanoTime();
                write(socket, "GET /api/v1/absences HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
                int length = 0;
                String line = line(in);
                assertThat(line).isEqualTo("HTTP/1.1 200 OK");
                for (; !line.isEmpty(); line = line(in)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                assertThat(in.readNBytes(length)).hasSizeGreaterThan(100);
                own.add(Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        return own;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the answer ends early");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
