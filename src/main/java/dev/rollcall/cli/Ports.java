package dev.rollcall.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.Supplier;

/** Says in one line that a port is taken, before a server says it in many. */
final class Ports {
    private Ports() {}

    static <T> T listening(int port, Supplier<T> server) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException(
                    "Cannot listen on port " + port + ": " + e.getMessage() + "; choose another with --port", e);
        }
        return server.get();
    }
}
