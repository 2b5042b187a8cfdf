package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import dev.rollcall.dingtalk.Shared.Allowance;
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
    private static final int PEOPLE = 20;
    private static final int MENTIONS = 50;

    private final DingTalkClient client;
    private final Clock clock;
    private final Waiting waiting;
    private final Allowance messages;

    /** A messenger that sends as many messages as it is told to. */
    public DingTalkMessenger(DingTalkClient client, Clock clock, Waiting waiting) {
        this(client, clock, waiting, Allowance.UNLIMITED);
    }

    /**
     * A messenger that asks before each attempt whether the month has a message left.
     *
     * @param clock gives the time of the signatures
     * @param messages what is left of the month's messages; one attempt takes one, in private one for each 20 people
     */
    public DingTalkMessenger(DingTalkClient client, Clock clock, Waiting waiting, Allowance messages) {
        this.client = client;
        this.clock = clock;
        this.waiting = waiting;
        this.messages = messages;
    }

    @Override
    public void send(Recipient recipient, Message message, UUID msgUuid, Duration longest) throws DeliveryException {
        Deadline deadline = Deadline.in(longest.compareTo(LONGEST) < 0 ? longest : LONGEST, waiting);
        try {
            if (recipient instanceof Recipient.Group group) {
                post(group.robot(), message, msgUuid, deadline);
            } else if (recipient instanceof Recipient.Private people) {
                sendPrivately(people.userIds(), message, new Run(deadline));
            }
        } catch (DingTalkException e) {
            throw RobotAnswer.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Reason.UNREACHABLE, true, "stopped");
        }
    }

    private void post(RobotConfig robot, Message message, UUID msgUuid, Deadline deadline)
            throws DingTalkException, DeliveryException, InterruptedException {
        HttpUrl webhook = HttpUrl.parse(robot.webhook().reveal());
        if (webhook == null) {
            throw new DeliveryException(Reason.REFUSED, false, "the robot's webhook is not an address");
        }
        takeOne(deadline);
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
        client.post(address.build(), body(message, msgUuid), secrets, deadline.left());
    }

    private void takeOne(Deadline deadline) throws DingTalkException, InterruptedException {
        if (!new Patience(waiting).ask(messages::take, deadline)) {
            String why = "the month's " + client.config().monthlyMessages()
                    + " messages are used up by Rollcall's own count; nothing more is sent until next month";
            throw new DingTalkException(Kind.QUOTA, SourceException.Reason.QUOTA, "", why, null);
        }
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

    private void sendPrivately(List<String> userIds, Message message, Run run)
            throws DingTalkException, InterruptedException, DeliveryException {
        int taken = 0;
        int unknown = 0;
        int throttled = 0;
        boolean unsure = false;
        DeliveryException failure = null;
        for (List<String> some : Chunks.of(userIds, PEOPLE)) {
            try {
                JsonNode answer = sendOnce(some, message, run);
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
                // Without an answer it may have been taken, and a repeat would be a second message.
                boolean unanswered = e.maybeTaken() && e.code().isEmpty();
                failure = failure == null || (unanswered && !unsure) ? RobotAnswer.failure(e) : failure;
                unsure |= unanswered;
            }
        }
        tell(taken, unknown, throttled, unsure, failure);
    }

    private JsonNode sendOnce(List<String> people, Message message, Run run)
            throws DingTalkException, InterruptedException {
        ObjectNode content = Json.object().put("title", message.title()).put("text", message.text());
        ObjectNode body = Json.object();
        body.put("robotCode", client.config().robotCode());
        people.forEach(body.putArray("userIds")::add);
        body.put("msgKey", "sampleMarkdown");
        body.put("msgParam", content.toString());
        takeOne(run.deadline());
        return client.callOnce(Api.PRIVATE_MESSAGE, body, run);
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
                    String.valueOf(failure.getMessage()) + (taken > 0 ? "; " + taken + " people have it" : ""),
                    failure.maybeTaken());
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
