package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** What can be odd about a message that DingTalk hands to the bot (reference 2.2 and 0). */
public enum Oddity {
    /** A text message without {@code text}. */
    NO_TEXT(body -> body.remove("text")),
    /** {@code text} without {@code content}. */
    EMPTY_TEXT(body -> body.putObject("text")),
    PICTURE(body -> {
        body.remove("text");
        body.put("msgtype", "picture")
                .putObject("content")
                .put("downloadCode", "simDownloadCode")
                .put("pictureDownloadCode", "simPictureDownloadCode");
    }),
    /** A type that DingTalk itself has no word for. */
    UNKNOWN_TYPE(body -> {
        body.remove("text");
        body.put("msgtype", "unknownMsgType");
    }),
    /** Text in parts, the first of which still holds the mention, then a picture. */
    RICH_TEXT(body -> {
        String text = body.path("text").path("content").asText();
        body.remove("text");
        body.put("msgtype", "richText")
                .putObject("content")
                .putArray("richText")
                .add(Json.object().put("text", "@" + Question.BOT))
                .add(Json.object().put("text", text))
                .add(Json.object().put("type", "picture").put("downloadCode", "simDownloadCode"));
    }),
    /** The text is {@code content} itself, as one page has it [KB-GUIDE 0078]. */
    TOP_LEVEL_CONTENT(body -> {
        body.put("content", body.path("text").path("content").asText());
        body.remove("text");
    }),
    /** senderStaffId is missing: the sender is outside the organisation, or the robot not published. */
    NO_STAFF_ID(body -> body.remove("senderStaffId")),
    /** The sender belongs to another company. */
    OTHER_COMPANY(body -> body.put("senderCorpId", Askers.ELSEWHERE)),
    /** The message is for another robot. */
    OTHER_ROBOT(body -> body.put("robotCode", "dingsomebodyelse")),
    NO_ROBOT_CODE(body -> body.remove("robotCode")),
    NO_MSG_ID(body -> body.remove("msgId")),
    /** The month's deliveries are used up: no content [KB 0699]. */
    OVER_QUOTA(body -> overQuota(body, "errorCode", "errorMessage")),
    /** As above, in the words of another page [KB-EVT 0004]. */
    OVER_QUOTA_ERR_CODE(body -> overQuota(body, "errCode", "errMessage")),
    /** createAt as a string, as its table says. */
    CREATE_AT_STRING(body -> body.put("createAt", body.path("createAt").asText())),
    NO_SESSION(body -> {
        body.remove("sessionWebhook");
        body.remove("sessionWebhookExpiredTime");
    }),
    /** The time of the sessionWebhook is over, and it is refused. */
    SESSION_EXPIRED(body -> {
        body.put("sessionWebhook", body.path("sessionWebhook").asText().replaceAll("session=.*", "session=expired"));
        body.put("sessionWebhookExpiredTime", body.path("createAt").asLong() - 1);
    }),
    /** The sessionWebhook is at an address that is not DingTalk's. */
    SESSION_ELSEWHERE(body ->
            body.put("sessionWebhook", "https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=00"));

    private final Consumer<ObjectNode> change;

    Oddity(Consumer<ObjectNode> change) {
        this.change = change;
    }

    void spoil(ObjectNode body) {
        change.accept(body);
    }

    private static void overQuota(ObjectNode body, String code, String message) {
        body.remove("text");
        body.remove("msgtype");
        body.put(code, "20001").put(message, "企业内Webhook&Stream调用量已超过限制");
    }
}
