package dev.rollcall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One page of a real Chromium without a window, told what to do by the protocol of its developer tools. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> PLACES =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    private final Path profile = Files.createTempDirectory("browser");
    private final Process process;
    private final WebSocket socket;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private int number;

    /** Where one is installed; empty where none is. */
    static Optional<Path> installed() {
        return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    }

    Browser(Path program) throws Exception {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page(), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        tell(
                "Browser.setDownloadBehavior",
                Map.of("behavior", "allow", "downloadPath", downloads().toString()));
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            tell(domain + ".enable", Map.of());
        }
    }

    private URI page() throws IOException, InterruptedException {
        Path port = profile.resolve("DevToolsActivePort");
        await(
                "Chromium's port",
                () -> Files.exists(port) && Files.readAllLines(port).size() > 1);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
        for (JsonNode target : MAPPER.readTree(answer.body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new AssertionError("Chromium shows no page: " + answer.body());
    }

    /** Goes to {@code address}; returns when the page is there. */
    void open(String address) throws Exception {
        js("window.left = true");
        tell("Page.navigate", Map.of("url", address));
        await(
                "the page",
                () -> js("!window.left && document.readyState").asText().equals("complete"));
    }

    /** What {@code expression} is on the page. */
    JsonNode js(String expression) throws IOException {
        JsonNode result =
                tell("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        return result.path("result").path("value");
    }

    /** Waits until {@code expression} is true on the page. */
    void until(String expression) throws IOException, InterruptedException {
        await(expression, () -> js(expression).asBoolean());
    }

    /** The same where the first reading of a large company comes before. */
    void untilRead(String expression) throws IOException, InterruptedException {
        for (int waits = 0; waits < 2 && !js(expression).asBoolean(); waits++) {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 5, TimeUnit.SECONDS)
                    .join();
        }
        until(expression);
    }

    /** Waits until {@code condition} is true. */
    void until(BooleanSupplier condition) throws IOException, InterruptedException {
        await("it", condition::getAsBoolean);
    }

    /** Where it puts files. */
    Path downloads() {
        return profile.resolve("downloads");
    }

    /** A screen of so many points, light or dark. */
    void screen(int width, int height, boolean dark) throws IOException {
        tell(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
        tell(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What the browser asks for as its language. */
    void language(String language) throws IOException {
        tell("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", language)));
    }

    /** Keeps a picture of the page under {@code target/screenshots}. */
    void picture(String name) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "screenshots"));
        String data = tell("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .path("data")
                .asText();
        Files.write(directory.resolve(name + ".png"), Base64.getDecoder().decode(data));
    }

    /** What the page or the browser has complained about: errors, exceptions, what the policy forbids. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every address that was asked for. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode tell(String method, Map<String, ?> parameters) throws IOException {
        int id = ++number;
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", MAPPER.valueToTree(parameters));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(MAPPER.writeValueAsString(message), true).join();
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("Chromium does not answer to " + method, e);
        }
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("in vain waited for " + what);
            }
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, 50, TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void received(JsonNode message) {
        CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt());
        if (waiting != null) {
            waiting.complete(message.path("result"));
        }
        JsonNode details = message.path("params");
        switch (message.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(details.path("request").path("url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(details.path("exceptionDetails").toString());
            case "Log.entryAdded" -> {
                if (details.path("entry").path("level").asText().equals("error")) {
                    complaints.add(details.path("entry").toString());
                }
            }
            case "Runtime.consoleAPICalled" -> {
                if (details.path("type").asText().equals("error")) {
                    complaints.add(details.toString());
                }
            }
            default -> {}
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> all = Files.walk(profile)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (UncheckedIOException e) { // Chromium's children may still be writing; it is a temporary directory.
            profile.toFile().deleteOnExit();
        }
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    received(MAPPER.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    text.setLength(0);
                }
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
