package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.common.Secret;
import dev.rollcall.dingtalk.RobotCallback.Accepted;
import dev.rollcall.dingtalk.RobotCallback.Reason;
import dev.rollcall.dingtalk.RobotCallback.Refused;
import dev.rollcall.dingtalk.RobotCallback.Result;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Only DingTalk is heard. */
class RobotCallbackTest {
    private static final Secret SECRET = Secret.of("absenceBotAppSecret_9f8e7d6c5b4a");
    private static final long TIME = 1767225661234L;
    private static final String SIGN = "2yuF3LOxvlMR6t9ZaFWvdwMBRVT/Ec+iLRGKbv8dfLE=";
    private static final String BODY = Wire.fixture("robot-callback.group.json");
    private static final String LEAST = "{\"msgId\":\"m1\",\"conversationId\":\"c1\"}";

    @Test
    void theVectorOfThisAppIsAccepted() {
        Result result = callback(SECRET, 5, TIME).receive("1767225661234", SIGN, bytes(BODY));

        assertThat(result).isInstanceOf(Accepted.class);
        assertThat(((Accepted) result).message().id()).isEqualTo("msgDemo0001==");
        assertThat(((Accepted) result).message().sender()).isEqualTo("u2002");
    }

    @Test
    void theVectorOfTheDocumentationIsAccepted() {
        RobotCallback callback = callback(Secret.of("this is a secret"), 5, 1577262236757L);

        assertThat(callback.receive("1577262236757", "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=", bytes(LEAST)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "5,299999,true", "5,300000,true", "5,300001,false", "5,-300000,true", "5,-300001,false",
        "60,3600000,true", "60,3600001,false", "60,-3600000,true", "60,-3600001,false", "1,60001,false"
    })
    void aSignatureIsGoodForTheToleranceBeforeAndAfter(int minutes, long age, boolean accepted) {
        Result result = callback(SECRET, minutes, TIME + age).receive("1767225661234", SIGN, bytes(BODY));

        assertThat(result instanceof Accepted).isEqualTo(accepted);
        if (result instanceof Refused refused) {
            assertThat(refused.reason()).isEqualTo(Reason.STALE);
            assertThat(refused.why()).contains(String.valueOf(Math.abs(age / 1000)));
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(forged(), unsigned(), signedButUnusable()).flatMap(some -> some);
    }

    private static Stream<Arguments> unsigned() {
        return Stream.of(
                arguments("no headers", null, null, BODY, 401),
                arguments("no timestamp", null, SIGN, BODY, 401),
                arguments("no sign", "1767225661234", null, BODY, 401),
                arguments("an empty timestamp", "", SIGN, BODY, 401),
                arguments("an empty sign", "1767225661234", "", BODY, 401),
                arguments("nothing in either", "", "", BODY, 401));
    }

    private static Stream<Arguments> forged() {
        return Stream.of(
                arguments("another second", "1767225661235", SIGN, BODY, 401),
                arguments("seconds in place of milliseconds", "1767225661", SIGN, BODY, 401),
                arguments("a time with a sign", "+1767225661234", SIGN, BODY, 401),
                arguments("a negative time", "-1767225661234", SIGN, BODY, 401),
                arguments("a time with noughts in front", "0001767225661234", SIGN, BODY, 401),
                arguments("a time with spaces", " 1767225661234 ", SIGN, BODY, 401),
                arguments("a time with a line", "1767225661234\n", SIGN, BODY, 401),
                arguments("a time with a fraction", "1767225661234.0", SIGN, BODY, 401),
                arguments("a time in full-width digits", "１７６７２２５６６１２３４", SIGN, BODY, 401),
                arguments("a time in hexadecimal", "0x19b76c5a8f2", SIGN, BODY, 401),
                arguments("a date", "2026-01-01T00:01:01Z", SIGN, BODY, 401),
                arguments("a time beyond all numbers", "99999999999999999999999", SIGN, BODY, 401),
                arguments("two times", "1767225661234,1767225661234", SIGN, BODY, 401),
                arguments("words for a time", "NaN", SIGN, BODY, 401),
                arguments("no Base64", "1767225661234", "not base64 at all", BODY, 401),
                arguments("the sign without its end", "1767225661234", SIGN.replace("=", ""), BODY, 401),
                arguments("the sign with a space", "1767225661234", SIGN + " ", BODY, 401),
                arguments("the sign with a line", "1767225661234", SIGN + "\n", BODY, 401),
                arguments("the sign for a URL", "1767225661234", SIGN.replace("/", "%2F"), BODY, 401),
                arguments("the sign in URL Base64", "1767225661234", SIGN.replace('/', '_'), BODY, 401),
                arguments("the sign in small letters", "1767225661234", SIGN.toLowerCase(), BODY, 401),
                arguments("half the sign", "1767225661234", SIGN.substring(0, 22), BODY, 401),
                arguments("the sign twice", "1767225661234", SIGN + "," + SIGN, BODY, 401),
                arguments("a sign of a megabyte", "1767225661234", "A".repeat(1 << 20), BODY, 401),
                arguments(
                        "a sign of noughts",
                        "1767225661234",
                        Base64.getEncoder().encodeToString(new byte[32]),
                        BODY,
                        401),
                arguments("signed with another secret", "1767225661234", sign(TIME, "another secret"), BODY, 401),
                arguments("signed with the app's key", "1767225661234", sign(TIME, "dingkey"), BODY, 401),
                arguments("signed with nothing said", "1767225661234", sign(TIME, "null"), BODY, 401),
                arguments(
                        "the sample of the documentation",
                        "1577262236757",
                        "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA=",
                        BODY,
                        401),
                arguments(
                        "replayed the next day",
                        String.valueOf(TIME - 86_400_000),
                        signed(TIME - 86_400_000),
                        BODY,
                        401),
                arguments(
                        "replayed after six minutes",
                        String.valueOf(TIME - 360_000),
                        signed(TIME - 360_000),
                        BODY,
                        401),
                arguments("signed for later", String.valueOf(TIME + 360_000), signed(TIME + 360_000), BODY, 401));
    }

    private static Stream<Arguments> signedButUnusable() {
        return Stream.of(
                unusable("nothing", "", 400),
                unusable("no JSON", "canary", 400),
                unusable("a list", "[]", 400),
                unusable("a form", "payload=canary", 400),
                unusable("XML", "<xml/>", 400),
                unusable("cut off", BODY.substring(0, 200), 400),
                unusable("no msgId", "{\"conversationId\":\"c\"}", 400),
                unusable("no conversation", "{\"msgId\":\"m\"}", 400),
                unusable("another type", "{\"msgId\":[],\"conversationId\":\"c\"}", 400),
                unusable("nested a thousand times", "{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}", 400),
                unusable("a hundred thousand brackets in 64 KB", "[".repeat(65_000), 400),
                unusable("too large", "{\"x\":\"" + "y".repeat(70_000) + "\"}", 413),
                unusable("much too large", " ".repeat(5 << 20), 413),
                unusable(
                        "for another robot",
                        "{\"robotCode\":\"canary\",\"msgId\":\"m\",\"conversationId\":\"c\"}",
                        403));
    }

    private static Arguments unusable(String name, String body, int status) {
        return arguments("signed, " + name, "1767225661234", SIGN, body, status);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNotDingTalksIsRefusedAndNothingOfItIsRepeated(
            String name, String timestamp, String sign, String body, int status) {
        Result result = callback(SECRET, 5, TIME).receive(timestamp, sign, bytes(body));

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).reason().status()).isEqualTo(status);
        assertThat(result.toString()).doesNotContain(SECRET.reveal(), SIGN, "canary", "王五", "session=");
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() {
        byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
        body[100] = (byte) 0xff;

        assertThat(callback(SECRET, 5, TIME).receive("1767225661234", SIGN, body))
                .isEqualTo(new Refused(Reason.MALFORMED, "its body is no UTF-8"));
    }

    @Test
    void theBodyOfAForgeryIsNotLookedAt() {
        assertThat(callback(SECRET, 5, TIME).receive("1767225661234", "x", new byte[1 << 20]))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.FORGED));
    }

    @Test
    void everyBitOfTimeAndSignatureCounts() {
        RobotCallback callback = callback(SECRET, 60, TIME);

        for (int bit = 0; bit < SIGN.length() * 8; bit++) {
            assertThat(callback.receive("1767225661234", flipped(SIGN, bit), bytes(BODY)))
                    .isInstanceOf(Refused.class);
        }
        for (int bit = 0; bit < 13 * 8; bit++) {
            assertThat(callback.receive(flipped("1767225661234", bit), SIGN, bytes(BODY)))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void noneOfTenThousandGuessesIsAccepted() {
        RobotCallback callback = callback(SECRET, 60, TIME);
        Random random = new Random(20260101);
        byte[] guess = new byte[32];

        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(guess);
            String timestamp = String.valueOf(TIME + random.nextInt(3_600_000));
            assertThat(callback.receive(timestamp, Base64.getEncoder().encodeToString(guess), bytes(LEAST)))
                    .isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"robot1,true", "dingkey,true", "other,false"})
    void theAppsOwnRobotMayGoByItsKey(String robotCode, boolean accepted) {
        String body = "{\"robotCode\":\"" + robotCode + "\",\"msgId\":\"m\",\"conversationId\":\"c\"}";

        assertThat(callback(SECRET, 5, TIME).receive("1767225661234", SIGN, bytes(body)) instanceof Accepted)
                .isEqualTo(accepted);
    }

    @Test
    void theSameMessageComesOutTheSameWhenItIsReplayedInTime() {
        RobotCallback callback = callback(SECRET, 5, TIME + 60_000);

        assertThat(callback.receive("1767225661234", SIGN, bytes(BODY)))
                .as("who has answered it before knows it by its id")
                .isEqualTo(callback.receive("1767225661234", SIGN, bytes(BODY)));
    }

    private static Result received(RobotCallback callback, long time, String msgId) {
        return callback.receive(String.valueOf(time), signed(time), bytes(LEAST.replace("m1", msgId)));
    }

    @Test
    void oneSignatureCarriesTwentyDifferentMessagesAndNoMore() {
        RobotCallback callback = callback(SECRET, 5, TIME);
        assertThat(callback.receive("1767225661234", SIGN, bytes("{}"))).isInstanceOf(Refused.class);
        for (int i = 0; i < 20; i++) {
            for (int turn = 0; turn < 5; turn++) {
                assertThat(received(callback, TIME, "m" + i)).isInstanceOf(Accepted.class);
            }
        }

        assertThat(received(callback, TIME, "m20"))
                .isEqualTo(new Refused(Reason.OVERUSED, "its signature has carried 20 other messages"));
        assertThat(received(callback, TIME, "m0")).as("brought again").isInstanceOf(Accepted.class);
        assertThat(received(callback, TIME + 1, "m20")).isInstanceOf(Accepted.class);
        assertThat(received(callback, TIME, "m20")).isInstanceOf(Refused.class);
    }

    @Test
    void aSignatureIsRememberedForAsLongAsItIsAccepted() {
        SignatureUses uses = new SignatureUses(Duration.ofMinutes(5));
        for (long second = 0; second < 10_000; second++) {
            Instant now = Instant.ofEpochMilli(TIME + second * 1000);
            assertThat(uses.admit(now.toEpochMilli(), "m", now)).isTrue();
            assertThat(uses.remembered()).isLessThanOrEqualTo(301);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(uses.admit(TIME, "m" + i, Instant.ofEpochMilli(TIME))).isTrue();
        }
        assertThat(uses.admit(TIME, "m20", Instant.ofEpochMilli(TIME + 300_000)))
                .isFalse();
    }

    private static RobotCallback callback(Secret secret, int minutes, long now) {
        DingTalkConfig some = DingTalkConfig.of("dingkey", secret);
        DingTalkConfig config = new DingTalkConfig(
                some.appKey(),
                some.appSecret(),
                "robot1",
                some.opUserId(),
                some.shiftSettings(),
                some.oapiUrl(),
                some.apiUrl(),
                some.requestsPerSecond(),
                some.monthlyCalls(),
                some.monthlyMessages(),
                some.stream(),
                some.callback(),
                Duration.ofMinutes(minutes),
                some.callbackAdmin(),
                some.events());
        return new RobotCallback(config, Clock.fixed(Instant.ofEpochMilli(now), ZoneOffset.UTC));
    }

    private static String flipped(String text, int bit) {
        char[] chars = text.toCharArray();
        chars[bit / 8] ^= (char) (1 << (bit % 8));
        return new String(chars);
    }

    private static String signed(long time) {
        return RobotSignature.of(time, SECRET);
    }

    private static String sign(long time, String secret) {
        return RobotSignature.of(time, Secret.of(secret));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
