package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, String> parts = new LinkedHashMap<>(Map.of("token", "ok", "scheduler", "ok"));
    private final HttpClient http = HttpClient.newHttpClient();
    private boolean broken;
    private WebServer server;
    private WebServer demo;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start("127.0.0.1", 0, this::health, null);
        demo = WebServer.start(
                "127.0.0.1",
                0,
                this::health,
                () -> List.of(new DemoChats.Group("技术部", List.of(new DemoChats.Post("09:40:01", "<p>好</p>")))));
    }

    @AfterEach
    void stop() {
        server.close();
        demo.close();
    }

    private Map<String, String> health() {
        if (broken) {
            throw new IllegalStateException("a token: sim-tok-1");
        }
        return parts;
    }

    private HttpResponse<String> get(WebServer from, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + from.port() + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void itLives() throws Exception {
        assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void itIsReadyWhenEveryPartIs() throws Exception {
        assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);

        parts.put("token", "no access token");
        HttpResponse<String> answer = get(server, "/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("ready").asBoolean()).isFalse();
        assertThat(json(answer).path("parts").path("token").asText()).isEqualTo("no access token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/demo",
                "/demo/",
                "/demo/chats",
                "/departments/4100",
                "/..%2f",
                "/%3Cscript%3E?b=%3Cc%3E"
            })
    void whatIsNotThereIsAProblem(String path) throws Exception {
        HttpResponse<String> answer = get(server, path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(header(answer, "content-type")).startsWith("application/problem+json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(json(answer).path("title").asText()).isNotEmpty();
    }

    @Test
    void anotherMethodIsAProblemToo() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/healthz");
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(address)
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(404, 405);
        assertThat(header(answer, "content-type")).startsWith("application/problem+json");
    }

    @Test
    void anErrorSaysNothingOfItsCause() throws Exception {
        broken = true;
        HttpResponse<String> answer = get(server, "/readyz");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "content-type")).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("sim-tok-1", "IllegalState");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthz", "/readyz", "/nothing", "/", "/demo", "/demo/", "/demo/chats", "/demo/demo.js"})
    void everyAnswerHasTheHeadersThatProtectTheReader(String path) throws Exception {
        for (WebServer one : List.of(server, demo)) {
            HttpResponse<String> answer = get(one, path);

            assertThat(header(answer, "content-security-policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
            assertThat(header(answer, "referrer-policy")).isEqualTo("no-referrer");
            assertThat(header(answer, "cache-control")).contains("no-store");
            assertThat(header(answer, "server")).isEmpty();
        }
    }

    @Test
    void theDemoShowsTheChats() throws Exception {
        assertThat(get(demo, "/demo/").body()).contains("<html");
        assertThat(json(get(demo, "/demo/chats")).path(0).path("name").asText()).isEqualTo("技术部");
        assertThat(header(get(demo, "/"), "location")).endsWith("/demo");
    }

    @Test
    void aPortThatIsTakenIsToldInALine() {
        assertThatThrownBy(() -> WebServer.start("127.0.0.1", server.port(), this::health, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + server.port());
    }
}
