package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts, and any other program, at the board of a {@link ChatDay}. Thread-safe. */
final class BoardClient {
    static final String TOKEN = "hr-token-of-1000-people";
    static final String PUBLIC = "https://rollcall.example.com";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private BoardClient() {}

    static ConfigOptions options(String cutoff) {
        return ConfigOptions.morningAt(cutoff)
                .withConversations(true)
                .withWeb("tokens: [\"" + TOKEN + "\"]", "public_url: " + PUBLIC);
    }

    static ChatDay day(CompanyPlan plan, String cutoff, Instant begin) throws Exception {
        return new ChatDay(Way.STREAM, plan, options(cutoff), begin);
    }

    static HttpResponse<String> get(ChatDay day, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + day.app().port() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The page as it is once DingTalk has been read. */
    static HttpResponse<String> read(ChatDay day, String path, String... headers) throws Exception {
        HttpResponse<String> answer = get(day, path, headers);
        while (answer.body().contains("aria-busy=\"true\"")) {
            day.simulator.chats().await(Duration.ofMillis(200), none -> false);
            answer = get(day, path, headers);
        }
        return answer;
    }

    static HttpResponse<String> post(ChatDay day, String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + day.app().port() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String page(ChatDay day, String path, String... more) throws Exception {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization";
        headers[1] = "Bearer " + TOKEN;
        System.arraycopy(more, 0, headers, 2, more.length);
        HttpResponse<String> answer = read(day, path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(answer.body()).doesNotContain("{{", "<script>", " style=", " onclick=");
        return answer.body();
    }

    static JsonNode json(ChatDay day, String path) throws Exception {
        return MAPPER.readTree(
                get(day, path, "Authorization", "Bearer " + TOKEN).body());
    }

    /** The people of one standing on a department's {@code page}. */
    static String section(String page, String standing) {
        Matcher matcher = Pattern.compile("<section class=\"standing " + standing + "\">.*?</section>", Pattern.DOTALL)
                .matcher(page);
        assertThat(matcher.find()).as("somebody is " + standing).isTrue();
        return matcher.group();
    }
}
