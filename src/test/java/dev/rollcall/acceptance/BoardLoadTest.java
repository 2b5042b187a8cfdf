package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import io.javalin.Javalin;
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
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many look, and many only pretend to: the cutoff does not mind, and what many cost is known. */
class BoardLoadTest {
    private static final int STREAMS = 200;
    private static final String ABSENCES = "/api/v1/absences";
    private static final int CLIENTS = 50;

    /** Each client asks so often where the rate is fixed. */
    static final Duration EVERY = Duration.ofMillis(200);

    private static final int TURNS = 5;
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
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** P17: latency at a fixed rate, throughput as fast as the clients can. */
    @Test
    @Tag("proof")
    void fiftyClientsAreAnsweredAsFastAsABareServerAnswersThem() throws Exception {
        CompanyPlan plan = CompanyPlan.of(1000, 10, 5, ChatDay.DATE).withCalm(true);
        try (ChatDay day = new ChatDay(Way.STREAM, plan, BoardClient.options("18:00"), ChatDay.NOW)) {
            byte[] known = BoardClient.get(day, ABSENCES, "Authorization", "Bearer " + BoardClient.TOKEN)
                    .body()
                    .getBytes(StandardCharsets.UTF_8);
            Javalin bare = Javalin.create(config -> config.routes.get(
                            ABSENCES,
                            context -> context.contentType("application/json").result(known)))
                    .start("127.0.0.1", 0);
            try {
                int own = day.app().port();
                int other = bare.port();
                for (int round = 0; round < 3; round++) { // While everything is cold.
                    took(own, 40, Duration.ZERO);
                    took(other, 40, Duration.ZERO);
                }
                List<Duration> ownTimes = new ArrayList<>();
                List<Duration> otherTimes = new ArrayList<>();
                List<Double> throughput = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    otherTimes.addAll(took(other, 20, EVERY));
                    ownTimes.addAll(took(own, 20, EVERY));
                    throughput.add((double) wall(other).toNanos() / wall(own).toNanos());
                }
                Duration p99 = p99(ownTimes);
                Duration bareP99 = p99(otherTimes);
                double ratio = throughput.stream().sorted().toList().get(TURNS / 2);
                System.out.printf(
                        "GET %s, %d KB, %d clients, %d a second: p99 %.1f ms, bare %.1f ms; throughput %.2f of a bare one%n",
                        ABSENCES,
                        known.length / 1024,
                        CLIENTS,
                        CLIENTS * 1000L / EVERY.toMillis(),
                        p99.toNanos() / 1e6,
                        bareP99.toNanos() / 1e6,
                        ratio);
                assertThat(p99).isLessThan(Duration.ofMillis(20));
                assertThat(p99).isLessThan(bareP99.multipliedBy(3).dividedBy(2));
                assertThat(ratio).isGreaterThan(0.8);
            } finally {
                bare.stop();
            }
        }
    }

    static Duration p99(List<Duration> times) {
        return times.stream().sorted().toList().get((int) Math.ceil(times.size() * 0.99) - 1);
    }

    /** How long it takes all clients to ask forty times each, one question after the other. */
    private static Duration wall(int port) throws Exception {
        long begun = System.nanoTime();
        took(port, 40, Duration.ZERO);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** What each answer took, from when it was due to be asked for; {@code every} zero: as soon as the one before is there. */
    static List<Duration> took(int port, int each, Duration every) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Duration>>> running = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < CLIENTS; i++) {
                long first = begin + every.toNanos() * i / CLIENTS;
                running.add(pool.submit(() -> asked(port, each, first, every)));
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
    private static List<Duration> asked(int port, int times, long first, Duration every) throws IOException {
        List<Duration> own = new ArrayList<>();
        byte[] body = new byte[1 << 16];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int n = 0; n < times; n++) {
                long due = every.isZero() ? System.nanoTime() : first + every.toNanos() * n;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                write(
                        socket,
                        "GET " + ABSENCES + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + BoardClient.TOKEN
                                + "\r\n\r\n");
                int length = 0;
                String line = line(in);
                assertThat(line).isEqualTo("HTTP/1.1 200 OK");
                for (; !line.isEmpty(); line = line(in)) {
                    if (line.startsWith("Content-Length: ")) {
                        length = Integer.parseInt(line.substring(16));
                    }
                }
                assertThat(length).isGreaterThan(5000);
                for (int left = length; left > 0; ) {
                    int some = in.readNBytes(body, 0, Math.min(body.length, left));
                    assertThat(some).as("the answer is whole").isPositive();
                    left -= some;
                }
                own.add(Duration.ofNanos(System.nanoTime() - due));
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
