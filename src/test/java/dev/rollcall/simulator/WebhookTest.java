package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final String HELLO = "{'msgtype':'markdown','markdown':{'title':'考勤','text':'#### 你好 @sim00001'}}";
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(20, 3, 5, LocalDate.of(2026, 3, 16)));
    private final SimulatedDepartment signed = company.departments().get(0);
    private final SimulatedDepartment withKeyword = company.departments().get(2);
    private DingTalkSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        serve(SimulatorSettings.defaults());
    }

    private void serve(SimulatorSettings settings) {
        if (simulator != null) {
            simulator.close();
        }
        simulator = DingTalkSimulator.start(company, settings.withClock(clock));
        client = new Client(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String code(JsonNode answer) {
        return answer.path("errcode").asText();
    }

    private JsonNode raw(String method, String query, String type, String body) {
        return Client.json(client.send(method, "/robot/send" + query, type, body.replace('\'', '"')));
    }

    @Test
    void signsAsThePublishedVector() {
        assertThat(Signature.of("1767225605000", "SECabsence4demo0123456789abcdef0123456789abcdef0123456789abcdef01"))
                .isEqualTo("hFZAGu4lw/3bQQaUTBxqzZJ/7EZyEX8+wljL7SWjJRo=");
    }

    @Test
    void showsAMessageAsTheGroupSeesIt() throws InterruptedException {
        String body =
                "{'msgtype':'markdown','markdown':{'title':'技术部 09:40','text':'#### 未打卡 **1** 人\\n\\n- <b>张三</b> [x](javascript:alert(1)) @sim00001'},'at':{'atUserIds':['sim00001'],'isAtAll':false},'msgUuid':'u-1'}";
        assertThat(code(client.robot(signed, clock.instant(), body))).isEqualTo("0");

        assertThat(simulator
                        .chats()
                        .await(
                                Duration.ofSeconds(1),
                                chats -> !chats.of(signed.robotToken()).isEmpty()))
                .isTrue();
        ChatMessage message = simulator.chats().of(signed.robotToken()).get(0);
        assertThat(message.title()).isEqualTo("技术部 09:40");
        assertThat(message.html())
                .contains("<h4>未打卡 <strong>1</strong> 人</h4>", "&lt;b&gt;张三")
                .doesNotContain("javascript:");
        assertThat(message.atUserIds()).containsExactly("sim00001");
        assertThat(message.atAll()).isFalse();
        assertThat(message.at()).isEqualTo(clock.instant());
        assertThat(simulator.chats().chats())
                .extracting(Chat::name)
                .startsWith(signed.name())
                .contains(company.name());
    }

    @Test
    void ofDingTalksOwnLinksOnlyThoseThatWriteToTheRobotAreLeft() {
        String sending = "dtmd://dingtalkclient/sendMessage?content=%E5%B8%AE%E5%8A%A9";
        String body = "{'msgtype':'markdown','markdown':{'title':'考勤','text':'[a](" + sending + ") ![b](" + sending
                + ") [c](dtmd://dingtalkclient/openUrl) [d](" + sending + "\\\"onclick=x)'}}";
        assertThat(code(client.robot(signed, clock.instant(), body))).isEqualTo("0");

        assertThat(simulator.chats().of(signed.robotToken()).get(0).html())
                .contains("<a rel=\"nofollow\" href=\"" + sending + "\">a</a>")
                .contains("src=\"\"", "href=\"\">c</a>")
                .doesNotContain("\"onclick");
    }

    @Test
    void checksInTheOrderOfTheDocumentation() {
        String known = "?access_token=" + signed.robotToken();
        assertThat(code(raw("GET", "", "", ""))).isEqualTo("43002");
        assertThat(code(raw("POST", "", "text/plain", HELLO))).isEqualTo("43004");
        assertThat(raw("POST", "", "application/json", HELLO).path("errmsg").asText())
                .isEqualTo("缺少参数 access_token");
        assertThat(raw("POST", known, "application/json", "{").path("errmsg").asText())
                .isEqualTo("缺少参数 json");
        assertThat(raw("POST", "?access_token=00", "application/json", HELLO).toString())
                .isEqualTo("{\"errcode\":300005,\"errmsg\":\"token is not exist\"}");
        assertThat(raw("POST", known, "application/json", HELLO).path("errmsg").asText())
                .startsWith("description:机器人发送签名不匹配");
        assertThat(client.robot(signed, clock.instant().minus(Duration.ofMinutes(61)), HELLO)
                        .path("errmsg")
                        .asText())
                .startsWith("description:机器人发送签名过期");
        assertThat(client.robot(withKeyword, clock.instant(), HELLO.replace("考勤", "x"))
                        .path("errmsg")
                        .asText())
                .startsWith("description:关键词不匹配");
        assertThat(simulator.chats().of(signed.robotToken())).isEmpty();
    }

    @Test
    void checksSizeAndForm() {
        String long20001 = HELLO.replace("你好", "x".repeat(20_000));
        assertThat(code(client.robot(signed, clock.instant(), long20001))).isEqualTo("460101");
        assertThat(code(client.robot(signed, clock.instant(), "{'msgtype':'image'}")))
                .isEqualTo("400105");
        assertThat(code(client.robot(signed, clock.instant(), "{'msgtype':'text'}")))
                .isEqualTo("400201");
        assertThat(code(client.robot(signed, clock.instant(), "{'msgtype':'markdown'}")))
                .isEqualTo("400401");
        assertThat(code(client.robot(signed, clock.instant(), "{'msgtype':'markdown','markdown':{'text':'x'}}")))
                .isEqualTo("400402");
        assertThat(client.robot(signed, clock.instant(), "{'msgtype':'markdown','markdown':{'title':'x','text':''}}")
                        .toString())
                .isEqualTo("{\"errcode\":400403,\"errmsg\":\"miss param : markdown->text\"}");
    }

    @Test
    void theTwentyFirstMessageInAMinuteBlocksTheRobotForTenMinutes() {
        for (int i = 0; i < 20; i++) {
            assertThat(code(client.robot(signed, clock.instant(), HELLO))).isEqualTo("0");
            clock.forward(Duration.ofSeconds(2));
        }
        assertThat(client.robot(signed, clock.instant(), HELLO).toString())
                .isEqualTo("{\"errcode\":130101,\"errmsg\":\"send too fast, exceed 20 times per minute\"}");
        assertThat(code(client.robot(withKeyword, clock.instant(), HELLO)))
                .as("another robot")
                .isEqualTo("0");
        clock.forward(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(code(client.robot(signed, clock.instant(), HELLO))).isEqualTo("130101");
        clock.forward(Duration.ofSeconds(1));
        assertThat(code(client.robot(signed, clock.instant(), HELLO))).isEqualTo("0");
        assertThat(simulator.chats().of(signed.robotToken())).hasSize(21);
    }

    @Test
    void theThrottleCanAnswerTheOtherCode() {
        serve(SimulatorSettings.defaults().withRobotMessagesPerMinute(1).withRobotThrottleCode(410100));
        client.robot(signed, clock.instant(), HELLO);

        assertThat(code(client.robot(signed, clock.instant(), HELLO))).isEqualTo("410100");
    }

    @Test
    void aRepeatedMsgUuidMakesNoSecondMessageAsLongAsItIsHonoured() {
        String body = HELLO.replace("'msgtype'", "'msgUuid':'a','msgtype'");
        client.robot(signed, clock.instant(), body);
        assertThat(code(client.robot(signed, clock.instant(), body))).isEqualTo("0");
        assertThat(simulator.chats().of(signed.robotToken())).hasSize(1);

        serve(SimulatorSettings.defaults().withHonourMsgUuid(false));
        client.robot(signed, clock.instant(), body);
        client.robot(signed, clock.instant(), body);
        assertThat(simulator.chats().of(signed.robotToken())).hasSize(2);
    }

    @Test
    void aMessageCanBeTakenAndTheAnswerLost() {
        simulator.faults().on("/robot/send", Fault.ACCEPTED_THEN_DROPPED, 1);
        try {
            client.robot(signed, clock.instant(), HELLO);
        } catch (java.io.UncheckedIOException expected) {
            assertThat(expected).isNotNull();
        }
        assertThat(simulator.chats().of(signed.robotToken())).hasSize(1);
    }

    @Test
    void oneRobotCanBeSickAlone() {
        simulator.faults().on("/robot/send?access_token=" + signed.robotToken(), Fault.ROBOT_GROUP_DISSOLVED, -1);

        assertThat(code(client.robot(signed, clock.instant(), HELLO))).isEqualTo("400013");
        assertThat(code(client.robot(withKeyword, clock.instant(), HELLO))).isEqualTo("0");
        assertThat(simulator.calls().counts()).doesNotContainKey("/robot/send");
    }

    @Test
    void theAppRobotWritesToPeopleAndNamesThoseItDoesNotKnow() {
        String body =
                "{'robotCode':'%s','userIds':['sim00001','nobody'],'msgKey':'sampleMarkdown','msgParam':'{\\'title\\':\\'t\\',\\'text\\':\\'**x**\\'}'}"
                        .formatted(company.appKey());
        JsonNode answer = client.modern("/v1.0/robot/oToMessages/batchSend", body);

        assertThat(answer.path("invalidStaffIdList").toString()).isEqualTo("[\"nobody\"]");
        assertThat(answer.path("processQueryKey").asText()).isNotEmpty();
        List<ChatMessage> messages = simulator.chats().toUser("sim00001");
        assertThat(messages).extracting(ChatMessage::html).containsExactly("<p><strong>x</strong></p>\n");
    }

    @Test
    void theAppRobotRefusesAnObjectWhereAStringIsDue() {
        String body = "{'robotCode':'%s','userIds':['sim00001'],'msgKey':'sampleText','msgParam':{'content':'x'}}"
                .formatted(company.appKey());

        assertThat(client.modern("/v1.0/robot/oToMessages/batchSend", body)
                        .path("code")
                        .asText())
                .isEqualTo("invalidParameter");
    }
}
