package dev.rollcall.acceptance;

import dev.rollcall.ledger.DatabaseConfig;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line to a server on loopback, PostgreSQL or the program itself, that a test may break and mend. What was connected
 * when it broke stays broken.
 */
final class Relay implements AutoCloseable {
    /** How a server is away. */
    enum Away {
        /** Nobody listens, and what was connected is cut: it was stopped. */
        REFUSED,
        /** Everything is accepted and nothing answered, nor does one side hear that the other has gone. */
        SILENT
    }

    private final InetSocketAddress server;
    private final int port;
    private final Set<Socket> connected = ConcurrentHashMap.newKeySet();
    private final Set<Socket> lost = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;
    private volatile boolean silent;

    private Relay(InetSocketAddress server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        start(() -> welcome(door));
    }

    /** A line to {@code database}. */
    static Relay to(DatabaseConfig database) throws IOException {
        URI address = address(database);
        return new Relay(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    /** A line to whatever listens at {@code port}. */
    static Relay to(int port) throws IOException {
        return new Relay(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** Where it is reached by this line. */
    int port() {
        return port;
    }

    private static URI address(DatabaseConfig database) {
        return URI.create(database.url().substring("jdbc:".length()));
    }

    /** {@code database} by this line. */
    DatabaseConfig by(DatabaseConfig database) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + address(database).getPath();
        return new DatabaseConfig(url, database.user(), database.password(), database.keepDays());
    }

    void away(Away how) throws IOException {
        if (how == Away.SILENT) {
            lost.addAll(connected);
            silent = true;
        } else {
            door.close();
            connected.forEach(Relay::end);
        }
    }

    void back() throws IOException {
        silent = false;
        if (door.isClosed()) {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            door = opened;
            start(() -> welcome(opened));
        }
    }

    private void welcome(ServerSocket at) {
        try {
            while (true) {
                Socket client = at.accept();
                connected.add(client);
                if (silent) {
                    lost.add(client);
                } else {
                    Socket behind = new Socket();
                    behind.connect(server);
                    connected.add(behind);
                    start(() -> pass(client, behind));
                    start(() -> pass(behind, client));
                }
            }
        } catch (IOException e) {
            end(at);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int number = in.read(some); number >= 0; number = in.read(some)) {
                if (!lost.contains(from)) {
                    out.write(some, 0, number);
                }
            }
            end(from);
        } catch (IOException e) {
            end(from);
        }
        if (!lost.contains(from)) { // Else the other side never hears of it.
            end(to);
            connected.remove(from);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end(door);
        connected.forEach(Relay::end);
    }
}
