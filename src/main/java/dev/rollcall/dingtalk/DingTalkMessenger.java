package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import okhttp3.HttpUrl;

/**
 * Posts through a group's robot (DingTalk 0717), or to people in private through the app robot (0714).
 *
 * <p>HTTP 200 is no success: {@code errcode} decides. Signed for each attempt. Thread-safe.
 */
public final class DingTalkMessenger implements Messenger {
    private final WebhookPost groups;
    private final AppRobot people;
    private final MonthlyMessages messages;
    private final Clock clock;
    private final Waiting waiting;

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
        this.messages = new MonthlyMessages(messages, client.config().monthlyMessages(), waiting);
        this.groups = new WebhookPost(client, WebhookPost.ROBOT);
        this.people = new AppRobot(client, this.messages);
        this.clock = clock;
        this.waiting = waiting;
    }

    @Override
    public void send(Recipient recipient, Message message, UUID msgUuid, Duration longest) throws DeliveryException {
        Deadline deadline = Deadline.in(longest.compareTo(LONGEST) < 0 ? longest : LONGEST, waiting);
        try {
            if (recipient instanceof Recipient.Group group) {
                post(group.robot(), message, msgUuid, deadline);
            } else if (recipient instanceof Recipient.Private some) {
                people.toPeople(some.userIds(), message, new Run(deadline));
            }
        } catch (DingTalkException e) {
            throw RobotAnswer.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Reason.UNREACHABLE, true, "stopped");
        }
    }

    /** Who is not reached of {@code some}, twenty at most; a message that is not taken at all is thrown. */
    Set<String> unreached(List<String> some, Message message, Run run)
            throws DingTalkException, DeliveryException, InterruptedException {
        JsonNode answer = people.toSome(some, message, run);
        Set<String> unreached = new TreeSet<>();
        for (String list : List.of("invalidStaffIdList", "filteredStaffIdList", "flowControlledStaffIdList")) {
            answer.path(list).forEach(id -> unreached.add(id.asText()));
        }
        return unreached;
    }

    /** What {@code robot} answers; anything but that it took the message is thrown. */
    void post(RobotConfig robot, Message message, UUID msgUuid, Deadline deadline)
            throws DingTalkException, DeliveryException, InterruptedException {
        HttpUrl webhook = HttpUrl.parse(robot.webhook().reveal());
        if (webhook == null) {
            throw new DeliveryException(Reason.REFUSED, false, "the robot's webhook is not an address");
        }
        messages.take(deadline);
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
        ObjectNode body = WebhookPost.body(message).put("msgUuid", msgUuid.toString());
        groups.send(address.build(), body, secrets, deadline.left());
    }
}
