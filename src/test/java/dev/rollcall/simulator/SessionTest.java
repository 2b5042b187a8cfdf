package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers: by the webhook that came with a message, and by the app robot into a group. */
class SessionTest {
    private static final String HELLO = "{'msgtype':'text','text':{'content':'3 人'},'at':{'atUserIds':['sim00001']}}";
    private static final String TO_GROUP =
            "{'robotCode':'%s','openConversationId':'%s','msgKey':'sampleMarkdown','msgParam':%s}";
    private static final String PARAM = "'{\\'title\\':\\'t\\',\\'text\\':\\'**3** @sim00001\\'}'";
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(40, 2, 5, LocalDate.of(2026, 3, 16)));
    private final DingTalkSimulator simulator =
            DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(clock));
    private final Client client = new Client(simulator);
    private final Asker lead = company.askers().lead(4100);
    private final Conversation group = company.conversations().of(4100);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode write(Conversation where, Oddity... oddities) {
        return StreamClient.json(simulator.write(lead, where, "absent", oddities));
    }

    private static String webhook(JsonNode message) {
        URI address = URI.create(message.path("sessionWebhook").asText());
        return address.getPath() + "?" + address.getQuery();
    }

    private String post(String path, String body) {
        return post("POST", path, "application/json", body);
    }

    private String post(String method, String path, String type, String body) {
        return Client.json(client.send(method, path, type, body.replace('\'', '"')))
                .toString();
    }

    private String toGroup(String robot, String conversation, String param) {
        String body = TO_GROUP.formatted(robot, conversation, param).replace("\\'", "\\\"");
        JsonNode answer = client.modern("/v1.0/robot/groupMessages/send", body);
        return answer.path("code").asText()
                + answer.path("processQueryKey").asText().replaceAll("\\d+", "");
    }

    @Test
    void anAnswerGoesWhereTheQuestionCameFrom() {
        JsonNode asked = write(group);
        JsonNode alone = write(company.conversations().with(lead));

        assertThat(post(webhook(asked), HELLO)).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
        assertThat(post(webhook(alone), HELLO)).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");

        assertThat(simulator.chats().of(group.chat())).singleElement().satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("3 人");
            assertThat(answer.robot()).isEqualTo(company.appKey());
            assertThat(answer.atUserIds()).containsExactly("sim00001");
            assertThat(answer.msgId()).isEqualTo(asked.path("msgId").asText());
        });
        assertThat(simulator.chats().toUser(lead.userId())).hasSize(1);
        assertThat(simulator.chats().answersTo(alone.path("msgId").asText())).hasSize(1);
        assertThat(simulator.chats().in(group)).hasSize(2);
    }

    @Test
    void aSessionIsGoodForNinetyMinutesAndMoreThanOnce() {
        JsonNode asked = write(group);
        clock.forward(Duration.ofMinutes(90));
        assertThat(post(webhook(asked), HELLO)).contains("\"errcode\":0");
        assertThat(post(webhook(asked), HELLO)).contains("\"errcode\":0");
        clock.forward(Duration.ofMillis(1));

        assertThat(post(webhook(asked), HELLO)).isEqualTo("{\"errcode\":300001,\"errmsg\":\"session 不存在\"}");
        assertThat(simulator.chats().answersTo(asked.path("msgId").asText())).hasSize(2);
    }

    @Test
    void whatTheWebhookOfARobotRefusesIsRefusedHereToo() {
        String webhook = webhook(write(group));
        String expired = webhook(write(group, Oddity.SESSION_EXPIRED));

        assertThat(post("GET", webhook, "application/json", "")).contains("43002");
        assertThat(post("POST", webhook, "text/plain", HELLO)).contains("43004");
        assertThat(post("/robot/sendBySession", HELLO)).contains("300001");
        assertThat(post("/robot/sendBySession?session=00", HELLO)).contains("300001");
        assertThat(post(expired, HELLO)).contains("300001");
        assertThat(post(webhook, "{")).contains("缺少参数 json");
        assertThat(post(webhook, "{'msgtype':'voice'}")).contains("400105");
        assertThat(post(webhook, "{'msgtype':'text'}")).contains("400201");
        assertThat(post(webhook, "{'msgtype':'markdown','markdown':{'title':'x','text':''}}"))
                .contains("400403");
        assertThat(post(webhook, HELLO.replace("3 人", "x".repeat(20_000)))).contains("460101");
        assertThat(simulator.chats().of(group.chat())).isEmpty();
    }

    @Test
    void anAnswerCanBeMadeToFailAndWhoeverWatchesIsTold() {
        String webhook = webhook(write(group));
        List<Phase> seen = new ArrayList<>();
        simulator.watch((path, phase) -> {
            if (path.equals("/robot/sendBySession") && phase != Phase.ANSWERED) {
                seen.add(phase);
            }
        });
        simulator.faults().on("/robot/sendBySession", Fault.HTTP_500, 1);

        assertThat(client.send("POST", webhook, "application/json", HELLO.replace('\'', '"'))
                        .statusCode())
                .isEqualTo(500);
        assertThat(simulator.chats().of(group.chat())).isEmpty();
        assertThat(post(webhook, HELLO)).contains("\"errcode\":0");
        assertThat(seen).containsExactly(Phase.ARRIVED, Phase.ARRIVED, Phase.TAKEN);
    }

    @Test
    void theAppRobotWritesIntoEveryGroupAndMentionsNobody() {
        Conversation other = company.conversations().others().get(1);

        assertThat(toGroup(company.appKey(), group.id(), PARAM)).isEqualTo("pqk-");
        assertThat(toGroup(company.appKey(), company.conversations().of(0).id(), PARAM))
                .isEqualTo("pqk-");
        assertThat(toGroup(company.appKey(), other.id(), PARAM)).isEqualTo("pqk-");

        assertThat(simulator.chats().of(group.chat())).singleElement().satisfies(message -> {
            assertThat(message.atUserIds()).isEmpty();
            assertThat(message.html()).contains("<strong>3</strong>");
        });
        assertThat(simulator.chats().of(company.companyRobot().robotToken())).hasSize(1);
        assertThat(simulator.chats().in(other)).hasSize(1);
    }

    @Test
    void theAppRobotWritesIntoNothingElse() {
        String key = company.appKey();
        String alone = company.conversations().with(lead).id();

        assertThat(toGroup(key, alone, PARAM)).isEqualTo("invalid.openConversationId");
        assertThat(toGroup(key, "cid00", PARAM)).isEqualTo("invalid.openConversationId");
        assertThat(toGroup(key, "", PARAM)).isEqualTo("miss.openConversationId");
        assertThat(toGroup("ding0", group.id(), PARAM)).isEqualTo("invalidParameter.robotCode.notExsit");
        assertThat(toGroup(key, group.id(), "{'title':'t','text':'x'}")).isEqualTo("invalidParameter");
        assertThat(toGroup(key, group.id(), "5")).isEqualTo("invalidParameter");
        assertThat(toGroup(key, group.id(), "'no json'")).isEqualTo("invalidParameter.msgParam.invalid");
        assertThat(toGroup(key, group.id(), PARAM.replace("**3**", "字".repeat(5_000))))
                .isEqualTo("invalidParameter.msgParam.tooLong");
        assertThat(client.modernResponse("/v1.0/robot/groupMessages/send", "{}", "wrong")
                        .body())
                .contains("InvalidAuthentication");
        assertThat(simulator.chats().chats()).allMatch(chat -> chat.messages().isEmpty());
    }

    @Test
    void anAnswerByTheOpenApiCountsForTheOldestQuestionOfItsChat() throws InterruptedException {
        try (StreamClient stream = StreamClient.connect(simulator)) {
            simulator.say(lead, group, "one");
            simulator.say(lead, group, "two");
            JsonNode one = stream.next();
            JsonNode two = stream.next();
            toGroup(company.appKey(), group.id(), PARAM);
            stream.ack(one);
            stream.ack(two);
            simulator.stream()
                    .await(
                            Duration.ofSeconds(10),
                            gateway -> gateway.pushes().get(1).ack() != null);

            assertThat(simulator.stream().pushes())
                    .extracting(push -> push.ack().beforeAnswer())
                    .containsExactly(false, true);
        }
    }
}
