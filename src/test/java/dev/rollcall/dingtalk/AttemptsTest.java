package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.common.Secret;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.CallWatch.Attempt;
import dev.rollcall.dingtalk.CallWatch.Result;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever watches is told of every attempt at a call, once, and what became of it. */
class AttemptsTest {
    private static final MockResponse DROPPED = new MockResponse.Builder()
            .onResponseStart(new SocketEffect.CloseSocket())
            .build();

    @StartStop
    public final MockWebServer server = Wire.server();

    private Wire wire;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private void asks(Api api) {
        Throwable unused = catchThrowable(() -> wire.client.call(api, Json.object(), wire.run()));
    }

    private List<Attempt> of(String path) {
        return wire.attempts.stream().filter(one -> one.path().equals(path)).toList();
    }

    private static List<String> ends(List<Attempt> attempts) {
        return attempts.stream().map(one -> one.result() + " " + one.reason()).toList();
    }

    @Test
    void retriesAndTheTokenAreAttemptsOfTheirOwn() {
        wire.answers(Api.MEMBERS, Wire.json("{\"errcode\":-1}"), Wire.status(503, "away"), DROPPED, Wire.json(Wire.OK));

        asks(Api.MEMBERS);

        assertThat(ends(of(Api.MEMBERS.path())))
                .containsExactly("REFUSED UNAVAILABLE", "NO_ANSWER UNAVAILABLE", "NO_ANSWER UNAVAILABLE", "OK null");
        assertThat(ends(of(Api.TOKEN.path()))).containsExactly("OK null");
        assertThat(wire.attempts).hasSameSizeAs(wire.asked());
    }

    @Test
    void whatDingTalkRefusesIsToldWithItsReason() {
        wire.answers(Api.PUNCHES, "{\"errcode\":60011,\"errmsg\":\"no\"}");
        wire.answers(Api.RESULTS, "{\"errcode\":88,\"sub_code\":\"90018\"}");

        asks(Api.PUNCHES);
        asks(Api.RESULTS);

        assertThat(ends(of(Api.PUNCHES.path()))).containsExactly("REFUSED PERMISSION");
        assertThat(ends(of(Api.RESULTS.path()))).isNotEmpty().allMatch("REFUSED THROTTLED"::equals);
    }

    @Test
    void whatIsNotWaitedForAnyLongerHasTimedOutAndWhatHasNotLeftWasNotSent() {
        wire.answers(
                Api.MEMBERS,
                new MockResponse.Builder()
                        .onResponseStart(SocketEffect.Stall.INSTANCE)
                        .build());
        Throwable slow = catchThrowable(
                () -> wire.client.callOnce(Api.MEMBERS, Json.object(), wire.run(Duration.ofMillis(400))));
        server.close();
        Throwable away = catchThrowable(() -> wire.client.callOnce(Api.MEMBERS, Json.object(), wire.run()));

        assertThat(slow).isInstanceOf(DingTalkException.class);
        assertThat(away).isInstanceOf(DingTalkException.class);
        assertThat(ends(of(Api.MEMBERS.path()))).containsExactly("TIMED_OUT UNAVAILABLE", "NOT_SENT UNAVAILABLE");
    }

    @Test
    void whatHasToWaitForItsTurnSaysHowLong() {
        wire.answers(Api.MEMBERS, Wire.OK);
        for (int call = 0; call < 16; call++) {
            asks(Api.MEMBERS);
        }

        List<Attempt> all = of(Api.MEMBERS.path());
        assertThat(all).hasSize(16);
        assertThat(all.get(0).waited()).isZero();
        assertThat(all.get(15).waited()).as("the second's fill was had").isGreaterThan(Duration.ofMillis(500));
    }

    /** Its address holds a token, and so its path alone is told. */
    @Test
    void aRobotsMessageIsAnAttemptWithoutItsToken() throws Exception {
        wire.answers("/robot/send", question -> Wire.json(Wire.OK));
        DingTalkMessenger messenger = new DingTalkMessenger(wire.client, wire.time.clock(), wire.time);
        Recipient group = new Recipient.Group(
                "技术部",
                new RobotConfig(
                        Secret.of(wire.url("/robot/send?access_token=canary-token-1")
                                .toString()),
                        null,
                        null));

        messenger.send(group, new Message("t", "x", List.of()), UUID.randomUUID(), Messenger.LONGEST);

        assertThat(wire.attempts)
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEqualTo("/robot/send"))
                .satisfies(one -> assertThat(one.result()).isEqualTo(Result.OK));
    }
}
