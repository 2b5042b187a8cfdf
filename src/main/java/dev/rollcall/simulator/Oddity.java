package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What can be odd about a message that DingTalk hands to the bot (reference 2.2 and 0). */
public enum Oddity {
    /** A text message without {@code text}. */
    NO_TEXT,
    /** {@code text} without {@code content}. */
    EMPTY_TEXT,
    PICTURE,
    /** A type that DingTalk itself has no word for. */
    UNKNOWN_TYPE,
    /** Text in parts, the first of which still holds the mention, then a picture. */
    RICH_TEXT,
    /** The text is {@code content} itself, as one page has it [KB-GUIDE 0078]. */
    TOP_LEVEL_CONTENT,
    /** senderStaffId is missing: the sender is outside the organisation, or the robot not published. */
    NO_STAFF_ID,
    /** The sender belongs to another company. */
    OTHER_COMPANY,
    /** The message is for another robot. */
    OTHER_ROBOT,
    NO_ROBOT_CODE,
    NO_MSG_ID,
    /** The month's deliveries are used up: no content [KB 0699]. */
    OVER_QUOTA,
    /** As above, in the words of another page [KB-EVT 0004]. */
    OVER_QUOTA_ERR_CODE,
    /** createAt as a string, as its table says. */
    CREATE_AT_STRING,
    NO_SESSION,
    /** The time of the sessionWebhook is over, and it is refused. */
    SESSION_EXPIRED,
    /** The sessionWebhook is at an address that is not DingTalk's. */
    SESSION_ELSEWHERE;

    void spoil(ObjectNode body) {
        switch (this) {
            case NO_TEXT -> body.remove("text");
            case EMPTY_TEXT -> body.putObject("text");
            case PICTURE -> picture(body);
            case UNKNOWN_TYPE -> body.put("msgtype", "unknownMsgType").remove("text");
            case RICH_TEXT -> richText(body);
            case TOP_LEVEL_CONTENT -> body.put("content", textOf(body)).remove("text");
            case NO_STAFF_ID -> body.remove("senderStaffId");
            case OTHER_COMPANY -> body.put("senderCorpId", Askers.ELSEWHERE);
            case OTHER_ROBOT -> body.put("robotCode", "dingsomebodyelse");
            case NO_ROBOT_CODE -> body.remove("robotCode");
            case NO_MSG_ID -> body.remove("msgId");
            case OVER_QUOTA -> overQuota(body, "errorCode", "errorMessage");
            case OVER_QUOTA_ERR_CODE -> overQuota(body, "errCode", "errMessage");
            case CREATE_AT_STRING -> body.put("createAt", body.path("createAt").asText());
            case NO_SESSION -> body.remove(List.of("sessionWebhook", "sessionWebhookExpiredTime"));
            case SESSION_EXPIRED -> expired(body);
            case SESSION_ELSEWHERE ->
                body.put("sessionWebhook", "https://oapi.dingtalk.com.evil.example/robot/sendBySession?session=00");
        }
    }

    private static void picture(ObjectNode body) {
        body.remove("text");
        body.put("msgtype", "picture")
                .putObject("content")
                .put("downloadCode", "simDownloadCode")
                .put("pictureDownloadCode", "simPictureDownloadCode");
    }

    private static void richText(ObjectNode body) {
        String text = textOf(body);
        body.remove("text");
        body.put("msgtype", "richText")
                .putObject("content")
                .putArray("richText")
                .add(Json.object().put("text", "@" + Question.BOT))
                .add(Json.object().put("text", text))
                .add(Json.object().put("type", "picture").put("downloadCode", "simDownloadCode"));
    }

    private static void expired(ObjectNode body) {
        String webhook = body.path("sessionWebhook").asText().replaceAll("session=.*", "session=expired");
        body.put("sessionWebhook", webhook)
                .put("sessionWebhookExpiredTime", body.path("createAt").asLong() - 1);
    }

    private static void overQuota(ObjectNode body, String code, String message) {
        body.remove(List.of("text", "msgtype"));
        body.put(code, "20001").put(message, "企业内Webhook&Stream调用量已超过限制");
    }

    private static String textOf(ObjectNode body) {
        return body.path("text").path("content").asText();
    }
}
