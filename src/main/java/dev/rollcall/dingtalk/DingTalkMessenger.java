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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Posts through a group's robot (DingTalk 0717), or to people in private through the app robot (0714).
 *
 * <p>HTTP 200 is no success: {@code errcode} decides. Signed for each attempt. Thread-safe.
 */
public final class DingTalkMessenger implements Messenger {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int PEOPLE = 20;
    private static final int MENTIONS = 50;

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

    private void post(RobotConfig robot, Message message, UUID msgUuid) throws DingTalkException, DeliveryException {
        HttpUrl webhook = HttpUrl.parse(robot.webhook().reveal());
        if (webhook == null) {
            throw new DeliveryException(Reason.REFUSED, false, "the robot's webhook is not an address");
        }
        HttpUrl.Builder address = webhook.newBuilder();
        List<String> secrets = new ArrayList<>();
        secrets.add(String.valueOf(webhook.queryParameter("access_token")));
        if (robot.secret() != null) {
            long now = clock.millis();
            String sign = RobotSignature.of(now, robot.secret());
            address.setQueryParameter("timestamp", String.valueOf(now));
            address.setQueryParameter("sign", sign);
            secrets.add(robot.secret().reveal());
            secrets.add(sign);
        }
        client.post(address.build(), body(message, msgUuid), secrets, LONGEST);
    }

    private static ObjectNode body(Message message, UUID msgUuid) {
        ObjectNode body = Json.object();
        body.put("msgtype", "markdown");
        body.putObject("markdown").put("title", message.title()).put("text", message.text());
        ArrayNode at = body.putObject("at").put("isAtAll", false).putArray("atUserIds");
        message.mentions().stream().limit(MENTIONS).forEach(at::add);
        body.put("msgUuid", msgUuid.toString());
        return body;
    }

    private void sendPrivately(List<String> userIds, Message message)
            throws DingTalkException, InterruptedException, DeliveryException {
        int taken = 0;
        int unknown = 0;
        int throttled = 0;
        boolean unsure = false;
        DeliveryException failure = null;
        for (List<String> some : Chunks.of(userIds, PEOPLE)) {
            try {
                JsonNode answer = sendOnce(some, message);
                // People who were not reached come in an answer that looks like a success.
                int lost = answer.path("invalidStaffIdList").size()
                        + answer.path("filteredStaffIdList").size();
                int held = answer.path("flowControlledStaffIdList").size();
                if (lost + held == 0 && Json.text(answer, "processQueryKey").isEmpty()) {
                    throw DingTalkException.noAnswer("DingTalk does not say that it took the message");
                }
                unknown += lost;
                throttled += held;
                taken += some.size() - lost - held;
            } catch (DingTalkException e) { // The others shall have it all the same.
                failure = failure == null ? RobotAnswer.failure(e) : failure;
                // Without an answer it may have been taken, and a repeat would be a second message.
                unsure |=
                        e.kind() == DingTalkException.Kind.TRANSIENT && e.code().isEmpty();
            }
        }
        tell(taken, unknown, throttled, unsure, failure);
    }

    private JsonNode sendOnce(List<String> people, Message message) throws DingTalkException, InterruptedException {
        ObjectNode content = Json.object().put("title", message.title()).put("text", message.text());
        ObjectNode body = Json.object();
        body.put("robotCode", client.config().robotCode());
        people.forEach(body.putArray("userIds")::add);
        body.put("msgKey", "sampleMarkdown");
        body.put("msgParam", content.toString());
        return client.callOnce(Api.PRIVATE_MESSAGE, body, new Run(Deadline.in(LONGEST, waiting)));
    }

    /**
     * Private messages know no idempotency key: once somebody has the message, another attempt would bring it to them
     * again, so that only a sure failure for all is retryable.
     */
    private static void tell(int taken, int unknown, int throttled, boolean unsure, @Nullable DeliveryException failure)
            throws DeliveryException {
        if (failure != null) {
            throw new DeliveryException(
                    failure.reason(),
                    failure.retryable() && taken == 0 && !unsure,
                    String.valueOf(failure.getMessage()) + (taken > 0 ? "; " + taken + " people have it" : ""));
        }
        if (unknown > 0) {
            throw new DeliveryException(
                    Reason.UNKNOWN_PEOPLE, false, unknown + " people cannot be reached by the robot");
        }
        if (throttled > 0) {
            throw new DeliveryException(
                    Reason.THROTTLED, taken == 0, "too many private messages for " + throttled + " people");
        }
    }
}
