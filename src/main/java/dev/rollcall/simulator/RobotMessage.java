package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A message for a group, checked as the webhook checks it and with its errors [KB 0717, field reports of 2020–2025]. */
record RobotMessage(String title, String text, String html, List<String> atUserIds, boolean atAll) {
    private static final int MOST_BYTES = 20_000;
    /** Documented maximum of people to mention [KB 0717]. */
    private static final int MOST_MENTIONS = 50;

    private static final Map<String, Integer> MISSING_TYPE =
            Map.of("text", 400201, "link", 400301, "markdown", 400401, "actionCard", 400501, "feedCard", 400601);

    /** POST and a Content-Type of JSON, without which no webhook looks at anything else. */
    static void checkForm(Call call) {
        if (!call.method().equals("POST")) {
            throw Refusal.of(43002, "需要POST请求");
        }
        if (!call.contentType().startsWith("application/json")) {
            throw Refusal.of(43004, "无效的HTTP HEADER Content-Type");
        }
    }

    static ObjectNode json(Call call) {
        ObjectNode body = Json.parse(call.body());
        if (body == null) {
            throw Refusal.of(40035, "缺少参数 json");
        }
        return body;
    }

    /**
     * Reads a message, or throws a {@link Refusal}.
     *
     * @param bytes size of the whole body
     */
    static RobotMessage read(ObjectNode body, int bytes) {
        if (bytes > MOST_BYTES) {
            throw Refusal.of(460101, "description: body 大小不合法;solution:请保持大小在 20000bytes 以内;");
        }
        String type = body.path("msgtype").asText();
        Integer missing = MISSING_TYPE.get(type);
        if (missing == null) {
            throw Refusal.of(400105, "description:不支持的消息类型;");
        }
        JsonNode content = body.path(type);
        if (!content.isObject()) {
            throw Refusal.of(missing, "miss param : " + type);
        }
        return switch (type) {
            case "text" -> text(body, need(content, "text", "content", 400202));
            case "markdown" ->
                markdown(body, need(content, type, "title", 400402), need(content, type, "text", 400403));
            case "actionCard" ->
                markdown(body, need(content, type, "title", 400502), need(content, type, "text", 400503));
            case "link" ->
                text(
                        body,
                        need(content, type, "title", 400302) + " "
                                + content.path("messageUrl").asText());
            default -> feedCard(body, content);
        };
    }

    static RobotMessage markdown(ObjectNode body, String title, String text) {
        return new RobotMessage(title, text, Markdown.html(text), mentions(body), isAtAll(body));
    }

    static RobotMessage text(ObjectNode body, String text) {
        String html = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>\n";
        return new RobotMessage("", text, html, mentions(body), isAtAll(body));
    }

    private static RobotMessage feedCard(ObjectNode body, JsonNode content) {
        if (!content.path("links").isArray()) {
            throw Refusal.of(400602, "miss param : feedCard->links");
        }
        List<String> titles = new ArrayList<>();
        content.path("links").forEach(link -> titles.add(link.path("title").asText()));
        return text(body, String.join("\n", titles));
    }

    private static String need(JsonNode content, String type, String field, int code) {
        String value = content.path(field).asText();
        if (!content.path(field).isTextual() || value.isBlank()) {
            throw Refusal.of(code, "miss param : " + type + "->" + field);
        }
        return value;
    }

    private static List<String> mentions(ObjectNode body) {
        List<String> ids = new ArrayList<>();
        body.path("at").path("atUserIds").forEach(id -> ids.add(id.asText()));
        if (ids.size() > MOST_MENTIONS) {
            throw Refusal.oversized("at must not have more than 50 people: " + ids.size());
        }
        return List.copyOf(ids);
    }

    private static boolean isAtAll(ObjectNode body) {
        return body.path("at").path("isAtAll").asBoolean();
    }
}
