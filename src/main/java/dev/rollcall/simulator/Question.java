package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message to the bot, as DingTalk hands it over however often it does [KB 0718].
 *
 * @param text as it was typed, without the mention of the bot
 * @param session of its sessionWebhook
 * @param data the body: JSON
 */
record Question(String msgId, Asker asker, Conversation where, String text, Instant at, String session, String data) {
    /** What the robot is called. */
    static final String BOT = "考勤机器人";

    /**
     * Makes the message.
     *
     * @param simulator where its sessionWebhook is
     */
    static Question of(
            SimulatedCompany company,
            URI simulator,
            Instant now,
            Asker asker,
            Conversation where,
            String text,
            List<Oddity> oddities) {
        String session = UUID.randomUUID().toString().replace("-", "");
        String msgId = "msg" + Opaque.of(session);
        ObjectNode body = body(company, asker, where);
        body.put("msgId", msgId)
                .put("sessionWebhook", simulator + SessionApi.PATH + "?session=" + session)
                .put("sessionWebhookExpiredTime", now.plus(Sessions.LIFE).toEpochMilli())
                .put("createAt", now.toEpochMilli())
                .put("msgtype", "text")
                .putObject("text")
                .put("content", (where.group() ? " " : "") + text);
        oddities.forEach(oddity -> oddity.spoil(body));
        String data = new String(Json.bytes(body), StandardCharsets.UTF_8);
        return new Question(msgId, asker, where, text, now, session, data);
    }

    /** Only in a group is the bot mentioned; what stays of that in the text is a space. */
    private static ObjectNode body(SimulatedCompany company, Asker asker, Conversation where) {
        String bot = "$:LWCP_v1:$" + Opaque.of(company.corpId(), "bot");
        ObjectNode body = Json.object()
                .put("senderPlatform", "Mac")
                .put("conversationId", where.id())
                .put("conversationType", where.group() ? "2" : "1")
                .put("chatbotCorpId", company.corpId())
                .put("chatbotUserId", bot)
                .put("senderNick", asker.name())
                .put("isAdmin", asker.admin())
                .put(
                        "senderId",
                        "$:LWCP_v1:$" + Opaque.of(asker.corpId(), String.valueOf(asker.userId()), asker.name()))
                .put("senderCorpId", asker.corpId())
                .put("robotCode", company.appKey());
        if (asker.userId() != null) {
            body.put("senderStaffId", asker.userId());
        }
        if (where.group()) {
            body.put("conversationTitle", where.name()).put("isInAtList", true);
            body.putArray("atUsers").addObject().put("dingtalkId", bot);
        }
        return body;
    }
}
