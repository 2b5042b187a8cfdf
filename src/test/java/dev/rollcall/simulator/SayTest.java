package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the bot gets of what a person writes, and what the chats show of it. */
class SayTest {
    private final MovableClock clock = MovableClock.at("2026-03-16T09:40");
    private final SimulatedCompany company =
            SimulatedCompany.generate(CompanyPlan.of(40, 3, 5, LocalDate.of(2026, 3, 16)));
    private final DingTalkSimulator simulator =
            DingTalkSimulator.start(company, SimulatorSettings.defaults().withClock(clock));
    private final Askers askers = company.askers();
    private final Conversation group = company.conversations().of(4100);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private JsonNode write(Asker asker, Conversation where, String text, Oddity... oddities) {
        return StreamClient.json(simulator.write(asker, where, text, oddities));
    }

    private static Set<String> fields(JsonNode body) {
        Set<String> names = new HashSet<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void inAGroupTheBotIsMentionedAndASpaceIsLeftOfThat() {
        Asker lead = askers.lead(4100);
        JsonNode body = write(lead, group, "absent today");

        assertThat(fields(body))
                .containsExactlyInAnyOrder(
                        "senderPlatform",
                        "conversationId",
                        "conversationType",
                        "conversationTitle",
                        "atUsers",
                        "chatbotCorpId",
                        "chatbotUserId",
                        "msgId",
                        "senderNick",
                        "isAdmin",
                        "senderStaffId",
                        "senderId",
                        "senderCorpId",
                        "sessionWebhook",
                        "sessionWebhookExpiredTime",
                        "createAt",
                        "isInAtList",
                        "text",
                        "robotCode",
                        "msgtype");
        assertThat(body.at("/text/content").asText()).isEqualTo(" absent today");
        assertThat(body.path("conversationType").asText()).isEqualTo("2");
        assertThat(body.path("conversationId").asText()).isEqualTo(group.id());
        assertThat(body.path("conversationTitle").asText()).isEqualTo(group.name());
        assertThat(body.at("/atUsers/0/dingtalkId")).isEqualTo(body.path("chatbotUserId"));
        assertThat(body.path("isInAtList").asBoolean()).isTrue();
        assertThat(body.path("senderStaffId").asText()).isEqualTo(lead.userId());
        assertThat(body.path("senderCorpId")).isEqualTo(body.path("chatbotCorpId"));
        assertThat(body.path("robotCode").asText()).isEqualTo(company.appKey());
        assertThat(body.path("createAt").asLong()).isEqualTo(clock.instant().toEpochMilli());
        assertThat(body.path("sessionWebhookExpiredTime").asLong())
                .isEqualTo(clock.instant().plus(Duration.ofMinutes(90)).toEpochMilli());
        assertThat(body.path("sessionWebhook").asText())
                .matches(simulator.url() + "/robot/sendBySession\\?session=[0-9a-f]{32}");
    }

    @Test
    void inPrivateThereIsNoMentionAndNoTitle() {
        Asker employee = askers.employee(4200);
        Conversation chat = company.conversations().with(employee);
        JsonNode body = write(employee, chat, "me");

        assertThat(body.at("/text/content").asText()).isEqualTo("me");
        assertThat(body.path("conversationType").asText()).isEqualTo("1");
        assertThat(fields(body)).doesNotContain("conversationTitle", "atUsers", "isInAtList");
        assertThat(simulator.chats().in(chat)).singleElement().satisfies(message -> {
            assertThat(message.sender()).isEqualTo(employee);
            assertThat(message.text()).isEqualTo("me");
            assertThat(message.msgId()).isEqualTo(body.path("msgId").asText());
        });
        assertThat(simulator.chats().toUser(employee.userId())).isEmpty();
    }

    @Test
    void theGroupSeesWhoWroteAndTheRobotsOwnListDoesNot() {
        write(askers.hr(), group, "<b>谁没打卡</b>");
        new Client(simulator)
                .robot(
                        company.departments().get(0),
                        clock.instant(),
                        "{'msgtype':'markdown','markdown':{'title':'考勤','text':'x'}}");
        Chat chat = simulator.chats().chats().get(0);

        assertThat(chat.conversation()).isEqualTo(group);
        assertThat(chat.messages()).extracting(ChatMessage::sender).containsExactly(askers.hr(), null);
        assertThat(chat.messages().get(0).text()).startsWith("@").endsWith(" <b>谁没打卡</b>");
        assertThat(chat.messages().get(0).html()).contains("&lt;b&gt;谁没打卡");
        assertThat(simulator.chats().of(group.chat()))
                .singleElement()
                .extracting(ChatMessage::sender)
                .isNull();
    }

    @Test
    void everyPlaceKeepsItsIdAndNoTwoShareOne() {
        Conversations places = SimulatedCompany.generate(company.plan()).conversations();
        Set<String> ids = new HashSet<>();
        places.groups().forEach(place -> ids.add(place.id()));
        places.others().forEach(place -> ids.add(place.id()));
        ids.add(places.with(askers.hr()).id());
        ids.add(places.with(askers.stranger()).id());
        ids.add(places.with(askers.namesake(company.hrUserId())).id());

        assertThat(ids).hasSize(4 + places.others().size() + 3).allMatch(id -> id.matches("cid[\\w+/]{22}=="));
        assertThat(places.others()).isNotEmpty();
        assertThat(places.groups()).isEqualTo(company.conversations().groups());
        assertThat(places.of(0).name()).isEqualTo(company.name());
        assertThatIllegalArgumentException().isThrownBy(() -> places.of(7));
    }

    @Test
    void aGroupOfNoDepartmentIsAmongTheChatsOnceSomebodyWroteThere() {
        Conversation other = company.conversations().others().get(0);
        assertThat(simulator.chats().chats()).hasSize(4);
        write(askers.admin(), other, "help");

        assertThat(simulator.chats().chats()).hasSize(5).last().satisfies(chat -> {
            assertThat(chat.group()).isTrue();
            assertThat(chat.name()).isEqualTo(other.name());
        });
    }

    @Test
    void thereIsSomebodyForEveryPart() {
        assertThat(company.departments().get(1).leads())
                .containsExactly(askers.lead(4200).userId());
        assertThat(company.departments())
                .allMatch(department -> !department
                        .leads()
                        .contains(askers.employee(department.id()).userId()));
        assertThat(askers.hr().userId()).isEqualTo(company.hrUserId());
        assertThat(askers.admin().admin()).isTrue();
        assertThat(askers.stranger().userId()).isNull();
        assertThat(askers.namesake("simhr").userId()).isEqualTo("simhr");
        assertThat(askers.namesake("simhr").corpId()).isNotEqualTo(askers.hr().corpId());
        assertThatIllegalArgumentException().isThrownBy(() -> askers.lead(7));
        assertThatIllegalArgumentException().isThrownBy(() -> askers.employee(7));
        assertThatIllegalArgumentException().isThrownBy(() -> askers.of("nobody"));
    }

    @Test
    void aStrangerHasNoStaffId() {
        JsonNode body = write(askers.stranger(), group, "absent");

        assertThat(fields(body)).doesNotContain("senderStaffId").contains("senderId");
        assertThat(body.path("senderCorpId")).isNotEqualTo(body.path("chatbotCorpId"));
    }

    @ParameterizedTest
    @EnumSource
    void eachOddityIsAsTheReferenceHasIt(Oddity oddity) {
        JsonNode body = write(askers.lead(4100), group, "absent", oddity);
        JsonNode plain = write(askers.lead(4100), group, "absent");

        switch (oddity) {
            case NO_TEXT -> assertThat(body.has("text")).isFalse();
            case EMPTY_TEXT -> assertThat(body.path("text").isEmpty()).isTrue();
            case PICTURE ->
                assertThat(body.at("/content/downloadCode").isTextual() && !body.has("text"))
                        .isTrue();
            case UNKNOWN_TYPE -> assertThat(body.path("msgtype").asText()).isEqualTo("unknownMsgType");
            case RICH_TEXT ->
                assertThat(body.at("/content/richText/1/text").asText()).isEqualTo(" absent");
            case TOP_LEVEL_CONTENT -> assertThat(body.path("content").asText()).isEqualTo(" absent");
            case NO_STAFF_ID -> assertThat(body.has("senderStaffId")).isFalse();
            case OTHER_COMPANY -> assertThat(body.path("senderCorpId")).isNotEqualTo(body.path("chatbotCorpId"));
            case OTHER_ROBOT -> assertThat(body.path("robotCode").asText()).isNotEqualTo(company.appKey());
            case NO_ROBOT_CODE -> assertThat(body.has("robotCode")).isFalse();
            case NO_MSG_ID -> assertThat(body.has("msgId")).isFalse();
            case OVER_QUOTA ->
                assertThat(body.path("errorCode").asText()
                                + body.path("msgtype").asText())
                        .isEqualTo("20001");
            case OVER_QUOTA_ERR_CODE ->
                assertThat(body.path("errCode").asText() + body.path("text").asText())
                        .isEqualTo("20001");
            case CREATE_AT_STRING ->
                assertThat(body.path("createAt").isTextual()).isTrue();
            case NO_SESSION -> assertThat(fields(body)).doesNotContain("sessionWebhook", "sessionWebhookExpiredTime");
            case SESSION_EXPIRED ->
                assertThat(body.path("sessionWebhookExpiredTime").asLong()).isLessThan(clock.millis());
            case SESSION_ELSEWHERE ->
                assertThat(body.path("sessionWebhook").asText())
                        .doesNotStartWith(simulator.url().toString());
        }
        assertThat(body.path("conversationId")).isEqualTo(plain.path("conversationId"));
        assertThat(body.path("senderNick")).isEqualTo(plain.path("senderNick"));
    }

    @Test
    void aConfigurationCanSayTheConversationsAndStreamMode() {
        ConfigOptions plain = ConfigOptions.morningAt("09:40");
        String without = company.configYaml(simulator.url(), plain);
        String with = company.configYaml(
                simulator.url(), plain.withConversations(true).withStream(true));

        assertThat(without).doesNotContain("conversation").contains("stream: false");
        assertThat(with).contains("    conversation: \"" + group.id() + "\"\n", "stream: true");
        assertThat(with.split("conversation: ")).hasSize(4);
    }
}
