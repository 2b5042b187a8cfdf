package dev.rollcall.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody means ill: connections that say a byte now and then, opened anew when they are closed, and forged callbacks at
 * a fixed rate, however long the answers take. Thread-safe.
 */
final class Flood implements AutoCloseable {
    private static final byte[] FORGED =
            ("POST /dingtalk/robot HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 2\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD = "GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORGED_HEAD =
            ("POST /dingtalk/robot HTTP/1.1\r\nHost: 127.0.0.1\r\ntimestamp: 1\r\nsign: x\r\nContent-Length: 60000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAGES =
            "GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
    private static final int SENDERS = 20;
    private static final int LONGEST_MILLIS = 5000;

    private final int port;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    Flood(int port) {
        this.port = port;
    }

    /** So many connections, each of which says one byte every {@code pause}: of its head, every other one of a body. */
    Flood slow(int number, Duration pause) {
        begin(() -> {
            List<Socket> sockets = new ArrayList<>();
            try {
                for (int i = 0; i < number && ended(0); i++) {
                    sockets.add(connected(i));
                    open.set(sockets.size());
                }
                while (ended(pause.toNanos())) {
                    for (int i = 0; i < sockets.size(); i++) {
                        sockets.set(i, said(sockets.get(i), i));
                    }
                }
            } finally {
                for (Socket socket : sockets) {
                    socket.close();
                }
            }
        });
        return this;
    }

    /** False once it is over, which is waited for {@code nanos}. */
    private boolean ended(long nanos) throws InterruptedException {
        return !over.await(nanos, TimeUnit.NANOSECONDS);
    }

    private Socket connected(int index) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LONGEST_MILLIS);
        socket.getOutputStream().write(index % 2 == 0 ? HEAD : FORGED_HEAD);
        return socket;
    }

    private Socket said(Socket socket, int index) {
        try {
            socket.getOutputStream().write('x');
            return socket;
        } catch (IOException closed) {
            try {
                socket.close();
                return connected(index);
            } catch (IOException again) {
                return socket; // Tried once more after the pause.
            }
        }
    }

    /** So many connections that ask for five hundred pages at once and read none of them, anew when they are closed. */
    Flood unread(int number) {
        for (int i = 0; i < number; i++) {
            begin(() -> {
                Socket socket = unread();
                while (ended(TimeUnit.SECONDS.toNanos(1))) {
                    try {
                        socket.getOutputStream().write('\n'); // Fails once it is closed.
                    } catch (IOException closed) {
                        socket.close();
                        socket = unread();
                    }
                }
                socket.close();
            });
        }
        return this;
    }

    private Socket unread() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048); // So that little of it is on the way.
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(PAGES);
        open.incrementAndGet();
        return socket;
    }

    /** So many callbacks a second that nobody has signed. */
    Flood forged(int perSecond) {
        long pause = TimeUnit.SECONDS.toNanos(SENDERS) / perSecond;
        for (int i = 0; i < SENDERS; i++) {
            begin(() -> {
                Talk talk = new Talk(port);
                long next = System.nanoTime();
                while (ended(next - System.nanoTime())) {
                    next += pause;
                    try {
                        if (talk.status(FORGED) == 401) {
                            refused.incrementAndGet();
                        }
                    } catch (IOException e) {
                        talk.close();
                        talk = new Talk(port);
                    }
                }
                talk.close();
            });
        }
        return this;
    }

    /** A connection that asks one thing after the other. Of one thread. */
    private static final class Talk implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Talk(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(LONGEST_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** The status of the answer to {@code request}, which is read whole. */
        int status(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String first = line(in);
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            in.readNBytes(length);
            return Integer.parseInt(first.split(" ", -1)[1]);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new SocketTimeoutException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private interface Part {
        void run() throws IOException, InterruptedException;
    }

    private void begin(Part part) {
        Thread thread = new Thread(
                () -> {
                    try {
                        part.run();
                    } catch (IOException e) {
                        throw new AssertionError("the flood itself failed", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "flood");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** How many slow connections were made, or that read nothing. */
    int open() {
        return open.get();
    }

    /** How many forged callbacks were answered with 401. */
    int refused() {
        return refused.get();
    }

    @Override
    public void close() {
        over.countDown();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
