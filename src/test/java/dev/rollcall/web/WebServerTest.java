package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final OneGroup chats = new OneGroup();
    private boolean broken;
    private WebServer server;
    private WebServer demo;

    @BeforeEach
    void start() throws IOException {
        server = WebServer.start("127.0.0.1", 0, this::health);
        demo = WebServer.start("127.0.0.1", 0, this::health, new DemoPage(chats));
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

    /** More of them than there are threads. */
    @Test
    void whoeverSendsABodySlowlyHoldsUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /demo/say HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            URI address = URI.create("http://127.0.0.1:" + demo.port() + "/healthz");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
            InputStream late = slow.get(0).getInputStream();
            slow.get(0).setSoTimeout(20_000);
            assertThat(new String(late.readNBytes(12), StandardCharsets.US_ASCII))
                    .as("nobody waits for it for ever")
                    .isEqualTo("HTTP/1.1 408");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** Whoever is hung up on while still writing may never read why. */
    @Test
    void whoeverSendsTooMuchReadsThatItWasTooMuch() throws Exception {
        for (int time = 0; time < 30; time++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
                socket.setSoTimeout(20_000);
                byte[] body = new byte[900_000];
                socket.getOutputStream()
                        .write(("POST /demo/say HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + body.length
                                        + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(body);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
        }
    }

    @Test
    void muchTooMuchIsNotReadToItsEnd() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), demo.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("POST /demo/say HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000000\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
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
                "/demo/people",
                "/demo/say",
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
    @ValueSource(strings = {"/healthz", "/readyz", "/nothing", "/", "/demo", "/demo/", "/demo/chats", "/demo/words.js"})
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
    }

    @Test
    void theDemoKnowsWhoMayWriteAndShowsThemTheirOwnChat() throws Exception {
        JsonNode people = json(get(demo, "/demo/people"));
        assertThat(people.path(0)).isEqualTo(MAPPER.readTree("""
                {"id": "lead", "name": "张三", "role": "LEAD", "department": "技术部"}"""));

        assertThat(json(get(demo, "/demo/chats"))).hasSize(1);
        assertThat(json(get(demo, "/demo/chats?person=lead"))).hasSize(2);
        assertThat(get(demo, "/demo/chats?person=nobody").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> say(WebServer to, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + "/demo/say"))
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String said(String person, String conversation, String text) throws IOException {
        return MAPPER.writeValueAsString(Map.of("person", person, "conversation", conversation, "text", text));
    }

    private void isRefused(HttpResponse<String> answer, int status) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "content-type")).startsWith("application/problem+json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(chats.said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"谁没打卡", "", " ", "<b>&\"\0😀"})
    void inTheDemoAVisitorWritesAsOneOfThePeople(String text) throws Exception {
        assertThat(say(demo, said("lead", "cid1", text)).statusCode()).isEqualTo(204);
        assertThat(chats.said).containsExactly("lead to cid1: " + text);
    }

    @Test
    void aThousandCharactersAreNotTooMany() throws Exception {
        for (String character : List.of("卡", "😀")) {
            assertThat(say(demo, said("lead", "cid1", character.repeat(1000))).statusCode())
                    .isEqualTo(204);
        }
        chats.said.clear();

        isRefused(say(demo, said("lead", "cid1", "卡".repeat(1001))), 400);
        isRefused(say(demo, said("lead", "cid1", "卡".repeat(4000))), 413);
        isRefused(say(demo, "[".repeat(60_000)), 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "true",
                "7",
                "[]",
                "{}",
                "{",
                "x",
                "\"text\"",
                "[[[[[[[[",
                "{'person':'lead','conversation':'cid1','text':'x'}",
                "{\"person\":\"lead\",\"conversation\":\"cid1\"}",
                "{\"person\":\"lead\",\"text\":\"x\"}",
                "{\"conversation\":\"cid1\",\"text\":\"x\"}",
                "{\"person\":\"lead\",\"conversation\":\"cid1\",\"text\":null}",
                "{\"person\":\"lead\",\"conversation\":\"cid1\",\"text\":7}",
                "{\"person\":\"lead\",\"conversation\":[\"cid1\"],\"text\":\"x\"}",
                "{\"person\":{},\"conversation\":\"cid1\",\"text\":\"x\"}",
                "{\"person\":\"lead\",\"conversation\":\"cid1\",\"text\":\"\\ud800\"}",
                "{\"person\":\"lead\",\"conversation\":\"cid1\",\"text\":\"x\"} x",
                "{\"person\":\"nobody\",\"conversation\":\"cid1\",\"text\":\"x\"}",
                "{\"person\":\"lead\",\"conversation\":\"cid2\",\"text\":\"x\"}",
                "{\"person\":\"\",\"conversation\":\"\",\"text\":\"\"}"
            })
    void whatCannotBeWrittenIsAProblem(String body) throws Exception {
        isRefused(say(demo, body), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "",
                "http://127.0.0.1",
                "https://127.0.0.1:1",
                "http://%00",
                "file://"
            })
    void aPageFromElsewhereCannotWrite(String origin) throws Exception {
        isRefused(say(demo, said("lead", "cid1", "x"), "Origin", origin), 403);
    }

    @Test
    void theDemosOwnPageCanWrite() throws Exception {
        String own = "http://127.0.0.1:" + demo.port();

        assertThat(say(demo, said("lead", "cid1", "x"), "Origin", own).statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void whatAFormCouldSendIsNotTaken(String type) throws Exception {
        isRefused(say(demo, said("lead", "cid1", "x"), "Content-Type", type), 415);
    }

    @Test
    void theCharactersOfTheJsonMayBeNamed() throws Exception {
        String type = "Application/JSON; charset=utf-8";

        assertThat(say(demo, said("lead", "cid1", "x"), "Content-Type", type).statusCode())
                .isEqualTo(204);
    }

    @Test
    void outsideOfTheDemoNobodyWrites() throws Exception {
        isRefused(say(server, said("lead", "cid1", "x")), 404);
    }

    @Test
    void aPortThatIsTakenIsToldInALine() {
        assertThatThrownBy(() -> WebServer.start("127.0.0.1", server.port(), this::health))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot listen on 127.0.0.1:" + server.port());
    }

    /** One group, and one person who may write there and in private. */
    private static final class OneGroup implements DemoChats {
        private final List<String> said = new ArrayList<>();

        @Override
        public List<Person> people() {
            return List.of(new Person("lead", "张三", Role.LEAD, "技术部"));
        }

        @Override
        public List<Chat> chats(String person) {
            Chat group = new Chat("cid1", "技术部", true, List.of(new Post(1, "09:40:01", null, "<p>好</p>")));
            return person == null ? List.of(group) : List.of(group, new Chat("cid0", "张三", false, List.of()));
        }

        @Override
        public boolean say(String person, String chat, String text) {
            boolean known = person.equals("lead") && chat.equals("cid1");
            if (known) {
                said.add(person + " to " + chat + ": " + text);
            }
            return known;
        }
    }
}
