package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.dingtalk.FarEnds.FarEnd;
import dev.rollcall.dingtalk.Wire.Asked;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that is kept up, and what comes over it. */
class StreamConnectionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String MESSAGE = Wire.fixture("stream.bot-message.json");

    @StartStop
    public final MockWebServer server = Wire.server(accepted -> lastSocket = accepted);

    private volatile Socket lastSocket;
    private final BlockingQueue<ChatMessage> messages = new LinkedBlockingQueue<>();
    private final Logged logged = new Logged();
    private HeldTime time = new HeldTime();
    private Wire wire;
    private FarEnds dingTalk;
    private StreamConnection connection;

    @BeforeEach
    void connect() {
        wire = Wire.on(server);
        dingTalk = new FarEnds(wire);
        connection = connection(messages::add);
    }

    @AfterEach
    void hangUp() {
        connection.close();
        wire.close();
        logged.close();
        assertThat(logged.text())
                .doesNotContain(Wire.APP_SECRET, "canary-ticket", "canary-session", "canary-reason", "absent today");
    }

    private StreamConnection connection(Consumer<ChatMessage> consumer) {
        return new StreamConnection(wire.client, time, consumer, punch -> {});
    }

    private FarEnd open() throws InterruptedException {
        connection.start();
        FarEnd end = dingTalk.next();
        awaitConnected();
        return end;
    }

    // --- opening ---

    @Test
    void itAsksForAPlaceWithTheAppsSecretAndGoesThereWithTheTicket() throws Exception {
        wire.answers(
                Api.STREAM,
                asked -> Wire.json("{\"endpoint\":\"" + dingTalk.address("/some/where?a=b")
                        + "\",\"ticket\":\"canary-ticket +/=%&\"}"));
        wire.answers("/some/where", asked -> dingTalk.upgrade());

        open();

        Asked place = wire.asked(Api.STREAM).get(0);
        assertThat(place.headers().get("Accept")).isEqualTo("application/json");
        assertThat(place.headers().get("Content-Type")).startsWith("application/json");
        assertThat(place.headers().get("x-acs-dingtalk-access-token")).isNull();
        assertThat(place.text())
                .isEqualTo("{\"clientId\":\"dingkey\",\"clientSecret\":\"" + Wire.APP_SECRET + "\",\"ua\":\"rollcall\","
                        + "\"subscriptions\":[{\"type\":\"CALLBACK\",\"topic\":\"/v1.0/im/bot/messages/get\"}]}");
        Asked socket = wire.asked("/some/where").get(0);
        assertThat(socket.url().queryParameter("a")).isEqualTo("b");
        assertThat(socket.url().queryParameter("ticket")).isEqualTo("canary-ticket +/=%&");
        assertThat(wire.count(Api.TOKEN)).isZero();
    }

    @Test
    void eventsAreSubscribedToOnlyIfTheyAreWanted() throws Exception {
        DingTalkClient client = new DingTalkClient(withEvents(wire.config), wire.time.clock(), wire.time);
        connection = new StreamConnection(client, time, messages::add, punch -> {});

        open();

        assertThat(wire.asked(Api.STREAM).get(0).body().path("subscriptions"))
                .extracting(one ->
                        one.path("type").asText() + " " + one.path("topic").asText())
                .containsExactly("CALLBACK /v1.0/im/bot/messages/get", "EVENT *");
    }

    @Test
    void theStateIsSaidInWords() throws Exception {
        assertThat(connection.connected()).isFalse();
        assertThat(connection.state()).isEqualTo("not opened yet");

        open();
        assertThat(connection.connected()).isTrue();
        assertThat(connection.state()).isEqualTo("connected");

        connection.close();
        assertThat(connection.connected()).isFalse();
        assertThat(connection.state()).isEqualTo("closed");
    }

    // --- what comes ---

    @Test
    void aMessageIsAcknowledgedAndHandedOn() throws Exception {
        FarEnd end = open();

        end.push(MESSAGE);

        assertThat(end.heard())
                .isEqualTo(tree("{\"code\":200,\"headers\":{\"contentType\":\"application/json\","
                        + "\"messageId\":\"213d_1_demo\"},\"message\":\"OK\",\"data\":\"{\\\"response\\\":null}\"}"));
        ChatMessage message = message();
        assertThat(message.id()).isEqualTo("msgDemo0001==");
        assertThat(message.text()).isEqualTo(" absent today");
        assertThat(message.transport()).isEqualTo(Transport.STREAM);
    }

    @Test
    void theAcknowledgementDoesNotWaitForTheWorkAndNeitherDoTheOthers() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        connection = connection(message -> {
            begun.countDown();
            await(done);
            messages.add(message);
        });
        FarEnd end = open();

        end.push(MESSAGE);
        await(begun);
        end.push(MESSAGE.replace("213d_1_demo", "213d_2_demo"));
        end.push(Wire.fixture("stream.ping.json"));

        assertThat(id(end.heard())).isEqualTo("213d_1_demo");
        assertThat(id(end.heard())).isEqualTo("213d_2_demo");
        assertThat(id(end.heard())).isEqualTo("ping_1_demo");
        assertThat(messages).isEmpty();
        done.countDown();
        message();
        message();
    }

    @Test
    void aConsumerThatFailsFailsOnceOnly() throws Exception {
        connection = connection(message -> {
            messages.add(message);
            throw new IllegalStateException("no");
        });
        FarEnd end = open();

        end.push(MESSAGE);
        end.push(MESSAGE);

        message();
        message();
        assertThat(connection.connected()).isTrue();
    }

    @Test
    void moreThanAThousandThatNobodyTakesAreNotAcknowledgedSoThatTheyMayComeAgain() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        connection = connection(message -> {
            await(done);
            messages.add(message);
        });
        FarEnd end = open();

        for (int i = 0; i < 1010; i++) {
            end.push(MESSAGE);
        }
        end.push(Wire.fixture("stream.ping.json"));

        int acknowledged = 0;
        for (String id = id(end.heard()); !id.equals("ping_1_demo"); id = id(end.heard())) {
            acknowledged++;
        }
        done.countDown();
        assertThat(acknowledged).isBetween(1000, 1001);
        for (int i = 0; i < acknowledged; i++) {
            message();
        }
        assertThat(logged.lines("WARN")).isNotEmpty();
    }

    static Stream<Arguments> frames() {
        return Stream.of(
                arguments("ping", 200, "ping_1_demo", "{\"opaque\":\"0d58a1c2-demo\"}"),
                arguments("event", 200, "event_1_demo", "{\"status\":\"SUCCESS\",\"message\":\"ok\"}"),
                arguments("card-callback", 404, "card_1_demo", "{\"response\":null}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void eachKindOfFrameIsAcknowledgedInItsWay(String name, int code, String id, String data) throws Exception {
        FarEnd end = open();

        end.push(Wire.fixture("stream." + name + ".json"));

        JsonNode ack = end.heard();
        assertThat(ack.path("code").asInt()).isEqualTo(code);
        assertThat(id(ack)).isEqualTo(id);
        assertThat(ack.path("data").asText()).isEqualTo(data);
        assertThat(messages).isEmpty();
    }

    @Test
    void aKindThatIsNotKnownYetIsToldSo() throws Exception {
        FarEnd end = open();

        end.push("{\"type\":\"TOMORROW\",\"headers\":{\"messageId\":7,\"topic\":\"x\"},\"data\":\"canary-session\"}");

        JsonNode ack = end.heard();
        assertThat(ack.path("code").asInt()).isEqualTo(404);
        assertThat(id(ack)).isEqualTo("7");
    }

    static Stream<Arguments> framesPassedOver() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("no JSON", "canary-session"),
                arguments("a list", "[]"),
                arguments("null", "null"),
                arguments("cut off", MESSAGE.substring(0, 80)),
                arguments("nested too deep", "{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                arguments("larger than 256 KB", MESSAGE.replace("absent today", "x".repeat(256 << 10))),
                arguments("larger in bytes alone", MESSAGE.replace("absent today", "谁".repeat(90_000))),
                arguments(
                        "headers that are a text", MESSAGE.replaceFirst("\"headers\":\\{[^}]*}", "\"headers\":\"x\"")),
                arguments(
                        "data that is an object",
                        "{\"type\":\"CALLBACK\",\"headers\":{\"messageId\":\"1\"},\"data\":{}}"),
                arguments(
                        "data that is a number",
                        "{\"type\":\"CALLBACK\",\"headers\":{\"messageId\":\"1\"},\"data\":1}"),
                arguments("a type that is a list", "{\"type\":[],\"headers\":{\"messageId\":\"1\"},\"data\":\"\"}"),
                arguments("CONNECTED", Wire.fixture("stream.connected.json")),
                arguments(
                        "KEEPALIVE", "{\"type\":\"SYSTEM\",\"headers\":{\"messageId\":\"1\",\"topic\":\"KEEPALIVE\"}}"),
                arguments("a ping that cannot be answered", "{\"type\":\"SYSTEM\",\"headers\":{\"topic\":\"ping\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framesPassedOver")
    void aFrameThatCannotBeUsedIsPassedOverAndTheNextOneIsTaken(String name, String frame) throws Exception {
        FarEnd end = open();

        end.push(frame);
        end.push(MESSAGE);

        assertThat(id(end.heard())).as("the first acknowledgement").isEqualTo("213d_1_demo");
        message();
        assertThat(dingTalk.none()).isTrue();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("no JSON", "canary-session"),
                arguments("no msgId", "{\\\"conversationId\\\":\\\"c\\\"}"),
                arguments("another type", "{\\\"msgId\\\":[],\\\"conversationId\\\":\\\"c\\\"}"),
                arguments("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aMessageThatCannotBeReadIsAcknowledgedAllTheSame(String name, String body) throws Exception {
        FarEnd end = open();

        end.push(MESSAGE.replaceFirst("\"data\":\".*\"}", "\"data\":\"" + body.replace("\\", "\\\\") + "\"}"));
        end.push(MESSAGE.replace("213d_1_demo", "213d_2_demo"));

        assertThat(id(end.heard())).isEqualTo("213d_1_demo");
        assertThat(id(end.heard())).isEqualTo("213d_2_demo");
        assertThat(message().id()).isEqualTo("msgDemo0001==");
        assertThat(messages).isEmpty();
    }

    @Test
    void aMessageToAnotherRobotIsAcknowledgedAndNotAnswered() throws Exception {
        FarEnd end = open();

        end.push(MESSAGE.replace("robot1", "dingother").replace("msgDemo0001", "msgDemo0000"));
        end.push(MESSAGE);

        assertThat(id(end.heard())).isEqualTo("213d_1_demo");
        assertThat(message().id()).isEqualTo("msgDemo0001==");
    }

    @Test
    void aMessageThatCannotBeAcknowledgedIsHandedOnAllTheSame() throws Exception {
        FarEnd end = open();

        end.push(MESSAGE.replace("messageId", "otherId"));

        message();
        assertThat(end.heardNothingMore()).isTrue();
    }

    @Test
    void bytesAreNoFrame() throws Exception {
        FarEnd end = open();

        end.push(ByteString.encodeUtf8(MESSAGE));
        end.push(Wire.fixture("stream.ping.json"));

        assertThat(id(end.heard())).isEqualTo("ping_1_demo");
        assertThat(messages).isEmpty();
    }

    // --- its end, and the next one ---

    @Test
    void toldToLeaveItOpensAnotherOneAtOnceAndClosesTheOldOneThen() throws Exception {
        FarEnd first = open();

        first.push(Wire.fixture("stream.disconnect.json"));
        FarEnd second = dingTalk.next();

        assertThat(first.isOver()).isTrue();
        assertThat(dingTalk.history).containsExactly("open 1", "open 2", "closing 1");
        assertThat(tickets()).containsExactly("canary-ticket+/=1", "canary-ticket+/=2");
        awaitConnected();
        second.push(MESSAGE);
        message();
        assertThat(logged.lines("WARN")).isEmpty();
    }

    @Test
    void aMessageThatComesOverTheOldOneIsStillTaken() throws Exception {
        FarEnd first = open();
        CountDownLatch held = new CountDownLatch(1);
        wire.answers("/connect", asked -> {
            await(held);
            return dingTalk.upgrade();
        });

        first.push(Wire.fixture("stream.disconnect.json"));
        first.push(MESSAGE);

        assertThat(id(first.heard())).isEqualTo("213d_1_demo");
        message();
        assertThat(connection.connected()).isFalse();
        held.countDown();
        dingTalk.next();
    }

    @Test
    void whoeverIsToldToLeaveAgainAndAgainWaitsInBetween() throws Exception {
        open().push(Wire.fixture("stream.disconnect.json"));
        FarEnd second = dingTalk.next();
        awaitConnected();

        second.push(Wire.fixture("stream.disconnect.json"));

        Duration pause = time.begun(one -> one.compareTo(MINUTE) < 0);
        assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(dingTalk.none()).isTrue();
        time.advance(pause);
        dingTalk.next();
    }

    @Test
    void toldToLeaveAfterAWhileItNeverWaits() throws Exception {
        FarEnd end = open();
        for (int i = 0; i < 5; i++) {
            time.advance(Duration.ofSeconds(6));
            end.push(Wire.fixture("stream.disconnect.json"));
            end = dingTalk.next();
            awaitConnected();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1011})
    void whatBreaksOrIsClosedIsOpenedAgainAfterAMomentWithANewTicket(int code) throws Exception {
        FarEnd first = open();

        if (code == 0) {
            lastSocket.close();
        } else {
            first.close(code);
        }

        Duration pause = time.begun(one -> one.compareTo(MINUTE) < 0);
        assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(connection.connected()).isFalse();
        assertThat(connection.state()).startsWith("not connected: ");
        assertThat(dingTalk.none()).isTrue();
        time.advance(pause);
        FarEnd second = dingTalk.next();
        awaitConnected();
        assertThat(tickets()).doesNotHaveDuplicates().hasSize(2);
        second.push(MESSAGE);
        message();
    }

    @Test
    void aSocketOnWhichNothingIsHeardIsLeftForAnother() throws Exception {
        time = new HeldTime(100); // A ping every 300 ms.
        connection = connection(messages::add);
        FarEnd first = open();
        first.fallSilent();
        first.push(Wire.fixture("stream.ping.json"));

        Duration pause = time.begun(one -> one.compareTo(MINUTE) < 0);

        assertThat(connection.state()).isEqualTo("not connected: nothing was heard for too long");
        time.advance(pause);
        FarEnd second = dingTalk.next();
        second.push(MESSAGE);
        message();
        first.listenAgain();
    }

    @Test
    void aSocketThatOnlyAnswersPingsIsNotLeft() throws Exception {
        time = new HeldTime(100);
        connection = connection(messages::add);
        FarEnd end = open();

        assertThat(messages.poll(900, TimeUnit.MILLISECONDS))
                .as("while three pings go to and fro")
                .isNull();
        time.advance(Duration.ofHours(1));
        end.push(MESSAGE);

        message();
        assertThat(dingTalk.none()).isTrue();
    }

    @Test
    void thePausesGrowToAMinuteAndBeginAnewAfterAStableMinute() throws Exception {
        wire.answers(Api.STREAM, Wire.status(503, "busy"));
        connection.start();

        for (int failures = 0; failures < 9; failures++) {
            long whole = Math.min(60, 1L << failures);
            Duration pause = time.begun(one -> true);
            assertThat(pause).isBetween(Duration.ofMillis(whole * 500), Duration.ofSeconds(whole));
            assertThat(connection.state()).contains("HTTP 503", "tried again until it works");
            if (failures == 8) {
                wire.answers(Api.STREAM, asked -> dingTalk.place());
            }
            time.advance(pause);
        }
        assertThat(logged.lines("WARN")).hasSize(1);

        dingTalk.next();
        awaitConnected();
        lastSocket.close();
        Duration afterABriefOne = time.begun(one -> !one.equals(MINUTE));
        assertThat(afterABriefOne).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        time.advance(afterABriefOne);

        dingTalk.next();
        awaitConnected();
        time.advance(MINUTE);
        lastSocket.close();
        assertThat(time.begun(one -> one.compareTo(Duration.ofSeconds(2)) < 0))
                .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 400})
    void whoIsNotKnownAsksEveryFiveMinutesAndSaysSoOnce(int status) throws Exception {
        String body = status == 401
                ? Wire.fixture("connections-open.refused.json")
                : Wire.fixture("accessToken.wrong-secret.json");
        wire.answers(Api.STREAM, Wire.status(status, body));
        connection.start();

        for (int i = 0; i < 3; i++) {
            assertThat(time.begun(one -> true)).isEqualTo(Duration.ofMinutes(5));
            assertThat(wire.count(Api.STREAM)).isEqualTo(i + 1);
            time.advance(Duration.ofMinutes(4));
            assertThat(wire.count(Api.STREAM)).isEqualTo(i + 1);
            if (i == 2) {
                wire.answers(Api.STREAM, asked -> dingTalk.place());
            }
            time.advance(MINUTE);
        }
        dingTalk.next();
        awaitConnected();

        assertThat(logged.lines("ERROR"))
                .singleElement()
                .asString()
                .contains("Chat cannot be received over the Stream connection")
                .contains("tried again every 5 minutes");
        assertThat(logged.lines("WARN")).isEmpty();
        assertThat(logged.lines("INFO")).isNotEmpty();
    }

    @Test
    void aPageInPlaceOfARefusalIsARefusalToo() throws Exception {
        wire.answers(Api.STREAM, Wire.status(401, "<html>canary-ticket</html>"));
        connection.start();

        assertThat(time.begun(one -> true)).isEqualTo(Duration.ofMinutes(5));
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("HTTP 500", Wire.status(500, "oops"), "HTTP 500"),
                arguments("HTTP 503 with a page", Wire.status(503, "<html>busy</html>"), "HTTP 503 with a web page"),
                arguments("HTTP 400 with a page", Wire.status(400, "<html>no</html>"), "HTTP 400 with a web page"),
                arguments("HTTP 200 with a page", Wire.json("<html>login</html>"), "HTTP 200 with a web page"),
                arguments("HTTP 400", Wire.status(400, "{\"code\":\"miss.param\",\"message\":\"no\"}"), "no"),
                arguments(
                        "HTTP 403",
                        Wire.status(403, "{\"code\":\"Forbidden.AccessDenied.QpsLimitForApi\",\"message\":\"慢点\"}"),
                        "慢点"),
                arguments("a redirect", redirect(), "HTTP 302"),
                arguments("blocked", Wire.json("{\"status\":1111,\"wait\":5}"), "five minutes"),
                arguments("no JSON", Wire.json("canary-ticket"), "no JSON"),
                arguments("cut off", Wire.json("{\"endpoint\":\"wss://x/conn"), "no JSON"),
                arguments("nothing in it", Wire.json("{}"), "names no place"),
                arguments("no ticket", Wire.json("{\"endpoint\":\"wss://127.0.0.1:1/connect\"}"), "names no place"),
                arguments("no endpoint", Wire.json("{\"ticket\":\"canary-ticket\"}"), "names no place"),
                place("http://127.0.0.1/connect"),
                place("javascript:alert(1)"),
                place("wss://"),
                place("wss://user:password@wss-open-connection.dingtalk.com/connect"),
                place("connect"),
                arguments(
                        "dropped",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build(),
                        "the connection broke"));
    }

    private static Arguments place(String endpoint) {
        return arguments(
                endpoint,
                Wire.json("{\"endpoint\":\"" + endpoint + "\",\"ticket\":\"canary-ticket\"}"),
                "names no place");
    }

    private static MockResponse redirect() {
        return new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "/elsewhere")
                .build();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void withoutAPlaceItTriesAgainUntilThereIsOne(String name, MockResponse answer, String said) throws Exception {
        wire.answers(Api.STREAM, answer);
        connection.start();
        Duration pause = time.begun(one -> true);

        assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(connection.state()).contains(said).endsWith("tried again until it works");
        assertThat(logged.lines("WARN")).hasSize(1);
        assertThat(wire.asked("/elsewhere")).isEmpty();
        wire.answers(Api.STREAM, asked -> dingTalk.place());
        time.advance(pause);
        dingTalk.next();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.dingtalk.com,wss://wss-open-connection.dingtalk.com:443/connect,true",
        "https://api.dingtalk.com,wss://anywhere.example/connect,true",
        "https://api.dingtalk.com,ws://wss-open-connection.dingtalk.com/connect,false",
        "https://api.dingtalk.com,ws://10.0.0.1/connect,false",
        "https://api.dingtalk.com,ws://127.0.0.1:9/connect,true",
        "https://api.dingtalk.com,ws://localhost:9/connect,true",
        "https://api.dingtalk.com,ws://127.0.0.1.evil.example/connect,false",
        "https://api.dingtalk.com,WSS://anywhere.example/connect,false",
        "http://127.0.0.1:9,ws://simulator:9/connect,true"
    })
    void withoutTlsItSpeaksOnlyToThisMachineOrToTheSimulator(String gateway, String endpoint, boolean taken) {
        assertThat(StreamGateway.endpoint(endpoint, URI.create(gateway)) != null)
                .isEqualTo(taken);
    }

    @Test
    void whileThisServersAddressIsBlockedItDoesNotAsk() throws Exception {
        wire.client
                .block()
                .noteIfTold(new DingTalkException(
                        DingTalkException.Kind.BLOCKED,
                        dev.rollcall.absence.SourceException.Reason.THROTTLED,
                        "",
                        "blocked",
                        null));
        connection.start();

        time.begun(one -> true);

        assertThat(wire.count(Api.STREAM)).isZero();
    }

    static Stream<Arguments> refusedSockets() {
        return Stream.of(
                arguments("HTTP 403", Wire.status(403, "{}"), "HTTP 403"),
                arguments("HTTP 200", Wire.json("{}"), "HTTP 200"),
                arguments("a redirect", redirect(), "HTTP 302"),
                arguments(
                        "dropped",
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build(),
                        "connection broke"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedSockets")
    void aSocketThatIsRefusedIsTriedAgainWithANewTicket(String name, MockResponse answer, String said)
            throws Exception {
        wire.answers("/connect", asked -> answer);
        connection.start();
        Duration pause = time.begun(one -> !one.equals(MINUTE));

        assertThat(connection.state()).contains(said);
        wire.answers("/connect", asked -> dingTalk.upgrade());
        time.advance(pause);
        dingTalk.next();
        assertThat(wire.asked("/connect").stream().map(asked -> asked.url().queryParameter("ticket")))
                .contains("canary-ticket+/=1", "canary-ticket+/=2");
        assertThat(wire.asked("/elsewhere")).isEmpty();
    }

    // --- closing ---

    @Test
    void itClosesPolitelyAndAtOnce() throws Exception {
        FarEnd end = open();

        Duration took = timed(() -> connection.close());

        assertThat(took).isLessThan(Duration.ofSeconds(1));
        assertThat(end.isOver()).isTrue();
        assertThat(dingTalk.history).containsExactly("open 1", "closing 1");
        assertThat(wire.count(Api.STREAM)).isEqualTo(1);
    }

    @Test
    void itClosesAtOnceAlsoWhereTheOtherSideIsSilentOrItWaits() throws Exception {
        FarEnd end = open();
        end.fallSilent();
        end.push(MESSAGE);
        message();

        assertThat(timed(() -> connection.close())).isLessThan(Duration.ofSeconds(1));
        end.listenAgain();

        wire.answers(Api.STREAM, Wire.status(401, "{}"));
        StreamConnection waits = connection(messages::add);
        waits.start();
        time.begun(one -> one.equals(Duration.ofMinutes(5)));
        assertThat(timed(waits::close)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void itClosesAtOnceAlsoWhileItAsksForAPlaceAndOpensNothingThen() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        wire.answers(Api.STREAM, asked -> {
            asking.countDown();
            await(held);
            return dingTalk.place();
        });
        connection.start();
        await(asking);

        assertThat(timed(() -> connection.close())).isLessThan(Duration.ofSeconds(1));

        held.countDown();
        assertThat(messages.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(wire.asked("/connect")).isEmpty();
    }

    @Test
    void whatWasAcknowledgedBeforeItClosedIsHandedOn() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        connection = connection(message -> {
            await(done);
            messages.add(message);
        });
        FarEnd end = open();
        end.push(MESSAGE);
        end.push(MESSAGE);
        end.heard();
        end.heard();

        connection.close();
        done.countDown();

        message();
        message();
    }

    @Test
    void itMayBeClosedTwiceAndWithoutHavingBegun() {
        connection.close();
        connection.close();

        assertThat(connection.state()).isEqualTo("closed");
    }

    private List<String> tickets() {
        List<String> tickets = new ArrayList<>();
        wire.asked("/connect").forEach(asked -> tickets.add(asked.url().queryParameter("ticket")));
        return tickets;
    }

    /** The far end knows of a connection a moment before this end does. */
    private void awaitConnected() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!connection.connected()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private ChatMessage message() throws InterruptedException {
        ChatMessage message = messages.poll(20, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message;
    }

    private static String id(JsonNode ack) {
        return ack.path("headers").path("messageId").asText();
    }

    private static JsonNode tree(String json) throws Exception {
        return Json.MAPPER.readTree(json);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static DingTalkConfig withEvents(DingTalkConfig some) {
        return new DingTalkConfig(
                some.appKey(),
                some.appSecret(),
                some.robotCode(),
                some.opUserId(),
                some.shiftSettings(),
                some.oapiUrl(),
                some.apiUrl(),
                some.requestsPerSecond(),
                some.monthlyCalls(),
                some.monthlyMessages(),
                some.stream(),
                some.callback(),
                some.callbackTolerance(),
                some.callbackAdmin(),
                true);
    }
}
