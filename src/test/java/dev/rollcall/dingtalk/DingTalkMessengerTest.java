package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.Wire.Asked;
import dev.rollcall.message.Message;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One call is one attempt, and only DingTalk's own yes is a yes. */
class DingTalkMessengerTest {
    private static final String ROBOT = "/robot/send";
    private static final String TOKEN = "canary-robot-token-0011223344";
    private static final UUID ID = UUID.fromString("0b5a3f0e-6f0e-5c1d-9a57-1d2c3b4a5f60");
    private static final Secret V1_SECRET =
            Secret.of("SECabsence4demo0123456789abcdef0123456789abcdef0123456789abcdef01");
    private static final Message DIGEST =
            new Message("技术部 09:40 未打卡 2 人", "#### 未打卡 2 人\n\n- 张三 @u1001\n- 李四 😀", List.of("u1001"));

    @StartStop
    public final MockWebServer server = Wire.server();

    private Wire wire;
    private DingTalkMessenger messenger;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        messenger = new DingTalkMessenger(wire.client, wire.time.clock(), wire.time);
        robot(Wire.json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private void robot(MockResponse answer) {
        wire.answers(ROBOT, asked -> answer);
    }

    // --- groups ---

    @ParameterizedTest
    @CsvSource({
        "SECabsence4demo0123456789abcdef0123456789abcdef0123456789abcdef01,1767225605000,"
                + "hFZAGu4lw/3bQQaUTBxqzZJ/7EZyEX8+wljL7SWjJRo=",
        "absenceBotAppSecret_9f8e7d6c5b4a,1767225661234,2yuF3LOxvlMR6t9ZaFWvdwMBRVT/Ec+iLRGKbv8dfLE=",
        "this is a secret,1577262236757,DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA="
    })
    void signaturesAreThoseOfTheVectors(String secret, long timestamp, String signature) {
        assertThat(RobotSignature.of(timestamp, Secret.of(secret))).isEqualTo(signature);
    }

    @Test
    void theSignatureIsEncodedExactlyOnceInTheAddress() throws Exception {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1767225605000L), ZoneOffset.UTC);
        new DingTalkMessenger(wire.client, clock, wire.time).send(group(V1_SECRET), DIGEST, ID, Messenger.LONGEST);

        assertThat(asked().target())
                .isEqualTo("/robot/send?access_token=" + TOKEN + "&timestamp=1767225605000"
                        + "&sign=hFZAGu4lw%2F3bQQaUTBxqzZJ%2F7EZyEX8%2BwljL7SWjJRo%3D");
    }

    @Test
    void everyAttemptIsSignedAnewAndCarriesTheSameId() throws Exception {
        messenger.send(group(V1_SECRET), DIGEST, ID, Messenger.LONGEST);
        wire.time.advance(Duration.ofMinutes(61));
        messenger.send(group(V1_SECRET), DIGEST, ID, Messenger.LONGEST);

        List<Asked> asked = wire.asked(ROBOT);
        assertThat(asked).hasSize(2);
        assertThat(asked.get(0).url().queryParameter("timestamp"))
                .isEqualTo(String.valueOf(VirtualTime.START.toEpochMilli()));
        assertThat(asked.get(1).url().queryParameter("timestamp"))
                .isEqualTo(String.valueOf(VirtualTime.START.plusSeconds(3660).toEpochMilli()));
        assertThat(asked.get(0).url().queryParameter("sign"))
                .isNotEqualTo(asked.get(1).url().queryParameter("sign"));
        assertThat(asked.get(0).text()).isEqualTo(asked.get(1).text());
        assertThat(asked.get(0).body().path("msgUuid").asText()).isEqualTo(ID.toString());
    }

    @Test
    void aWebhookThatWasCopiedWithAnOldSignatureIsSignedOnce() throws Exception {
        String webhook = wire.url(ROBOT) + "?access_token=" + TOKEN + "&timestamp=1&sign=old";
        messenger.send(
                new Recipient.Group("g", new RobotConfig(Secret.of(webhook), V1_SECRET, null)),
                DIGEST,
                ID,
                Messenger.LONGEST);

        assertThat(asked().url().queryParameterValues("timestamp")).hasSize(1).doesNotContain("1");
        assertThat(asked().url().queryParameterValues("sign")).hasSize(1).doesNotContain("old");
    }

    @Test
    void withoutASecretNothingIsSigned() throws Exception {
        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);

        assertThat(asked().target()).isEqualTo("/robot/send?access_token=" + TOKEN);
        assertThat(wire.count(Api.TOKEN)).isZero();
    }

    @Test
    void theBodyIsPlainUtf8WithMentionsBesideTheText() throws Exception {
        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);

        assertThat(asked().text())
                .isEqualTo("{\"msgtype\":\"markdown\",\"markdown\":{\"title\":\"技术部 09:40 未打卡 2 人\","
                        + "\"text\":\"#### 未打卡 2 人\\n\\n- 张三 @u1001\\n- 李四 😀\"},"
                        + "\"at\":{\"isAtAll\":false,\"atUserIds\":[\"u1001\"]},\"msgUuid\":\"" + ID + "\"}");
        assertThat(asked().headers().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void noMoreThanFiftyPeopleAreMentioned() throws Exception {
        List<String> all = IntStream.range(0, 60).mapToObj(i -> "u" + i).toList();
        messenger.send(group(null), new Message("t", "x", all), ID, Messenger.LONGEST);

        assertThat(asked().body().path("at").path("atUserIds")).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"errcode\":0,\"errmsg\":\"ok\"}", "{\"errcode\":\"0\",\"errmsg\":\"ok\"}"})
    void noughtIsAYesAlsoAsText(String answer) throws Exception {
        robot(Wire.json(answer));

        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(300005, "token is not exist", Reason.ROBOT_REMOVED, false, "robot was removed"),
                refusal(300001, "token is not exist", Reason.ROBOT_REMOVED, false, "robot was removed"),
                refusal(400101, "access_token不存在", Reason.ROBOT_REMOVED, false, "robot was removed"),
                refusal(400106, "机器人不存在", Reason.ROBOT_REMOVED, false, "does not exist"),
                refusal(400102, "机器人已停用", Reason.ROBOT_STOPPED, false, "switched off"),
                refusal(400013, "群已被解散", Reason.GROUP_DISBANDED, false, "disbanded"),
                refusal(130101, "send too fast, exceed 20 times per minute", Reason.THROTTLED, true, "20 messages"),
                refusal(410100, "发送速度太快而限流", Reason.THROTTLED, true, "20 messages"),
                refusal(90018, "x", Reason.THROTTLED, true, "too many calls"),
                refusal(90002, "x", Reason.THROTTLED, true, "too many calls"),
                refusal(90020, "x", Reason.QUOTA, false, "month's calls"),
                refusal(90030, "webhook over limit", Reason.QUOTA, false, "month's messages"),
                refusal(430101, "x", Reason.CONTENT_REFUSED, false, "link"),
                refusal(430102, "x", Reason.CONTENT_REFUSED, false, "text"),
                refusal(430103, "x", Reason.CONTENT_REFUSED, false, "picture"),
                refusal(430104, "x", Reason.CONTENT_REFUSED, false, "content"),
                refusal(460101, "message too long, exceed 20000 bytes", Reason.TOO_LARGE, false, "too large"),
                refusal(101002, "message is too long", Reason.TOO_LARGE, false, "too large"),
                refusal(-1, "系统繁忙", Reason.UNREACHABLE, true, "系统繁忙"),
                refusal(500100, "description:系统异常，请稍后再试;", Reason.UNREACHABLE, true, "系统异常"),
                refusal(40035, "缺少参数 json", Reason.REFUSED, false, "缺少参数 json"),
                refusal(43004, "无效的HTTP HEADER Content-Type", Reason.REFUSED, false, "Content-Type"),
                refusal(400105, "不支持的消息类型", Reason.REFUSED, false, "不支持"),
                refusal(999999, "never heard of", Reason.REFUSED, false, "never heard of"),
                refusal(310000, "keywords not in content, more: [https://x.y/z]", Reason.SECURITY, false, "keyword"),
                refusal(
                        310000,
                        "description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词，并在发送的信息中包含此关键词;",
                        Reason.SECURITY,
                        false,
                        "keyword"),
                refusal(310000, "sign not match, more: [https://x.y/z]", Reason.SECURITY, false, "signing secret"),
                refusal(
                        310000,
                        "错误描述:机器人发送签名不匹配;解决方案:请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认机器人的密钥加密和填写正确;",
                        Reason.SECURITY,
                        false,
                        "signing secret"),
                refusal(
                        310000,
                        "invalid timestamp, more: [https://x.y/z]",
                        Reason.STALE_SIGNATURE,
                        true,
                        "server's clock"),
                refusal(
                        310000,
                        "description:机器人发送签名过期;solution:签名生成时间和发送时间请保持在 timestampms 以内;",
                        Reason.STALE_SIGNATURE,
                        true,
                        "server's clock"),
                refusal(310000, "ip 203.0.113.9 not in whitelist", Reason.SECURITY, false, "address list"),
                refusal(
                        310000,
                        "description:ip 不在白名单中;solution:请联系对应群的管理员，设置机器人安全ip地址段",
                        Reason.SECURITY,
                        false,
                        "address list"));
    }

    private static Arguments refusal(int code, String words, Reason reason, boolean retryable, String said) {
        return arguments(code, words, reason, retryable, said);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refusals")
    void aRobotsRefusalIsSaidInWords(int code, String words, Reason reason, boolean retryable, String said) {
        robot(Wire.json("{\"errcode\":" + code + ",\"errmsg\":\"" + words + "\"}"));

        DeliveryException failure = refused(group(V1_SECRET));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure)
                .hasMessageContaining(said)
                .hasMessageContaining(code == 310000 ? "" : "(errcode " + code + ")");
        assertThat(failure.getMessage()).doesNotContain("://", TOKEN);
        assertThat(wire.asked(ROBOT)).hasSize(1);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                arguments("HTTP 500", Wire.status(500, "oops")),
                arguments("HTTP 504", Wire.status(504, "<html></html>")),
                arguments("a page", Wire.json("<html>login</html>")),
                arguments("blocked", Wire.json("{\"status\":1111,\"wait\":5}")),
                arguments("nothing in it", Wire.json("{}")),
                arguments("cut off", Wire.json("{\"errcode\":0,\"errmsg\":\"o")),
                arguments(
                        "a redirect",
                        new MockResponse.Builder()
                                .code(302)
                                .addHeader("Location", "/elsewhere")
                                .build()),
                arguments(
                        "dropped",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void noAnswerIsNoYesAndMayBeTriedAgain(String name, MockResponse answer) {
        robot(answer);

        DeliveryException failure = refused(group(V1_SECRET));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(wire.asked(ROBOT)).hasSize(1);
        assertThat(wire.asked("/elsewhere")).isEmpty();
    }

    // --- whether it may have been taken ---

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void afterASilenceItMayHaveBeenTakenUnlessTheAddressIsBlocked(String name, MockResponse answer) {
        robot(answer);

        boolean blocked = name.equals("blocked") || name.equals("a page");
        assertThat(refused(group(null)).maybeTaken()).isEqualTo(!blocked);
    }

    @Test
    void aRefusalWasSurelyNotTaken() {
        robot(Wire.json("{\"errcode\":300005,\"errmsg\":\"x\"}"));

        assertThat(refused(group(null)).maybeTaken()).isFalse();
    }

    @Test
    void withoutAConnectionItWasSurelyNotTaken() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        String webhook = "http://127.0.0.1:" + closed + ROBOT + "?access_token=" + TOKEN;

        DeliveryException failure = refused(new Recipient.Group("g", new RobotConfig(Secret.of(webhook), null, null)));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.maybeTaken()).isFalse();
    }

    @Test
    void aPrivateMessageThatDidNotLeaveMayBeTriedAgain() throws Exception {
        wire.client.authenticate(wire.run());
        server.close();

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.maybeTaken()).isFalse();
    }

    // --- how long it may take ---

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAttemptEndsInTimeHoweverSlowlyTheAnswerTrickles(boolean inPrivate) throws Exception {
        wire.client.authenticate(wire.run());
        MockResponse slow = new MockResponse.Builder()
                .body("{\"errcode\":0,\"processQueryKey\":\"k\"}")
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build();
        robot(slow);
        wire.answers(Api.PRIVATE_MESSAGE, slow);
        Recipient recipient = inPrivate ? people(1) : group(null);
        long start = System.nanoTime();

        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> messenger.send(recipient, DIGEST, ID, Duration.ofMillis(400)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(failure.maybeTaken()).isTrue();
        assertThat(failure.retryable()).isEqualTo(!inPrivate);
    }

    @Test
    void withoutTimeNothingIsSent() {
        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> messenger.send(group(null), DIGEST, ID, Duration.ZERO));

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.maybeTaken()).isFalse();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anAttemptTakesEightSecondsAtMostWhateverTheCallerAllows() {
        List<Duration> left = new ArrayList<>();
        messenger = new DingTalkMessenger(wire.client, wire.time.clock(), wire.time, () -> {
            left.add(wire.time.passed());
            throw new IllegalStateException("no connection");
        });

        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> messenger.send(group(null), DIGEST, ID, Duration.ofMinutes(1)));

        assertThat(failure).hasMessage("the limits shared with other processes cannot be read");
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.maybeTaken()).isFalse();
        assertThat(left).hasSize(8);
        assertThat(wire.time.passed()).isLessThan(Duration.ofSeconds(8));
    }

    // --- the month's messages ---

    @Test
    void whenOurOwnCountOfMessagesIsUsedUpNothingIsSent() throws Exception {
        AtomicInteger left = new AtomicInteger(3);
        messenger = new DingTalkMessenger(wire.client, wire.time.clock(), wire.time, () -> left.getAndDecrement() > 0);
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\"}");
        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);
        messenger.send(people(25), DIGEST, ID, Messenger.LONGEST);

        for (Recipient recipient : List.of(group(null), people(1))) {
            DeliveryException failure = refused(recipient);

            assertThat(failure.reason()).isEqualTo(Reason.QUOTA);
            assertThat(failure.retryable()).isFalse();
            assertThat(failure)
                    .hasMessage("the month's 3000 messages are used up by Rollcall's own count; "
                            + "nothing more is sent until next month");
        }
        assertThat(wire.asked(ROBOT)).hasSize(1);
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isEqualTo(2);
    }

    @Test
    void aPrivateMessageIsACallOfTheMonthToo() {
        wire.close();
        wire = Wire.on(server, new Shared(Shared.Turns.NONE, () -> false));
        messenger = new DingTalkMessenger(wire.client, wire.time.clock(), wire.time);

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(Reason.QUOTA);
        assertThat(failure).hasMessageContaining("calls are used up by Rollcall's own count");
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isZero();
    }

    @Test
    void aRobotThatHearsOfABlockStopsEverythingForFiveMinutes() throws Exception {
        robot(Wire.json("{\"status\":1111,\"wait\":5}"));
        refused(group(null));
        robot(Wire.json("{\"errcode\":0}"));
        int sent = server.getRequestCount();

        assertThat(refused(group(null)).retryable()).isTrue();
        assertThat(refused(people(1)).retryable()).isTrue();
        assertThat(server.getRequestCount()).isEqualTo(sent);

        wire.time.advance(Duration.ofMinutes(5));
        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);
    }

    @Test
    void aWebhookElsewhereThatAnswersAPageStopsNothingElse() throws Exception {
        try (MockWebServer elsewhere = Wire.server()) {
            elsewhere.start();
            elsewhere.enqueue(Wire.json("<html>log in first</html>"));
            String webhook = elsewhere.url(ROBOT) + "?access_token=" + TOKEN;
            refused(new Recipient.Group("g", new RobotConfig(Secret.of(webhook), null, null)));
        }

        messenger.send(group(null), DIGEST, ID, Messenger.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "ftp://canary.example/x?access_token=canary", "https://", "https://can ary/x"})
    void aWebhookThatIsNoAddressIsRefusedWithoutShowingIt(String webhook) {
        DeliveryException failure = refused(new Recipient.Group("g", new RobotConfig(Secret.of(webhook), null, null)));

        assertThat(failure.retryable()).isFalse();
        assertThat(failure.getMessage()).doesNotContain("can");
    }

    @Test
    void noMessageHoldsATokenASecretOrASignature() {
        wire.answers(
                ROBOT,
                asked -> Wire.json(
                        "{\"errcode\":40035,\"errmsg\":\"got " + asked.url().queryParameter("sign") + " "
                                + asked.target() + " " + V1_SECRET.reveal() + "\"}"));

        DeliveryException failure = refused(group(V1_SECRET));

        assertThat(failure.getMessage())
                .contains("got ***")
                .doesNotContain(TOKEN, V1_SECRET.reveal(), asked().url().queryParameter("sign"));
    }

    // --- in private ---

    @Test
    void aPrivateMessageHoldsItsContentAsAText() throws Exception {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\"}");

        messenger.send(people(2), DIGEST, ID, Messenger.LONGEST);

        Asked asked = wire.asked(Api.PRIVATE_MESSAGE).get(0);
        assertThat(asked.body().path("robotCode").asText()).isEqualTo("robot1");
        assertThat(asked.list("userIds")).containsExactly("u00", "u01");
        assertThat(asked.body().path("msgKey").asText()).isEqualTo("sampleMarkdown");
        assertThat(asked.body().path("msgParam").isTextual()).isTrue();
        assertThat(new ObjectMapper().readTree(asked.body().path("msgParam").asText()))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("title", DIGEST.title())
                        .put("text", DIGEST.text()));
        assertThat(asked.headers().get("x-acs-dingtalk-access-token")).isEqualTo("canary-tok-1");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "20,1", "21,2", "60,3"})
    void twentyPeopleAreOneCall(int count, int calls) throws Exception {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\"}");

        messenger.send(people(count), DIGEST, ID, Messenger.LONGEST);

        List<Asked> asked = wire.asked(Api.PRIVATE_MESSAGE);
        assertThat(asked).hasSize(calls).allMatch(one -> one.list("userIds").size() <= 20);
        assertThat(asked.stream().flatMap(one -> one.list("userIds").stream())).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({
        "invalidStaffIdList,UNKNOWN_PEOPLE,1 people cannot be reached",
        "filteredStaffIdList,UNKNOWN_PEOPLE,1 people cannot be reached",
        "flowControlledStaffIdList,THROTTLED,too many private messages for 1 people"
    })
    void whoWasNotReachedIsToldByAnAnswerThatLooksLikeAYes(String list, Reason reason, String said) {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\",\"" + list + "\":[\"u00\"]}");

        DeliveryException failure = refused(people(2));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).as("the other one has it already").isFalse();
        assertThat(failure).hasMessageContaining(said);
    }

    @Test
    void whereEverybodyIsThrottledAnotherAttemptRepeatsNothing() {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\",\"flowControlledStaffIdList\":[\"u00\"]}");

        assertThat(refused(people(1)).retryable()).isTrue();
    }

    @Test
    void somebodyUnknownAmongTheFirstTwentyDoesNotKeepItFromTheOthers() {
        wire.answers(
                Api.PRIVATE_MESSAGE,
                "{\"processQueryKey\":\"k\",\"invalidStaffIdList\":[\"u00\"]}",
                "{\"processQueryKey\":\"k\"}");

        assertThat(refused(people(25))).hasMessageContaining("1 people cannot be reached");
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isEqualTo(2);
    }

    @Test
    void aFailureForSomeIsNotRetriedBecauseTheOthersHaveIt() {
        wire.answers(Api.PRIVATE_MESSAGE, Wire.json("{\"processQueryKey\":\"k\"}"), Wire.status(500, ""));

        DeliveryException failure = refused(people(25));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isFalse();
        assertThat(failure).hasMessageContaining("people have it");
    }

    static Stream<Arguments> privateRefusals() {
        return Stream.of(
                arguments(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", Reason.QUOTA, false),
                arguments(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", Reason.THROTTLED, true),
                arguments(400, "send.too.fast", Reason.THROTTLED, true),
                arguments(400, "send.byToken.tooFast", Reason.THROTTLED, true),
                arguments(400, "bot.stopped", Reason.ROBOT_STOPPED, false),
                arguments(400, "resource.not.found", Reason.ROBOT_REMOVED, false),
                arguments(400, "invalidParameter.robotCode.notExsit", Reason.ROBOT_REMOVED, false),
                arguments(400, "invalidParameter.msgParam.tooLong", Reason.TOO_LARGE, false),
                arguments(400, "chatbotId.notAllow.sendOTO", Reason.REFUSED, false),
                arguments(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", Reason.REFUSED, false),
                arguments(400, "InvalidAuthentication", Reason.REFUSED, false),
                arguments(500, "system.error", Reason.UNREACHABLE, false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("privateRefusals")
    void aRefusalInPrivateIsSaidInWords(int status, String code, Reason reason, boolean retryable) {
        wire.answers(Api.PRIVATE_MESSAGE, Wire.status(status, "{\"code\":\"" + code + "\",\"message\":\"不行\"}"));

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isEqualTo(code.equals("InvalidAuthentication") ? 2 : 1);
    }

    @Test
    void anAnswerThatDoesNotSayYesIsNoYesAndMayHaveBeenOneSoThatItIsNotRepeated() {
        wire.answers(Api.PRIVATE_MESSAGE, "{}");

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isFalse();
    }

    static Stream<Arguments> tokenFailures() {
        return Stream.of(
                arguments(500, "{}", Reason.UNREACHABLE, true),
                arguments(
                        403, "{\"code\":\"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi\"}", Reason.UNREACHABLE, true),
                arguments(400, "{\"code\":\"system.error\"}", Reason.UNREACHABLE, true),
                arguments(400, "{\"code\":\"invalidClientIdOrSecret\"}", Reason.REFUSED, false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tokenFailures")
    void withoutATokenAPrivateMessageMayBeTriedAgainUnlessTheTokenIsRefused(
            int status, String answer, Reason reason, boolean retryable) {
        wire.answers(Api.TOKEN, Wire.status(status, answer));

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isZero();
    }

    @Test
    void aLongPauseOfTheApiIsNoRefusal() {
        wire.answers(
                Api.PRIVATE_MESSAGE,
                Wire.status(
                        403,
                        "{\"code\":\"Forbidden.AccessDenied.QpsLimitForApi\","
                                + "\"message\":\"限制将在 2026-11-20 09:40:30 结束\"}"));
        refused(people(1));

        DeliveryException failure = refused(people(1));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.retryable()).isTrue();
        assertThat(wire.count(Api.PRIVATE_MESSAGE)).isEqualTo(1);
    }

    @Test
    void whoIsAskedToStopStops() {
        Thread.currentThread().interrupt();

        DeliveryException failure = refused(people(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.retryable()).isTrue();
    }

    private Asked asked() {
        return wire.asked(ROBOT).get(0);
    }

    private DeliveryException refused(Recipient recipient) {
        return catchThrowableOfType(
                DeliveryException.class, () -> messenger.send(recipient, DIGEST, ID, Messenger.LONGEST));
    }

    private Recipient group(Secret secret) {
        String webhook = wire.url(ROBOT) + "?access_token=" + TOKEN;
        return new Recipient.Group("技术部", new RobotConfig(Secret.of(webhook), secret, null));
    }

    private static Recipient people(int count) {
        return new Recipient.Private(
                "管理员",
                IntStream.range(0, count)
                        .mapToObj(i -> String.format("u%02d", i))
                        .toList());
    }
}
