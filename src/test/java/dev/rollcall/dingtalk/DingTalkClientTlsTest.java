package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Deadline;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is not who it says gets nothing: no secret, no token, no byte of a question. The machine's trust store
 * is replaced by one that knows the test's authority, so that each certificate has the one fault that is meant.
 */
class DingTalkClientTlsTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = TRUST_STORE + "Password";

    @TempDir
    Path folder;

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final List<String> received = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();

    @BeforeEach
    void trustTheAuthority() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority.certificate());
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, "password".toCharArray());
        }
        System.setProperty(TRUST_STORE, file.toString());
        System.setProperty(PASSWORD, "password");
    }

    @AfterEach
    void trustTheMachineAgain() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(PASSWORD);
    }

    @Test
    void aGoodCertificateIsTrusted() throws Exception {
        assertThat(ask(signed().addSubjectAlternativeName("localhost").build())).isNull();
        assertThat(received).hasSize(2);
    }

    @Test
    void aSelfSignedCertificateGetsNothing() throws Exception {
        assertRefused(new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build());
    }

    @Test
    void aCertificateOfAnotherHostGetsNothing() throws Exception {
        assertRefused(signed().addSubjectAlternativeName("oapi.dingtalk.com.evil.example")
                .build());
    }

    @Test
    void anExpiredCertificateGetsNothing() throws Exception {
        long now = System.currentTimeMillis();
        assertRefused(signed().addSubjectAlternativeName("localhost")
                .validityInterval(now - TimeUnit.DAYS.toMillis(30), now - TimeUnit.DAYS.toMillis(1))
                .build());
    }

    private HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(authority);
    }

    private void assertRefused(HeldCertificate certificate) throws Exception {
        SourceException failure = ask(certificate);

        assertThat(failure).hasMessageContaining("certificate cannot be trusted");
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(received).isEmpty();
    }

    private SourceException ask(HeldCertificate certificate) throws Exception {
        boolean alone = certificate
                .certificate()
                .getIssuerX500Principal()
                .equals(certificate.certificate().getSubjectX500Principal());
        X509Certificate[] chain = alone ? new X509Certificate[0] : new X509Certificate[] {authority.certificate()};
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate, chain)
                    .build()
                    .sslSocketFactory());
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    received.add(request.toString());
                    return Wire.json("{\"accessToken\":\"t\",\"errcode\":0}");
                }
            });
            server.start();
            DingTalkConfig config = Wire.config(server.url("/"), 15, true);
            assertThat(config.oapiUrl().toString()).startsWith("https://localhost:");
            try (DingTalkClient client = new DingTalkClient(config, time.clock(), time)) {
                Run run = new Run(Deadline.in(Duration.ofMinutes(5), time));
                return catchThrowableOfType(SourceException.class, () -> client.call(Api.MEMBERS, Json.object(), run));
            }
        }
    }
}
