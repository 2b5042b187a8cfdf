package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalCommandsTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final List<List<String>> ran = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalCommands local = new LocalCommands(Secret.of(KEY), arguments -> {
        ran.add(arguments);
        return new LocalCommands.Result(3, "打卡\n".getBytes(StandardCharsets.UTF_8), "warning: 钉钉\n");
    });
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start("127.0.0.1", 0, Map::of, local);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request() {
        return request(server.port());
    }

    private static HttpRequest.Builder request(int port) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + LocalCommands.PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("argument=forget&argument=a%26b+%E6%AC%A7"));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A program that takes over is asked at the same port: who asks has read it before. */
    @Test
    void whereTheServerListensAtOneOtherAddressTheyAreHeardOnLoopbackAllTheSame() throws Exception {
        assertThat(server.localPort()).isEqualTo(server.port());
        try (WebServer elsewhere = WebServer.start("127.0.0.2", 0, Map::of, local);
                WebServer next = elsewhere.beside(Map::of, local)) {
            int port = elsewhere.localPort();
            assertThat(next.localPort()).isEqualTo(port);
            elsewhere.listenNoMore();

            assertThat(answer(request(port).header("Authorization", "Bearer " + KEY))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(answer(request(port)).statusCode()).isEqualTo(404);
            URI there = URI.create("http://127.0.0.2:" + next.port() + "/healthz");
            assertThat(answer(HttpRequest.newBuilder(there)).statusCode()).isEqualTo(200);
        }
        try (WebServer deaf = WebServer.start("127.0.0.2", 0, Map::of)) {
            assertThat(deaf.localPort()).isEqualTo(deaf.port());
        }
    }

    @Test
    void itRunsWhatItsOwnerAsksFor() throws Exception {
        HttpResponse<String> answer = answer(request().header("Authorization", "Bearer " + KEY));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ran).containsExactly(List.of("forget", "a&b 欧"));
        assertThat(answer.headers().firstValue(LocalCommands.CODE)).contains("3");
        assertThat(answer.headers().firstValue(LocalCommands.OUT_BYTES)).contains("7");
        assertThat(answer.body()).isEqualTo("打卡\nwarning: 钉钉\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer x",
                "Basic 0123456789abcdef0123456789abcdef",
                "Bearer 0123456789abcdef0123456789abcdeF",
                "Bearer 0123456789abcdef0123456789abcdef0"
            })
    void withoutTheKeyThereIsNothingHere(String authorization) throws Exception {
        HttpRequest.Builder request = request();
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }

        HttpResponse<String> answer = answer(request);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ran).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Forwarded, for=127.0.0.1",
        "X-Forwarded-For, 127.0.0.1",
        "x-forwarded-host, h",
        "X-Forwarded-Proto, http"
    })
    void whatAProxyPassedOnIsNotOfThisMachine(String header, String value) throws Exception {
        HttpResponse<String> answer =
                answer(request().header("Authorization", "Bearer " + KEY).header(header, value));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ran).isEmpty();
    }

    @Test
    void itIsNotThereUnlessWanted() throws Exception {
        try (WebServer without = WebServer.start("127.0.0.1", 0, Map::of)) {
            URI address = URI.create("http://127.0.0.1:" + without.port() + LocalCommands.PATH);

            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address)
                            .header("Authorization", "Bearer " + KEY)
                            .POST(HttpRequest.BodyPublishers.ofString("argument=forget"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }
}
