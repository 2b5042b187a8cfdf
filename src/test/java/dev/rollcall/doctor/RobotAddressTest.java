package dev.rollcall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.common.Secret;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a robot's address tells without anything being posted. */
class RobotAddressTest {
    private static final URI GATEWAY = URI.create("https://oapi.dingtalk.com");

    @ParameterizedTest
    @CsvSource({
        "https://oapi.dingtalk.com/robot/send?access_token=0aB9,                       ,             ",
        "https://oapi.dingtalk.com/robot/sendBySession?access_token=0aB9,              robot.path,   ",
        "https://oapi.dingtalk.com/robot/send?access_token=0aB9&timestamp=1&sign=x,    robot.signed, ",
        "https://oapi.dingtalk.com/robot/send?access_token=xxxx,                       ,             robot.token",
        "https://proxy.example/ding?access_token=0aB9,                                 ,             robot.host",
        "https://oapi.dingtalk.io/robot/send?access_token=0aB9,                        ,             robot.host"
    })
    void somethingIsKnownByHowItIsWritten(String webhook, @Nullable String wrong, @Nullable String odd) {
        RobotAddress address = RobotAddress.of(Secret.of(webhook));

        assertThat(address.wrong(GATEWAY, false).map(Sentence::key)).isEqualTo(Optional.ofNullable(wrong));
        assertThat(address.odd(GATEWAY).map(Sentence::key)).isEqualTo(Optional.ofNullable(odd));
        assertThat(address.toString()).doesNotContain("0aB9");
    }

    /** A signature of the address's own is replaced by one for each attempt. */
    @Test
    void whereASecretIsConfiguredASignatureInTheAddressDoesNoHarm() {
        Secret webhook = Secret.of("https://oapi.dingtalk.com/robot/send?access_token=0a&timestamp=1&sign=x");

        assertThat(RobotAddress.of(webhook).wrong(GATEWAY, true)).isEmpty();
    }
}
