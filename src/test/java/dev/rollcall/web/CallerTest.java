package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start(
                "127.0.0.1",
                0,
                Map::of,
                config -> config.routes.get(
                        "/", context -> context.result(Caller.ofThisMachine(context) ? "of this machine" : "not")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** The answer to a request in so many words: no client of ours lets one choose the host. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String host(String host) throws IOException {
        return answer("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LocalHost:1",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.255.255.254:65535",
                "[::1]",
                "[::1]:8080"
            })
    void whoWantsThisMachineByItsOwnNameIsOfThisMachine(String host) throws IOException {
        assertThat(host(host)).endsWith("\r\n\r\nof this machine");
    }

    /** A page from elsewhere whose name leads here makes the browser of this machine ask. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.evil",
                "127.example",
                "10.0.0.7",
                "192.168.127.1",
                "[::2]"
            })
    void whoWantsAnotherHostIsNot(String host) throws IOException {
        assertThat(host(host)).doesNotContain("of this machine");
    }

    @Test
    void whoWantsNoneIsNot() throws IOException {
        assertThat(answer("GET / HTTP/1.0\r\n\r\n")).doesNotContain("of this machine");
    }
}
