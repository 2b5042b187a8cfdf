package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.common.Waiting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a visitor of the demo gets to read, through nothing but its web. */
class DemoCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant MORNING = Instant.parse("2026-11-20T01:40:00Z");
    private static final String SENDING = "href=\"dtmd://dingtalkclient/sendMessage?content=";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static CountDownLatch stop;
    private static CompletableFuture<Integer> code;
    private static String page;

    @BeforeAll
    static void start() throws Exception {
        Clock morning = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), MORNING));
        stop = new CountDownLatch(1);
        PipedInputStream printed = new PipedInputStream(1 << 16);
        PrintStream out = new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(out, err, false, Map.of(), morning, Waiting.real(), stop);
        code = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> code.complete(
                        Main.run(surroundings, "demo", "--port", "0", "--employees", "60", "--departments", "2")),
                "demo");
        thread.setDaemon(true);
        thread.start();
        page = address(new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8)));
    }

    private static String address(BufferedReader printed) throws IOException {
        String line = printed.readLine();
        while (!line.startsWith("Open ")) {
            line = printed.readLine();
        }
        return line.substring("Open ".length());
    }

    @AfterAll
    static void stop() throws Exception {
        stop.countDown();
        assertThat(code.get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isZero();
    }

    private static JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + path)).build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    /** The first of the people with a role. */
    private static JsonNode person(String role) throws Exception {
        for (JsonNode one : get("/people")) {
            if (one.path("role").asText().equals(role)) {
                return one;
            }
        }
        throw new AssertionError("nobody is " + role);
    }

    private static JsonNode chats(JsonNode person) throws Exception {
        return get("/chats?person=" + URLEncoder.encode(person.path("id").asText(), StandardCharsets.UTF_8));
    }

    /** The group of that name, or the person's private chat where it is null. */
    private static JsonNode chat(JsonNode person, String group) throws Exception {
        for (JsonNode one : chats(person)) {
            boolean wanted = group == null
                    ? !one.path("group").asBoolean()
                    : one.path("name").asText().equals(group);
            if (wanted) {
                return one;
            }
        }
        throw new AssertionError(person + " sees no chat " + group);
    }

    /** The first message after the first {@code before} that is {@code wanted}, once there is one. */
    private static JsonNode post(JsonNode person, String group, int before, Predicate<JsonNode> wanted)
            throws Exception {
        for (long end = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < end; ) {
            JsonNode posts = chat(person, group).path("posts");
            for (int i = before; i < posts.size(); i++) {
                if (wanted.test(posts.path(i))) {
                    return posts.path(i);
                }
            }
            assertThat(NEVER.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        throw new AssertionError("what was waited for is not in " + chat(person, group));
    }

    /**
     * What the bot writes with {@code word} in it, no digest, after a person asked.
     *
     * @param asked the group in which, null: in private
     * @param read likewise, where the answer is read
     */
    private static String answer(JsonNode person, String asked, String read, String text, String word)
            throws Exception {
        int before = chat(person, read).path("posts").size();
        say(person, asked, text);
        return html(post(
                person,
                read,
                before,
                post -> post.path("writer").isNull()
                        && html(post).contains(word)
                        && !html(post).contains(SENDING)));
    }

    private static String html(JsonNode post) {
        return post.path("html").asText();
    }

    private static void say(JsonNode person, String group, String text) throws Exception {
        String body = MAPPER.writeValueAsString(Map.of(
                "person",
                person.path("id").asText(),
                "conversation",
                chat(person, group).path("id").asText(),
                "text",
                text));
        HttpRequest request = HttpRequest.newBuilder(URI.create(page + "/say"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void anEmployeeAsksInTheGroupWhoHasNotClockedIn() throws Exception {
        JsonNode employee = person("EMPLOYEE");
        String group = employee.path("department").asText();

        assertThat(answer(employee, group, group, "谁没打卡", "应到")).startsWith("<h4>" + group);
        assertThat(chat(employee, group).path("posts"))
                .anySatisfy(post -> assertThat(post.path("writer")).isEqualTo(employee.path("name")));
    }

    @Test
    void anAnswerThatIsPrivateIsReadThereThoughAskedInTheGroup() throws Exception {
        JsonNode lead = person("LEAD");
        String group = lead.path("department").asText();

        assertThat(answer(lead, group, null, "谁迟到", "迟到")).contains(group);
        assertThat(html(post(lead, group, 0, post -> html(post).contains("已私聊回复"))))
                .doesNotContain("应到");
    }

    @Test
    void aStrangerIsRefusedInTheGroupAndInPrivate() throws Exception {
        JsonNode stranger = person("STRANGER");
        String group = person("EMPLOYEE").path("department").asText();

        assertThat(answer(stranger, null, null, "谁没打卡", "抱歉")).doesNotContain("应到");
        assertThat(answer(stranger, group, group, "谁没打卡", "抱歉")).doesNotContain("应到");
        assertThat(chat(stranger, null).path("posts"))
                .noneSatisfy(post -> assertThat(html(post)).contains("应到"));
    }

    @Test
    void aDigestOffersACommandThatTheBotAnswers() throws Exception {
        JsonNode lead = person("LEAD"); // The employee who asked the same in these ten seconds gets one answer.
        String group = lead.path("department").asText();

        String digest = html(post(lead, group, 0, post -> html(post).contains(SENDING)));
        String rest = digest.substring(digest.indexOf(SENDING) + SENDING.length());
        String command = URLDecoder.decode(rest.substring(0, rest.indexOf('"')), StandardCharsets.UTF_8);

        assertThat(digest).contains("“" + command + "”");
        assertThat(answer(lead, group, group, command, "应到")).startsWith("<h4>" + group);
    }
}
