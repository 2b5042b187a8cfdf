package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import okhttp3.HttpUrl;

/**
 * Posts through a group's robot (DingTalk 0717), or to people in private through the app robot (0714).
 *
 * <p>HTTP 200 is no success: {@code errcode} decides. Signed for each attempt. Thread-safe.
 */
public final class DingTalkMessenger implements Messenger {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int PEOPLE = 20;

    private final DingTalkClient client;
    private final Clock clock;
    private final Waiting waiting;

    /** @param clock gives the time of the signatures */
    public DingTalkMessenger(DingTalkClient client, Clock clock, Waiting waiting) {
        this.client = client;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public void send(Recipient recipient, Message message, UUID msgUuid) throws DeliveryException {
        try {
            if (recipient instanceof Recipient.Group group) {
                post(group.robot(), message, msgUuid);
            } else if (recipient instanceof Recipient.Private people) {
                sendPrivately(people.userIds(), message);
            }
        } catch (DingTalkException e) {
            throw RobotAnswer.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Reason.UNREACHABLE, true, "stopped");
        }
    }

    private void post(RobotConfig robot, Message message, UUID msgUuid) throws DingTalkException {
        HttpUrl.Builder address = HttpUrl.get(robot.webhook().reveal()).newBuilder();
        if (robot.secret() != null) {
            long now = clock.millis();
            address.addQueryParameter("timestamp", String.valueOf(now));
            address.addQueryParameter("sign", RobotSignature.of(now, robot.secret()));
        }
        Exchange.Answer answer = client.exchange().postTo(address.build(), body(message, msgUuid), LONGEST);
        Envelope.open(Api.Gateway.OLD, answer.status(), answer.body(), clock);
    }

    private static ObjectNode body(Message message, UUID msgUuid) {
        ObjectNode body = Json.object();
        body.put("msgtype", "markdown");
        body.putObject("markdown").put("title", message.title()).put("text", message.text());
        ArrayNode at = body.putObject("at").put("isAtAll", false).putArray("atUserIds");
        message.mentions().forEach(at::add);
        body.put("msgUuid", msgUuid.toString());
        return body;
    }

    private void sendPrivately(List<String> userIds, Message message)
            throws DingTalkException, InterruptedException, DeliveryException {
        Run run = new Run(Deadline.in(LONGEST, waiting));
        ObjectNode content = Json.object().put("title", message.title()).put("text", message.text());
        for (List<String> some : Chunks.of(userIds, PEOPLE)) {
            ObjectNode body = Json.object();
            body.put("robotCode", client.config().robotCode());
            ArrayNode people = body.putArray("userIds");
            some.forEach(people::add);
            body.put("msgKey", "sampleMarkdown");
            body.put("msgParam", content.toString());
            check(client.callOnce(Api.PRIVATE_MESSAGE, body, run));
        }
    }

    /** People who were not reached come in an answer that looks like a success. */
    private static void check(JsonNode answer) throws DeliveryException {
        int unknown = answer.path("invalidStaffIdList").size()
                + answer.path("filteredStaffIdList").size();
        if (unknown > 0) {
            throw new DeliveryException(
                    Reason.UNKNOWN_PEOPLE, false, unknown + " people cannot be reached by the robot");
        }
        if (!answer.path("flowControlledStaffIdList").isEmpty()) {
            throw new DeliveryException(Reason.THROTTLED, false, "too many private messages for some of the people");
        }
    }
}
