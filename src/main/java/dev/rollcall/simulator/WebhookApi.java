package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of a group's robot, {@code POST /robot/send}: every check of the documentation, in a fixed order, always with
 * HTTP 200 [KB 0717]. The order itself is a guess [U].
 */
final class WebhookApi {
    private static final int MOST_BYTES = 20_000;
    private static final Duration TOLERANCE = Duration.ofHours(1);
    private final SimulatorSettings settings;
    private final Chats chats;
    private final RobotThrottle throttle;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private volatile Map<String, SimulatedDepartment> robots = Map.of();

    WebhookApi(SimulatorSettings settings, Chats chats) {
        this.settings = settings;
        this.chats = chats;
        throttle = new RobotThrottle(settings.robotMessagesPerMinute(), settings.robotBlock());
    }

    void serve(SimulatedCompany company) {
        Map<String, SimulatedDepartment> byToken = new ConcurrentHashMap<>();
        company.robots().forEach(robot -> byToken.put(robot.robotToken(), robot));
        robots = byToken;
        throttle.clear();
        seen.clear();
    }

    ObjectNode send(Call call) {
        if (!call.method().equals("POST")) {
            throw Refusal.of(43002, "需要POST请求");
        }
        if (!call.contentType().startsWith("application/json")) {
            throw Refusal.of(43004, "无效的HTTP HEADER Content-Type");
        }
        String token = call.parameter("access_token");
        if (token == null || token.isBlank()) {
            throw Refusal.of(40035, "缺少参数 access_token");
        }
        ObjectNode body = Json.parse(call.body());
        if (body == null) {
            throw Refusal.of(40035, "缺少参数 json");
        }
        SimulatedDepartment robot = robots.get(token);
        if (robot == null) {
            throw Refusal.of(300005, "token is not exist");
        }
        return deliver(call, robot, body);
    }

    private ObjectNode deliver(Call call, SimulatedDepartment robot, ObjectNode body) {
        Instant now = settings.clock().instant();
        checkKeyword(robot, body);
        checkSignature(call, robot.robotSecret(), now);
        if (call.body().length > MOST_BYTES) {
            throw Refusal.of(460101, "description: body 大小不合法;solution:请保持大小在 20000bytes 以内;");
        }
        RobotMessage message = RobotMessage.read(body);
        String uuid = body.path("msgUuid").isTextual() ? body.path("msgUuid").asText() : null;
        boolean repeated = uuid != null && settings.honourMsgUuid() && seen.contains(robot.robotToken() + uuid);
        if (repeated) {
            return Json.plain();
        }
        if (!throttle.admits(robot.robotToken(), now)) {
            throw tooFast();
        }
        if (uuid == null || !settings.honourMsgUuid() || seen.add(robot.robotToken() + uuid)) {
            chats.toGroup(robot.robotToken(), shown(call, robot, message, uuid, now));
        }
        return Json.plain();
    }

    private static ChatMessage shown(
            Call call, SimulatedDepartment robot, RobotMessage message, @Nullable String uuid, Instant now) {
        return new ChatMessage(
                now,
                robot.robotToken(),
                message.title(),
                message.text(),
                message.html(),
                message.atUserIds(),
                message.atAll(),
                uuid,
                call.body().length);
    }

    /** Which fields are searched is not documented [U]: here all of the message. */
    private static void checkKeyword(SimulatedDepartment robot, ObjectNode body) {
        String keyword = robot.keyword();
        if (keyword != null
                && !body.path(body.path("msgtype").asText()).toString().contains(keyword)) {
            throw Refusal.of(310000, "description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词，并在发送的信息中包含此关键词;");
        }
    }

    private static void checkSignature(Call call, @Nullable String secret, Instant now) {
        if (secret == null) {
            return;
        }
        String timestamp = String.valueOf(call.parameter("timestamp"));
        if (!timestamp.matches("\\d{10,16}")
                || !Signature.matches(String.valueOf(call.parameter("sign")), timestamp, secret)) {
            throw Refusal.of(310000, "description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中，请确认机器人的密钥加密和填写正确;");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            throw Refusal.of(310000, "description:机器人发送签名过期;solution:签名生成时间和发送时间请保持在 timestampms 以内;");
        }
    }

    private Refusal tooFast() {
        int code = settings.robotThrottleCode();
        return Refusal.of(code, code == 410100 ? "发送速度太快而限流" : "send too fast, exceed 20 times per minute");
    }
}
