package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.dingtalk.Wire.Asked;
import dev.rollcall.message.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer goes to DingTalk or nowhere. */
class RepliesTest {
    private static final String SESSION = "/robot/sendBySession";
    private static final String TOKEN = "canary-session-00112233445566778899aabbccddeeff";
    private static final Message TEXT = new Message("技术部 未打卡 2 人", "#### 未打卡 2 人\n\n- 张三 @u1001 😀", List.of("u1001"));

    @StartStop
    public final MockWebServer server = Wire.server();

    @StartStop
    public final MockWebServer evil = Wire.server();

    private Wire wire;
    private Replies replies;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        replies = new Replies(wire.client, wire.time.clock(), wire.time, Shared.Allowance.UNLIMITED);
        session(Wire.json("{\"errcode\":0,\"errmsg\":\"ok\"}"));
        wire.answers(Api.GROUP_MESSAGE, Wire.fixture("groupMessages-send.taken.json"));
        wire.answers(Api.PRIVATE_MESSAGE, Wire.fixture("oToMessages-batchSend.taken.json"));
    }

    @AfterEach
    void hangUp() {
        wire.close();
    }

    private void session(MockResponse answer) {
        wire.answers(SESSION, asked -> answer);
    }

    // --- into the conversation ---

    @Test
    void anAnswerGoesIntoTheSessionAndCostsNoCall() throws Exception {
        replies.send(question(true, session()), reply(Audience.CONVERSATION));

        assertThat(wire.asked()).hasSize(1);
        Asked asked = wire.asked().get(0);
        assertThat(asked.target()).isEqualTo(SESSION + "?session=" + TOKEN);
        assertThat(asked.text())
                .isEqualTo("{\"msgtype\":\"markdown\",\"markdown\":{\"title\":\"技术部 未打卡 2 人\","
                        + "\"text\":\"#### 未打卡 2 人\\n\\n- 张三 @u1001 😀\"},"
                        + "\"at\":{\"isAtAll\":false,\"atUserIds\":[\"u1001\"]}}");
        assertThat(asked.headers().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(asked.headers().get("x-acs-dingtalk-access-token")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,false", "1,false"})
    void aSessionIsUsedUntilItExpires(long secondsAfter, boolean used) throws Exception {
        Instant expires = wire.time.clock().instant().minusSeconds(secondsAfter);

        replies.send(question(true, session(), expires), reply(Audience.CONVERSATION));

        assertThat(wire.asked(SESSION)).hasSize(used ? 1 : 0);
        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(used ? 0 : 1);
    }

    @Test
    void aSessionWhoseEndIsNotSaidIsTried() throws Exception {
        replies.send(question(true, session(), null), reply(Audience.CONVERSATION));

        assertThat(wire.asked(SESSION)).hasSize(1);
    }

    @Test
    void withoutASessionTheRobotWritesToTheGroup() throws Exception {
        replies.send(question(true, null), reply(Audience.CONVERSATION));

        Asked asked = wire.asked(Api.GROUP_MESSAGE).get(0);
        assertThat(asked.body().path("robotCode").asText()).isEqualTo("robot1");
        assertThat(asked.body().path("openConversationId").asText()).isEqualTo("cidAbsenceDemo001==");
        assertThat(asked.body().path("msgKey").asText()).isEqualTo("sampleMarkdown");
        assertThat(asked.body().path("msgParam").isTextual()).isTrue();
        assertThat(new ObjectMapper().readTree(asked.body().path("msgParam").asText()))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("title", TEXT.title())
                        .put("text", TEXT.text()));
        assertThat(asked.headers().get("x-acs-dingtalk-access-token")).isEqualTo("canary-tok-1");
        assertThat(wire.asked(Api.PRIVATE_MESSAGE)).isEmpty();
    }

    @Test
    void withoutASessionTheRobotWritesToThePersonWhoAskedInPrivate() throws Exception {
        replies.send(question(false, null), reply(Audience.CONVERSATION));

        assertThat(wire.asked(Api.PRIVATE_MESSAGE).get(0).list("userIds")).containsExactly("u2002");
        assertThat(wire.asked(Api.GROUP_MESSAGE)).isEmpty();
    }

    static Stream<Arguments> sessionsThatAreOver() {
        return Stream.of(
                arguments("expired", Wire.json(Wire.fixture("sendBySession.expired.json"))),
                arguments("expired, as text", Wire.json("{\"errcode\":\"300001\",\"errmsg\":\"session 不存在\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessionsThatAreOver")
    void afterASessionIsOverTheRobotTakesOver(String name, MockResponse answer) throws Exception {
        session(answer);

        replies.send(question(true, session()), reply(Audience.CONVERSATION));
        replies.send(question(false, session()), reply(Audience.CONVERSATION));

        assertThat(wire.asked(SESSION)).hasSize(2);
        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(1);
        assertThat(wire.asked(Api.PRIVATE_MESSAGE)).hasSize(1);
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                arguments("HTTP 500", Wire.status(500, "oops"), true),
                arguments("a page of an error", Wire.status(503, "<html></html>"), true),
                arguments("nothing in it", Wire.json("{}"), true),
                arguments("cut off", Wire.json("{\"errcode\":0,\"errms"), true),
                arguments(
                        "dropped",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build(),
                        true),
                arguments("blocked", Wire.json("{\"status\":1111,\"wait\":5}"), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void whatMayHaveBeenTakenIsNotSentASecondWay(String name, MockResponse answer, boolean maybeTaken) {
        session(answer);

        DeliveryException failure = refused(question(true, session()), Audience.CONVERSATION);

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.maybeTaken()).isEqualTo(maybeTaken);
        assertThat(failure.retryable()).isEqualTo(!maybeTaken);
        assertThat(wire.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "130101,THROTTLED,true",
        "410100,THROTTLED,true",
        "90030,QUOTA,false",
        "430102,CONTENT_REFUSED,false",
        "460101,TOO_LARGE,false"
    })
    void aRefusalIsARefusalByWhateverWay(int code, Reason reason, boolean retryable) {
        session(Wire.json("{\"errcode\":" + code + ",\"errmsg\":\"no " + TOKEN + "\"}"));

        DeliveryException failure = refused(question(true, session()), Audience.CONVERSATION);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(failure.getMessage()).doesNotContain(TOKEN);
        assertThat(wire.asked()).hasSize(1);
    }

    @Test
    void whereNothingListensTheRobotTakesOver() throws Exception {
        URI closed = URI.create("http://127.0.0.1:" + evil.getPort());
        evil.close();
        DingTalkClient client = new DingTalkClient(config(closed, wire.config.apiUrl()), wire.time.clock(), wire.time);

        new Replies(client, wire.time.clock(), wire.time, Shared.Allowance.UNLIMITED)
                .send(question(true, closed + SESSION + "?session=" + TOKEN), reply(Audience.CONVERSATION));

        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(1);
        client.close();
    }

    // --- to the person ---

    @Test
    void whatIsForOnePersonNeverGoesIntoTheSession() throws Exception {
        replies.send(question(true, session()), reply(Audience.PERSON));
        replies.send(question(false, session()), reply(Audience.PERSON));

        assertThat(wire.asked(Api.PRIVATE_MESSAGE))
                .hasSize(2)
                .allMatch(asked -> asked.list("userIds").equals(List.of("u2002")));
        assertThat(wire.asked(SESSION)).isEmpty();
        assertThat(wire.asked(Api.GROUP_MESSAGE)).isEmpty();
    }

    /** Whoever holds a signature may have put the address of a group of their own there. */
    @Test
    void overTheCallbackTheSessionReadsOnlyWhatAnybodyMay() throws Exception {
        ChatMessage streamed = question(true, session());
        ChatMessage claimed = new ChatMessage(
                streamed.id(),
                streamed.kind(),
                streamed.text(),
                true,
                streamed.conversation(),
                streamed.title(),
                streamed.sender(),
                streamed.nick(),
                streamed.corporation(),
                Transport.CALLBACK,
                streamed.writtenAt(),
                streamed.webhook(),
                streamed.webhookExpires());

        replies.send(claimed, reply(Audience.CONVERSATION));
        assertThat(wire.asked(SESSION)).isEmpty();
        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(1);

        replies.send(claimed, reply(Audience.ANYBODY));
        assertThat(wire.asked(SESSION)).hasSize(1);
        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"PERSON,true,true", "PERSON,false,true", "CONVERSATION,false,false"})
    void whoeverIsNotOfTheOrganisationCannotBeWrittenToInPrivate(Audience audience, boolean group, boolean open) {
        ChatMessage asked = new ChatMessage(
                "m1",
                Kind.TEXT,
                "x",
                group,
                "cid",
                "",
                null,
                "客户",
                "other",
                Transport.STREAM,
                null,
                open ? URI.create(session()) : null,
                null);

        DeliveryException failure = refused(asked, audience);

        assertThat(failure.reason()).isEqualTo(Reason.UNKNOWN_PEOPLE);
        assertThat(failure.retryable()).isFalse();
        assertThat(wire.asked()).isEmpty();
    }

    @Test
    void somebodyWhomTheRobotDoesNotKnowIsSaid() {
        wire.answers(Api.PRIVATE_MESSAGE, "{\"processQueryKey\":\"k\",\"invalidStaffIdList\":[\"u2002\"]}");

        assertThat(refused(question(false, null), Audience.PERSON).reason()).isEqualTo(Reason.UNKNOWN_PEOPLE);
    }

    static Stream<Arguments> robotRefusals() {
        return Stream.of(
                arguments(400, "group.disbanded", Reason.GROUP_DISBANDED, false),
                arguments(400, "bot.stopped", Reason.ROBOT_STOPPED, false),
                arguments(400, "resource.not.found", Reason.ROBOT_REMOVED, false),
                arguments(400, "invalid.openConversationId", Reason.REFUSED, false),
                arguments(400, "conversation.org.notMatch", Reason.REFUSED, false),
                arguments(400, "invalidParameter.msgParam.tooLong", Reason.TOO_LARGE, false),
                arguments(400, "send.too.fast", Reason.THROTTLED, true),
                arguments(400, "contain.unsafe.url", Reason.CONTENT_REFUSED, false),
                arguments(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", Reason.QUOTA, false),
                arguments(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", Reason.REFUSED, false),
                arguments(500, "system.error", Reason.UNREACHABLE, false));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("robotRefusals")
    void aRefusalOfTheGroupIsSaidInWords(int status, String code, Reason reason, boolean retryable) {
        wire.answers(Api.GROUP_MESSAGE, Wire.status(status, "{\"code\":\"" + code + "\",\"message\":\"不行\"}"));

        DeliveryException failure = refused(question(true, null), Audience.CONVERSATION);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(wire.count(Api.GROUP_MESSAGE)).isEqualTo(1);
    }

    @Test
    void aGroupThatDoesNotSayYesMayHaveTheMessage() {
        wire.answers(Api.GROUP_MESSAGE, "{}");

        DeliveryException failure = refused(question(true, null), Audience.CONVERSATION);

        assertThat(failure.maybeTaken()).isTrue();
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void aRefusedTokenIsReplacedAndTheMessageSentOnce() throws Exception {
        wire.answers(
                Api.GROUP_MESSAGE,
                Wire.status(400, "{\"code\":\"InvalidAuthentication\",\"message\":\"不合法的access_token\"}"),
                Wire.json("{\"processQueryKey\":\"k\"}"));

        replies.send(question(true, null), reply(Audience.CONVERSATION));

        assertThat(wire.asked(Api.GROUP_MESSAGE))
                .extracting(asked -> asked.headers().get("x-acs-dingtalk-access-token"))
                .containsExactly("canary-tok-1", "canary-tok-2");
    }

    // --- how much and how long ---

    @ParameterizedTest
    @CsvSource({"true,19000,false", "true,20001,true", "false,14500,false", "false,15001,true"})
    void whatIsTooLargeIsNotSent(boolean intoSession, int bytes, boolean tooLarge) throws Exception {
        ChatMessage question = question(true, intoSession ? session() : null);
        Reply reply = new Reply(Audience.CONVERSATION, new Message("t", "技".repeat(bytes / 3), List.of()));

        DeliveryException failure = catchThrowableOfType(DeliveryException.class, () -> replies.send(question, reply));

        if (tooLarge) {
            assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
            assertThat(wire.asked()).isEmpty();
        } else {
            assertThat(failure).isNull();
        }
    }

    @Test
    void eachWayTakesOneOfTheMonthsMessages() throws Exception {
        AtomicInteger left = new AtomicInteger(3);
        replies = new Replies(wire.client, wire.time.clock(), wire.time, () -> left.getAndDecrement() > 0);
        session(Wire.json(Wire.fixture("sendBySession.expired.json")));

        replies.send(question(true, session()), reply(Audience.CONVERSATION));
        replies.send(question(true, null), reply(Audience.CONVERSATION));
        DeliveryException failure = refused(question(true, session()), Audience.CONVERSATION);

        assertThat(failure.reason()).isEqualTo(Reason.QUOTA);
        assertThat(wire.asked(SESSION)).hasSize(1);
        assertThat(wire.asked(Api.GROUP_MESSAGE)).hasSize(2);
    }

    @Test
    void anAttemptEndsInTime() {
        session(new MockResponse.Builder()
                .body("{\"errcode\":0}")
                .headersDelay(1, TimeUnit.HOURS)
                .build());
        VirtualTime hurried = new VirtualTime() {
            @Override
            public Duration onTheMachine(Duration duration) {
                return duration.dividedBy(100);
            }
        };
        DingTalkClient client = new DingTalkClient(wire.config, wire.time.clock(), hurried);
        Replies quick = new Replies(client, wire.time.clock(), hurried, Shared.Allowance.UNLIMITED);

        DeliveryException failure = catchThrowableOfType(
                DeliveryException.class, () -> quick.send(question(true, session()), reply(Audience.CONVERSATION)));

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(failure.maybeTaken()).isTrue();
    }

    @Test
    void whoIsAskedToStopStops() {
        Thread.currentThread().interrupt();

        DeliveryException failure = refused(question(false, null), Audience.PERSON);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.retryable()).isTrue();
    }

    // --- addresses that are not DingTalk's ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://oapi.dingtalk.com/robot/sendBySession?session=00112233445566778899aabbccddeeff",
                "https://oapi.dingtalk.com:443/robot/sendBySession?session=0011",
                "https://api.dingtalk.com/robot/sendBySession?session=0011",
                "https://oapi.dingtalk.io/robot/sendBySession?session=0011",
                "https://oapi.dingtalk.com/robot/sendBySession?session=a%2Fb%3D&x=1"
            })
    void dingTalksOwnAddressesAreTaken(String address) {
        SessionWebhook session = SessionWebhook.of(
                question(true, address),
                DingTalkConfig.of("key", Secret.of("secret")),
                wire.time.clock().instant());

        assertThat(session.configured()).isFalse();
        assertThat(session.address().isHttps()).isTrue();
        assertThat(session.address().port()).isEqualTo(443);
        assertThat(session.toString()).doesNotContain("session=");
    }

    static Stream<String> tricks() {
        String path = SESSION + "?session=0011";
        String dingTalk = "https://oapi.dingtalk.com";
        return Stream.of(
                // Another scheme or port.
                "http://oapi.dingtalk.com" + path,
                "ws://oapi.dingtalk.com" + path,
                "ftp://oapi.dingtalk.com" + path,
                "file:///etc/passwd",
                "jar:https://oapi.dingtalk.com!/" + path,
                "//oapi.dingtalk.com" + path,
                "oapi.dingtalk.com" + path,
                dingTalk + ":80" + path,
                dingTalk + ":8443" + path,
                dingTalk + ":22" + path,
                dingTalk + ":0443" + path,
                dingTalk + ":" + path,
                // Somebody else's host.
                "https://EVIL" + path,
                "http://EVIL" + path,
                "https://oapi.dingtalk.com@EVIL" + path,
                "https://oapi.dingtalk.com:443@EVIL" + path,
                "https://oapi.dingtalk.com%40EVIL" + path,
                "https://user:password@oapi.dingtalk.com" + path,
                "https://user@oapi.dingtalk.com" + path,
                "https://@oapi.dingtalk.com" + path,
                "https://oapi.dingtalk.com.evil.example" + path,
                "https://oapi-dingtalk.com" + path,
                "https://evil.example/https://oapi.dingtalk.com" + path,
                "https://evil.example" + path + "&x=oapi.dingtalk.com",
                "https://evil.example#@oapi.dingtalk.com" + path,
                "https://EVIL\\@oapi.dingtalk.com" + path,
                "https://oapi.dingtalk.com\\@EVIL" + path,
                "https:\\\\oapi.dingtalk.com" + path,
                "https:/oapi.dingtalk.com" + path,
                "https:///oapi.dingtalk.com" + path,
                "https://dingtalk.com" + path,
                "https://im.dingtalk.com" + path,
                "https://evil.dingtalk.com" + path,
                "https://api.dingtalk.io.evil.example" + path,
                // Other ways to write the host.
                "https://oapi.dingtalk.com." + path,
                "https://OAPI.DINGTALK.COM" + path,
                "HTTPS://oapi.dingtalk.com" + path,
                "https://oapi。dingtalk。com" + path,
                "https://oapi．dingtalk．com" + path,
                "https://ｏapi.dingtalk.com" + path,
                "https://oapi.dingta1k.com" + path,
                "https://оapi.dingtalk.com" + path,
                "https://xn--api-5cd.dingtalk.com" + path,
                "https://oapi.ding\u200btalk.com" + path,
                "https://oapi.dingtalk.com%2eevil.example" + path,
                "https://oapi%2edingtalk.com" + path,
                "https://oapi.dingtalk.com%00.evil.example" + path,
                "https://oapi.dingtalk.com%0d%0aHost:evil" + path,
                " https://oapi.dingtalk.com" + path,
                // Machines and networks inside.
                "https://127.0.0.1:PORT" + path,
                "https://127.1:PORT" + path,
                "https://0x7f.1:PORT" + path,
                "https://2130706433:PORT" + path,
                "https://017700000001:PORT" + path,
                "https://[::1]:PORT" + path,
                "https://[::ffff:127.0.0.1]:PORT" + path,
                "https://0.0.0.0:PORT" + path,
                "https://localhost:PORT" + path,
                "http://127.0.0.1:PORT" + path,
                "http://localhost:PORT" + path,
                "http://[::1]:PORT" + path,
                "http://127.0.0.2:PORT" + path,
                "https://169.254.169.254" + path,
                "http://169.254.169.254/latest/meta-data/",
                "http://100.100.100.200/latest/meta-data/",
                "https://10.0.0.1" + path,
                "https://192.168.1.1" + path,
                // The configured gateway, written in another way or another place of it.
                "http://127.0.0.1:OWN" + path,
                "http://127.1:OWN" + path,
                "http://x@localhost:OWN" + path,
                "https://localhost:OWN" + path,
                "http://localhost.:OWN" + path,
                "http://LOCALHOST:OWN" + path,
                "http://localhost:OWN0" + path,
                "http://localhost:OWN@EVIL" + path,
                "http://localhost:OWN/robot/send?access_token=0011",
                "http://localhost:OWN//robot/sendBySession?session=0011",
                "http://localhost:OWN/robot/sendBySession/../send?session=0011",
                "http://localhost:OWN/robot/sendBySession#?session=0011",
                // Another path, or one that becomes another.
                dingTalk,
                dingTalk + "/",
                dingTalk + "/robot/send?access_token=0011",
                dingTalk + "/robot/sendBySession",
                dingTalk + "/robot/sendBySession?",
                dingTalk + "/robot/sendBySession/?session=0011",
                dingTalk + "/robot/sendBySession/../send?access_token=0011",
                dingTalk + "/robot/%73endBySession?session=0011",
                dingTalk + "/robot/sendBySession;x=1?session=0011",
                dingTalk + "/robot/../robot/sendBySession?session=0011",
                dingTalk + "//robot/sendBySession?session=0011",
                dingTalk + "/ROBOT/sendBySession?session=0011",
                dingTalk + "/robot\\sendBySession?session=0011",
                dingTalk + path + "#fragment",
                dingTalk + path + " x",
                dingTalk + path + "\r\nHost: evil",
                dingTalk + path + "?next=https://EVIL",
                dingTalk + SESSION + "?session=" + "x".repeat(600));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void anAddressThatIsNotExactlyDingTalksIsNeverContacted(String trick) throws Exception {
        String address = trick.replace("EVIL", "127.0.0.1:" + evil.getPort())
                .replace("PORT", String.valueOf(evil.getPort()))
                .replace("OWN", String.valueOf(server.getPort()));

        assertThat(wire.config.oapiUrl().getHost()).isEqualTo("localhost");
        try (Logged logged = new Logged()) {
            ChatMessage asked = question(true, address);
            assertThat(SessionWebhook.of(asked, wire.config, wire.time.clock().instant()))
                    .isNull();
            replies.send(asked, reply(Audience.CONVERSATION));
            assertThat(logged.text()).doesNotContain("0011").doesNotContain("evil.example");
        }

        assertThat(evil.getRequestCount()).isZero();
        assertThat(wire.asked())
                .as("the answer goes the safe way")
                .extracting(Asked::path)
                .containsExactly(Api.TOKEN.path(), Api.GROUP_MESSAGE.path());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        session(new MockResponse.Builder()
                .code(status)
                .addHeader("Location", evil.url("/robot/sendBySession?session=0011"))
                .build());

        DeliveryException failure = refused(question(true, session()), Audience.CONVERSATION);

        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(evil.getRequestCount()).isZero();
    }

    @Test
    void aGatewayThatIsNotLoopbackAllowsNothingMore() {
        DingTalkConfig proxied =
                Wire.config(evil.url("/").newBuilder().host("proxy.example").build(), 15, true);

        assertThat(SessionWebhook.of(
                        question(true, proxied.oapiUrl() + SESSION + "?session=0011"),
                        proxied,
                        wire.time.clock().instant()))
                .isNull();
    }

    private String session() {
        return wire.config.oapiUrl() + SESSION + "?session=" + TOKEN;
    }

    private DeliveryException refused(ChatMessage question, Audience audience) {
        return catchThrowableOfType(DeliveryException.class, () -> replies.send(question, reply(audience)));
    }

    private DingTalkConfig config(URI oapi, URI api) {
        DingTalkConfig some = wire.config;
        return new DingTalkConfig(
                some.appKey(),
                some.appSecret(),
                some.robotCode(),
                some.opUserId(),
                some.shiftSettings(),
                oapi,
                api,
                some.requestsPerSecond(),
                some.monthlyCalls(),
                some.monthlyMessages(),
                some.stream(),
                some.callback(),
                some.callbackTolerance(),
                some.callbackAdmin(),
                some.events());
    }

    private static Reply reply(Audience audience) {
        return new Reply(audience, TEXT);
    }

    private ChatMessage question(boolean group, @Nullable String webhook) {
        return question(group, webhook, wire.time.clock().instant().plusSeconds(5400));
    }

    private static ChatMessage question(boolean group, @Nullable String webhook, @Nullable Instant expires) {
        return new ChatMessage(
                "m1",
                Kind.TEXT,
                " absent today",
                group,
                "cidAbsenceDemo001==",
                "研发一部",
                "u2002",
                "王五",
                "dingcorpdemo01",
                Transport.STREAM,
                null,
                webhook == null ? null : uri(webhook),
                expires);
    }

    /** As the reader of messages has it: what is no address at all is none. */
    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
