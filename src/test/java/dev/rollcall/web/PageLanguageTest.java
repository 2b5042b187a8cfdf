package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.message.Language;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language a page is. */
class PageLanguageTest {
    private final HttpClient http = HttpClient.newHttpClient();

    private static WebServer server(Language configured) throws IOException {
        WebConfig config = WebConfig.defaults();
        Secret secret = Secret.of("an-app-secret");
        Clock clock = Clock.systemUTC();
        Access access = new Access(config, secret, new Links(config, secret, clock), clock, Waiting.real());
        Templates templates = new Templates();
        return WebServer.start(
                "127.0.0.1",
                0,
                Map::of,
                new LoginPage(access, templates, configured),
                new ApiDescription(access, templates, configured));
    }

    @ParameterizedTest
    @CsvSource({
        "EN, '', en",
        "ZH, '', zh",
        "EN, fr, en",
        "EN, ';;;,,', en",
        "EN, 'zh-CN,zh;q=0.9', zh",
        "ZH, 'en-US,en;q=0.9', en",
        "ZH, 'fr,en;q=0.5', en",
        "EN, '?lang=zh', zh",
        "EN, 'lang=zh', zh"
    })
    void itIsThatOfTheSwitchElseOfTheBrowserElseThatOfTheDigests(Language configured, String wanted, String language)
            throws Exception {
        try (WebServer server = server(configured)) {
            for (String path : new String[] {LoginPage.PATH, "/openapi"}) {
                String query = wanted.startsWith("?") ? wanted : "";
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path + query));
                if (wanted.startsWith("lang=")) {
                    request.header("Cookie", wanted);
                } else if (!wanted.isEmpty() && query.isEmpty()) {
                    request.header("Accept-Language", wanted);
                }
                assertThat(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                                .body())
                        .as(path)
                        .contains("<html lang=\"" + language + "\">");
            }
        }
    }
}
