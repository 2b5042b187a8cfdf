package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.simulator.Attempt.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The webhook of a group's robot, {@code POST /robot/send}: every check of the documentation, in a fixed order, always with
 * HTTP 200 [KB 0717]. The order itself is a guess [U]. Each attempt goes into the history, those too that a fault kept away.
 */
final class WebhookApi {
    static final String PATH = "/robot/send";
    private static final Duration TOLERANCE = Duration.ofHours(1);

    /** A message that has passed all checks. */
    private record Sound(SimulatedDepartment robot, RobotMessage message) {}

    private final SimulatorSettings settings;
    private final Chats chats;
    private final History history;
    private final Watch watch;
    private final RobotThrottle throttle;
    /** When each msgUuid of each robot was first taken. */
    private final Map<String, Instant> taken = new HashMap<>();

    private volatile Map<String, SimulatedDepartment> robots = Map.of();

    WebhookApi(SimulatorSettings settings, Chats chats, History history, Watch watch) {
        this.settings = settings;
        this.chats = chats;
        this.history = history;
        this.watch = watch;
        throttle = new RobotThrottle(settings.robotMessagesPerMinute(), settings.robotBlock());
    }

    synchronized void serve(SimulatedCompany company) {
        Map<String, SimulatedDepartment> byToken = new HashMap<>();
        company.robots().forEach(robot -> byToken.put(robot.robotToken(), robot));
        robots = byToken;
        throttle.clear();
        taken.clear();
        history.clear();
    }

    /**
     * Takes a message, or throws a {@link Refusal}.
     *
     * @param nanos when the call arrived
     * @param fault what will become of the answer, for the history
     */
    ObjectNode send(Call call, long nanos, @Nullable Fault fault) {
        if (decide(call, nanos, fault) == Outcome.SHOWN) {
            watch.tell(PATH, Phase.TAKEN);
        }
        return Json.plain();
    }

    /** A call that a fault kept from being looked at. */
    void missed(Call call, long nanos, @Nullable Fault fault, Answer answer) {
        Instant now = settings.clock().instant();
        Refusal refusal = fault == null ? null : fault.refusal(PATH, now);
        int code = refusal == null ? answer.status() : refusal.code;
        history.add(attempt(call, nanos, now, answer.written() ? Outcome.REFUSED : Outcome.LOST, code, fault));
    }

    /** One at a time, so that the history has the order in which the chats got them; the history is never behind. */
    private synchronized Outcome decide(Call call, long nanos, @Nullable Fault fault) {
        Instant now = settings.clock().instant();
        try {
            Sound sound = check(call, now);
            Outcome outcome = admit(call, sound.robot(), now);
            history.add(attempt(call, nanos, now, outcome, 0, fault));
            if (outcome == Outcome.SHOWN) {
                String robot = sound.robot().robotToken();
                chats.toGroup(
                        robot, ChatMessage.ofRobot(now, robot, sound.message(), msgUuid(call), call.body().length));
            }
            return outcome;
        } catch (Refusal refusal) {
            history.add(attempt(call, nanos, now, Outcome.REFUSED, refusal.code, fault));
            throw refusal;
        }
    }

    private Sound check(Call call, Instant now) {
        RobotMessage.checkForm(call);
        String token = call.parameter("access_token");
        if (token == null || token.isBlank()) {
            throw Refusal.of(40035, "缺少参数 access_token");
        }
        ObjectNode body = RobotMessage.json(call);
        SimulatedDepartment robot = robots.get(token);
        if (robot == null) {
            throw Refusal.of(300005, "token is not exist");
        }
        checkKeyword(robot, body);
        checkSignature(call, robot.robotSecret(), now);
        return new Sound(robot, RobotMessage.read(body, call.body().length));
    }

    /** A repeat is recognised before the throttle and does not count there. */
    private Outcome admit(Call call, SimulatedDepartment robot, Instant now) {
        String uuid = msgUuid(call);
        String key = uuid == null || !settings.honourMsgUuid() ? null : robot.robotToken() + uuid;
        Instant first = key == null ? null : taken.get(key);
        if (first != null && Duration.between(first, now).compareTo(settings.msgUuidMemory()) < 0) {
            return Outcome.REPEATED;
        }
        if (!throttle.admits(robot.robotToken(), now)) {
            throw tooFast();
        }
        if (key != null) {
            taken.put(key, now);
        }
        return Outcome.SHOWN;
    }

    private Attempt attempt(Call call, long nanos, Instant now, Outcome outcome, int code, @Nullable Fault fault) {
        String token = call.query().getOrDefault("access_token", "");
        SimulatedDepartment known = robots.get(token);
        String robot = known == null ? token : known.robotToken(); // the same text, not one copy for each attempt
        return new Attempt(now, nanos, robot, msgUuid(call), content(call), outcome, code, fault);
    }

    private static @Nullable String msgUuid(Call call) {
        ObjectNode body = Json.parse(call.body());
        return body != null && body.path("msgUuid").isTextual()
                ? body.path("msgUuid").asText()
                : null;
    }

    private static String content(Call call) {
        ObjectNode body = Json.parse(call.body());
        byte[] message = body == null ? call.body() : Json.bytes(body.without("msgUuid"));
        return Opaque.hex(message);
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
