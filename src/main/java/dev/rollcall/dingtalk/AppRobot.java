package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends as the app's own robot through the newer gateway: to people in private (DingTalk 0714), to a group (0716).
 *
 * <p>Neither knows an idempotency key nor mentions anybody. Blocks; thread-safe.
 */
final class AppRobot {
    private static final int PEOPLE = 20;
    private static final int MOST_BYTES = 15_000;

    private final DingTalkClient client;
    private final MonthlyMessages messages;

    AppRobot(DingTalkClient client, MonthlyMessages messages) {
        this.client = client;
        this.messages = messages;
    }

    /**
     * Sends {@code message} to the group {@code conversation}.
     *
     * @throws DeliveryException if it is too large
     * @throws DingTalkException if DingTalk did not say that it took it
     */
    void toGroup(String conversation, Message message, Run run)
            throws DeliveryException, DingTalkException, InterruptedException {
        ObjectNode body = body(message);
        body.put("openConversationId", conversation);
        messages.take(run.deadline());
        taken(client.callOnce(Api.GROUP_MESSAGE, body, run));
    }

    /**
     * Sends {@code message} to each of {@code userIds}, twenty at a time.
     *
     * @throws DeliveryException if somebody did not get it; retryable only if surely nobody did
     */
    void toPeople(List<String> userIds, Message message, Run run) throws DeliveryException, InterruptedException {
        int taken = 0;
        int unknown = 0;
        int throttled = 0;
        boolean unsure = false;
        DeliveryException failure = null;
        for (List<String> some : Chunks.of(userIds, PEOPLE)) {
            try {
                JsonNode answer = toSome(some, message, run);
                // People who were not reached come in an answer that looks like a success.
                int lost = answer.path("invalidStaffIdList").size()
                        + answer.path("filteredStaffIdList").size();
                int held = answer.path("flowControlledStaffIdList").size();
                if (lost + held == 0) {
                    taken(answer);
                }
                unknown += lost;
                throttled += held;
                taken += some.size() - lost - held;
            } catch (DingTalkException e) { // The others shall have it all the same.
                // Without an answer it may have been taken, and a repeat would be a second message.
                boolean unanswered = RobotAnswer.unanswered(e);
                failure = failure == null || (unanswered && !unsure) ? RobotAnswer.failure(e) : failure;
                unsure |= unanswered;
            }
        }
        tell(taken, unknown, throttled, unsure, failure);
    }

    /** What DingTalk answers to one message for up to twenty people, those whom it does not reach included. */
    JsonNode toSome(List<String> people, Message message, Run run)
            throws DeliveryException, DingTalkException, InterruptedException {
        ObjectNode body = body(message);
        people.forEach(body.putArray("userIds")::add);
        messages.take(run.deadline());
        return client.callOnce(Api.PRIVATE_MESSAGE, body, run);
    }

    private ObjectNode body(Message message) throws DeliveryException {
        String content = Json.object()
                .put("title", message.title())
                .put("text", message.text())
                .toString();
        if (content.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new DeliveryException(
                    Reason.TOO_LARGE,
                    false,
                    "the message is larger than the " + MOST_BYTES + " bytes of the app robot");
        }
        return Json.object()
                .put("robotCode", client.config().robotCode())
                .put("msgKey", "sampleMarkdown")
                .put("msgParam", content);
    }

    private static void taken(JsonNode answer) throws DingTalkException {
        if (Json.text(answer, "processQueryKey").isEmpty()) {
            throw DingTalkException.noAnswer("DingTalk does not say that it took the message");
        }
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
