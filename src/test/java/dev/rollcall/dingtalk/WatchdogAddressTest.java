package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watchdog on loopback, which stands for one outside. */
class WatchdogAddressTest {
    private static final String PATH = "/canary-uuid?canary=1";

    @StartStop
    public final MockWebServer server = Wire.server();

    @StartStop
    public final MockWebServer elsewhere = Wire.server();

    private WatchdogAddress address() {
        return of(server.url(PATH));
    }

    private static WatchdogAddress of(HttpUrl url) {
        return new WatchdogAddress(URI.create(url.toString()), Waiting.real());
    }

    private static MockResponse answer(int code) {
        return new MockResponse.Builder().code(code).body("OK").build();
    }

    private static MockResponse sentTo(String location) {
        return new MockResponse.Builder()
                .code(302)
                .setHeader("Location", location)
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void whatIsTakenIsTaken(int code) throws Exception {
        server.enqueue(code == 204 ? new MockResponse.Builder().code(code).build() : answer(code));

        assertThat(address().fetch()).isEmpty();
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo(PATH);
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getHeaders().names())
                .doesNotContain("x-acs-dingtalk-access-token", "Authorization", "Cookie");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 500, 503})
    void whatIsRefusedIsToldWithTheHostAlone(int code) {
        server.enqueue(answer(code));

        assertThat(address().fetch()).contains(server.getHostName() + " answers HTTP " + code);
    }

    @Test
    void withinTheHostARedirectIsFollowed() throws Exception {
        server.enqueue(sentTo("/canary-elsewhere"));
        server.enqueue(answer(200));

        assertThat(address().fetch()).isEmpty();
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).isEqualTo("/canary-elsewhere");
    }

    @Test
    void toAnotherHostOrPortItIsNot() {
        for (String location : new String[] {
            elsewhere.url("/canary").toString(), "http://169.254.169.254/latest", "file:///etc/passwd", "gopher://x/"
        }) {
            server.enqueue(sentTo(location));
            assertThat(address().fetch()).contains(server.getHostName() + " answers HTTP 302");
        }
        assertThat(elsewhere.getRequestCount()).isZero();
    }

    @Test
    void aRedirectThatNeverEndsEnds() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(sentTo(PATH));
        }

        assertThat(address().fetch()).contains(server.getHostName() + " answers HTTP 302 again and again");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void nobodyAtTheOtherEndIsTold() {
        HttpUrl gone = server.url(PATH);
        server.close();

        assertThat(of(gone).fetch()).contains(gone.host() + " cannot be reached");
    }

    @Test
    void aConnectionThatBreaksIsTold() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());

        assertThat(address().fetch()).contains(server.getHostName() + " cannot be reached");
    }

    /** Ten seconds are what the test says they are. */
    @Test
    void oneThatDoesNotAnswerIsNotWaitedForLonger() {
        server.enqueue(new MockResponse.Builder()
                .code(200)
                .headersDelay(20, TimeUnit.SECONDS)
                .build());
        long begin = System.nanoTime();

        assertThat(new WatchdogAddress(URI.create(server.url(PATH).toString()), new HeldTime(50)).fetch())
                .contains("no answer from " + server.getHostName() + " within 10 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aCertificateOfNobodysAuthorityGetsNothing() {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        MockWebServer secure = Wire.server();
        try (secure) {
            secure.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(own)
                    .build()
                    .sslSocketFactory());
            secure.enqueue(answer(200));
            secure.start();
            HttpUrl url = secure.url(PATH).newBuilder().host("localhost").build();

            assertThat(of(url).fetch()).contains("the certificate of localhost cannot be trusted");
            assertThat(secure.getRequestCount()).isZero();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
