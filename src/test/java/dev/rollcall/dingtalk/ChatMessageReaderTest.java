package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.ChatMessage.Transport;
import java.net.URI;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote, out of the body that both transports bring. */
class ChatMessageReaderTest {
    private static final String LEAST = "\"msgId\":\"m1\",\"conversationId\":\"c1\"";

    @Test
    void aMessageInAGroupIsReadWhole() throws Exception {
        assertThat(fixture("group"))
                .isEqualTo(new ChatMessage(
                        "msgDemo0001==",
                        Kind.TEXT,
                        " absent today",
                        true,
                        "cidAbsenceDemo001==",
                        "研发一部",
                        "u2002",
                        "王五",
                        "dingcorpdemo01",
                        Transport.CALLBACK,
                        Instant.ofEpochMilli(1767225661234L),
                        URI.create("https://oapi.dingtalk.com/robot/sendBySession"
                                + "?session=00112233445566778899aabbccddeeff"),
                        Instant.ofEpochMilli(1767231061234L)));
    }

    @Test
    void aPrivateMessageHasNoTitleAndItsTimesMayBeTexts() throws Exception {
        ChatMessage message = fixture("private");

        assertThat(message.group()).isFalse();
        assertThat(message.title()).isEmpty();
        assertThat(message.text()).isEqualTo("我");
        assertThat(message.writtenAt()).isEqualTo(Instant.ofEpochMilli(1767225661234L));
        assertThat(message.webhookExpires()).isEqualTo(Instant.ofEpochMilli(1767231061234L));
    }

    @Test
    void theTransportIsTheOneItCameOver() throws Exception {
        assertThat(read("{" + LEAST + "}").transport()).isEqualTo(Transport.STREAM);
    }

    @ParameterizedTest
    @CsvSource({
        "top-level-content,TEXT,' 谁没打卡'",
        "rich-text,TEXT,'@考勤 技术部 昨天'",
        "reply,TEXT,' 为什么 张三'",
        "picture,OTHER,''",
        "unknown-type,OTHER,''",
        "quota,QUOTA,''"
    })
    void theTextIsFoundWhereverItStands(String name, Kind kind, String text) throws Exception {
        ChatMessage message = fixture(name);

        assertThat(message.kind()).isEqualTo(kind);
        assertThat(message.text()).isEqualTo(text);
        assertThat(message.sender()).isEqualTo("u2002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outsider", "other-company"})
    void whoeverIsOfAnotherCompanyHasNoUserId(String name) throws Exception {
        ChatMessage message = fixture(name);

        assertThat(message.sender()).isNull();
        assertThat(message.corporation()).isEqualTo("dingcorpother9");
        assertThat(message.text()).isEqualTo(" absent today");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"msgtype\":\"text\"",
                "\"msgtype\":\"text\",\"text\":null",
                "\"msgtype\":\"text\",\"text\":{}",
                "\"msgtype\":\"text\",\"text\":{\"content\":null}",
                "\"msgtype\":\"text\",\"text\":{\"content\":\"\"}"
            })
    void anEmptyTextIsAText(String rest) throws Exception {
        ChatMessage message = read("{" + LEAST + "," + rest + "}");

        assertThat(message.kind()).isEqualTo(Kind.TEXT);
        assertThat(message.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"errorCode\":20001", "\"errorCode\":\"20001\"", "\"errCode\":20001"})
    void theQuotaMayBeToldAsNumberOrText(String rest) throws Exception {
        assertThat(read("{" + LEAST + "," + rest + "}").kind()).isEqualTo(Kind.QUOTA);
    }

    @Test
    void anotherErrorIsNoQuota() throws Exception {
        assertThat(read("{" + LEAST + ",\"errorCode\":\"20002\"}").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void theLeastIsEnough() throws Exception {
        ChatMessage message = read("{" + LEAST + "}");

        assertThat(message.kind()).isEqualTo(Kind.OTHER);
        assertThat(message.group()).as("less is answered where others read it").isTrue();
        assertThat(message.sender()).isNull();
        assertThat(message.webhook()).isNull();
        assertThat(message.webhookExpires()).isNull();
        assertThat(message.nick() + message.title() + message.corporation()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"\"1\",false", "1,false", "\"2\",true", "2,true", "\"3\",true", "null,true"})
    void onlyASingleChatIsPrivate(String type, boolean group) throws Exception {
        assertThat(read("{" + LEAST + ",\"conversationType\":" + type + "}").group())
                .isEqualTo(group);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "https://[", "http://a b/", "\\u0000"})
    void anAddressThatIsNoneIsLeftOut(String address) throws Exception {
        assertThat(read("{" + LEAST + ",\"sessionWebhook\":\"" + address + "\"}")
                        .webhook())
                .isNull();
    }

    @Test
    void anAddressOfAnyLengthIsNotKept() throws Exception {
        String address = "https://oapi.dingtalk.com/?" + "x".repeat(3000);

        assertThat(read("{" + LEAST + ",\"sessionWebhook\":\"" + address + "\"}")
                        .webhook())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "\"\"", "null", "-5", "99999999999999999999"})
    void anEndThatIsNoTimeIsNotSaid(String end) throws Exception {
        assertThat(read("{" + LEAST + ",\"sessionWebhookExpiredTime\":" + end + "}")
                        .webhookExpires())
                .isNull();
    }

    @Test
    void halfACharacterAndNothingAtAllAreTakenOut() throws Exception {
        ChatMessage message =
                read("{" + LEAST + ",\"senderNick\":\"a\\ud83d\",\"text\":{\"content\":\"\\u0000谁\\ude00😀\"}}");

        assertThat(message.nick()).isEqualTo("a?");
        assertThat(message.text()).isEqualTo("谁?😀");
    }

    @Test
    void nothingElseIsKeptAndNothingIsPrinted() throws Exception {
        for (String name : new String[] {"rich-text", "picture", "reply", "group"}) {
            ChatMessage message = fixture(name);
            assertThat(message.text() + message.nick() + message.title()).doesNotContain("canary");
            assertThat(message.toString()).contains(message.id()).doesNotContain("session", "王五", "absent today", "研发");
        }
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                arguments("nothing", "", "no JSON object"),
                arguments("a text", "\"canary\"", "no JSON object"),
                arguments("a list", "[{" + LEAST + "}]", "no JSON object"),
                arguments("null", "null", "no JSON object"),
                arguments("cut off", "{" + LEAST, "no JSON object"),
                arguments("more after it", "{" + LEAST + "} canary", "no JSON object"),
                arguments("two of them", "{" + LEAST + "}{" + LEAST + "}", "no JSON object"),
                arguments("a name twice", "{" + LEAST + ",\"msgId\":\"canary\"}", "no JSON object"),
                arguments("single quotes", "{'msgId':'canary','conversationId':'c'}", "no JSON object"),
                arguments("a comment", "{/*canary*/" + LEAST + "}", "no JSON object"),
                arguments("a form", "msgId=canary&conversationId=c", "no JSON object"),
                arguments("XML", "<xml><msgId>canary</msgId></xml>", "no JSON object"),
                arguments(
                        "too deep", "{" + LEAST + ",\"x\":" + "[".repeat(40) + "]".repeat(40) + "}", "nested too deep"),
                arguments("far too deep", "{" + LEAST + ",\"x\":" + "{\"a\":".repeat(20_000), "nested too deep"),
                arguments("too long", "{" + LEAST + ",\"x\":\"" + "y".repeat(300_000) + "\"}", "longer than 256 KB"),
                arguments("a number without end", "{" + LEAST + ",\"errorCode\":" + "9".repeat(5000) + "}", "no JSON"),
                arguments("no msgId", "{\"conversationId\":\"canary\"}", "msgId is missing"),
                arguments("an empty msgId", "{\"msgId\":\"\",\"conversationId\":\"canary\"}", "msgId is missing"),
                arguments("no conversation", "{\"msgId\":\"canary\"}", "conversationId is missing"),
                arguments("a msgId that is null", "{\"msgId\":null,\"conversationId\":\"c\"}", "msgId is missing"),
                arguments("a msgId that is a number", "{\"msgId\":5,\"conversationId\":\"c\"}", "msgId is no text"),
                arguments("a msgId of lines", "{\"msgId\":\"a\\nb\",\"conversationId\":\"c\"}", "msgId is no id"),
                arguments("a msgId of spaces", "{\"msgId\":\" \",\"conversationId\":\"c\"}", "msgId is no id"),
                arguments("a msgId of half", "{\"msgId\":\"\\ud800\",\"conversationId\":\"c\"}", "msgId is no id"),
                arguments(
                        "a msgId that is long",
                        "{\"msgId\":\"" + "m".repeat(257) + "\",\"conversationId\":\"c\"}",
                        "msgId is no id"),
                arguments(
                        "a conversation that is an object",
                        "{\"msgId\":\"m\",\"conversationId\":{\"a\":\"canary\"}}",
                        "conversationId is no text"),
                wrong("\"senderStaffId\":[\"canary\"]", "senderStaffId is no text"),
                wrong("\"senderStaffId\":\"can\\u202eary\"", "senderStaffId is no id"),
                wrong("\"senderNick\":{}", "senderNick is no text"),
                wrong("\"conversationTitle\":7", "conversationTitle is no text"),
                wrong("\"conversationType\":[]", "conversationType is neither text nor number"),
                wrong("\"conversationType\":2.5", "conversationType is neither text nor number"),
                wrong("\"text\":\"canary\"", "text is no object"),
                wrong("\"text\":[\"canary\"]", "text is no object"),
                wrong("\"text\":{\"content\":{\"a\":\"canary\"}}", "content is no text"),
                wrong("\"text\":{\"content\":5}", "content is no text"),
                wrong("\"content\":5", "content is no object"),
                wrong("\"content\":[\"canary\"]", "content is no object"),
                wrong("\"content\":{\"richText\":\"canary\"}", "richText is no list"),
                wrong("\"content\":{\"richText\":[\"canary\"]}", "a part of richText is no object"),
                wrong("\"content\":{\"richText\":[{\"text\":5}]}", "text is no text"),
                wrong("\"msgtype\":5", "msgtype is no text"),
                wrong("\"sessionWebhook\":{\"url\":\"canary\"}", "sessionWebhook is no text"),
                wrong("\"sessionWebhookExpiredTime\":{}", "sessionWebhookExpiredTime is neither text nor number"),
                wrong("\"errorCode\":true", "errorCode is neither text nor number"),
                wrong("\"senderCorpId\":5", "senderCorpId is no text"),
                wrong("\"robotCode\":{}", "robotCode is no text"));
    }

    private static Arguments wrong(String rest, String why) {
        return arguments(rest, "{" + LEAST + "," + rest + "}", why);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void whatCannotBeReadIsToldWithoutQuotingIt(String name, String json, String why) {
        UnreadableException failure = catchThrowableOfType(UnreadableException.class, () -> read(json));

        assertThat(failure).hasMessageContaining(why).hasNoCause();
        assertThat(failure.why()).doesNotContain("canary");
    }

    private static ChatMessage fixture(String name) throws UnreadableException {
        return ChatMessageReader.read(Wire.fixture("robot-callback." + name + ".json"), Transport.CALLBACK)
                .message();
    }

    private static ChatMessage read(String json) throws UnreadableException {
        return ChatMessageReader.read(json, Transport.STREAM).message();
    }
}
