package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.message.Language;
import dev.rollcall.report.DailyReport;
import dev.rollcall.report.ReportRange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReportPagesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final HttpClient http = HttpClient.newHttpClient();

    private static WebServer server(Instant now, Language language) throws Exception {
        Clock clock = Clock.fixed(now, ZONE);
        WebConfig config = WebConfig.defaults();
        Secret secret = Secret.of("an-app-secret");
        Access access = new Access(config, secret, new Links(config, secret, clock), clock, Waiting.real());
        return WebServer.start(
                "127.0.0.1", 0, Map::of, new ReportPages(access, new NoReports(), language, ZONE, clock));
    }

    private String page(WebServer server) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port() + ReportPages.PAGE);
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:45:00Z, 2026-11-01, 2026-11-19",
        "2026-11-02T00:00:00Z, 2026-11-01, 2026-11-01",
        "2026-11-01T09:45:00Z, 2026-10-01, 2026-10-31",
        "2027-01-01T09:45:00Z, 2026-12-01, 2026-12-31",
        "2026-11-30T17:00:00Z, 2026-11-01, 2026-11-30"
    })
    void theMonthOfYesterdayIsOfferedAsFarAsItIsOver(Instant now, String from, String to) throws Exception {
        try (WebServer server = server(now, Language.ZH)) {
            assertThat(page(server))
                    .contains("name=\"from\" value=\"" + from + "\"", "name=\"to\" value=\"" + to + "\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoPrefersNoLanguageReadsTheOneOfTheDigests(Language language) throws Exception {
        try (WebServer server = server(Instant.parse("2026-11-20T09:45:00Z"), language)) {
            assertThat(page(server))
                    .contains("<html lang=\"" + language.locale().getLanguage() + "\">");
        }
    }

    /** Nobody has asked for one. */
    private static final class NoReports implements ReportData {
        @Override
        public int unread(ReportRange range) {
            return 0;
        }

        @Override
        public CompletableFuture<DailyReport> report(ReportRange range) {
            throw new IllegalStateException("nobody may ask");
        }

        @Override
        public void begin(ReportRange range) {
            throw new IllegalStateException("nobody may ask");
        }

        @Override
        public @Nullable String trouble(ReportRange range) {
            return null;
        }

        @Override
        public @Nullable Progress progress(ReportRange range) {
            return null;
        }
    }
}
