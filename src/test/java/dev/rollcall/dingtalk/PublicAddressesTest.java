package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that leads inside is not followed. */
class PublicAddressesTest {
    @StartStop
    public final MockWebServer inside = Wire.server();

    @ParameterizedTest
    @ValueSource(strings = {"203.119.206.90", "8.8.8.8", "100.63.0.1", "100.128.0.1", "172.32.0.1", "2408:4000::1"})
    void aPublicAddressIsTaken(String address) throws Exception {
        assertThat(new PublicAddresses(leadsTo(address)).lookup("oapi.dingtalk.com"))
                .containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1"
            })
    void anAddressInsideIsRefused(String address) {
        assertThatThrownBy(() -> new PublicAddresses(leadsTo(address)).lookup("oapi.dingtalk.com"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageNotContaining(address);
    }

    @Test
    void oneAddressInsideAmongOthersIsEnoughToRefuse() {
        assertThatThrownBy(() -> new PublicAddresses(leadsTo("8.8.8.8", "10.0.0.1")).lookup("oapi.dingtalk.com"))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void whatOthersChooseIsNotLookedForInside() {
        Wire wire = Wire.on(inside);
        HttpUrl named = inside.url("/robot/sendBySession?session=s")
                .newBuilder()
                .host("localhost")
                .build();

        DingTalkException failure = catchThrowableOfType(
                DingTalkException.class,
                () -> wire.client.exchange().postOutside(named, Json.object(), Duration.ofSeconds(5)));

        assertThat(failure.maybeTaken()).isFalse();
        assertThat(inside.getRequestCount()).isZero();
        wire.close();
    }

    private static Dns leadsTo(String... addresses) {
        return hostname -> {
            List<InetAddress> found = new java.util.ArrayList<>();
            for (String address : addresses) {
                found.add(InetAddress.getByName(address));
            }
            return found;
        };
    }
}
