package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Messenger;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.message.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an answer to where it was asked, or to the person who asked.
 *
 * <p>Into a conversation by its {@link SessionWebhook}, which costs no call, and else by the app's robot. To a person
 * always by the robot, in private: where the question came from is no more than a claim. One call is one attempt, and
 * none of the ways knows an idempotency key. Blocks; thread-safe.
 */
public final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    static final String SESSION_OVER = "300001";
    private static final int MOST_BYTES = 20_000;

    private final DingTalkConfig config;
    private final WebhookPost sessions;
    private final AppRobot robot;
    private final MonthlyMessages messages;
    private final Clock clock;
    private final Waiting waiting;

    /**
     * Sends nothing yet.
     *
     * @param clock tells whether a session is over
     * @param messages what is left of the month's messages; one attempt takes one, and another if it needs a second way
     */
    public Replies(DingTalkClient client, Clock clock, Waiting waiting, Allowance messages) {
        this.config = client.config();
        this.messages = new MonthlyMessages(messages, config.monthlyMessages(), waiting);
        this.sessions = new WebhookPost(client, WebhookPost.SESSION);
        this.robot = new AppRobot(client, this.messages);
        this.clock = clock;
        this.waiting = waiting;
    }

    /**
     * Sends {@code reply} to {@code question} once, in at most {@link Messenger#LONGEST}.
     *
     * @throws DeliveryException if it was not taken, or nobody said that it was; retryable only if it surely was not
     */
    public void send(ChatMessage question, Reply reply) throws DeliveryException {
        Run run = new Run(Deadline.in(Messenger.LONGEST, waiting));
        try {
            if (!session(question, reply) || !intoSession(question, reply.message(), run)) {
                byRobot(question, reply, run);
            }
        } catch (DingTalkException e) {
            throw RobotAnswer.unrepeatable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Reason.UNREACHABLE, true, "stopped");
        }
    }

    /** The address of a session is no more than a claim where nobody vouches for who asked. */
    private static boolean session(ChatMessage question, Reply reply) {
        return switch (reply.audience()) {
            case ANYBODY -> true;
            case CONVERSATION -> question.transport() == Transport.STREAM;
            case PERSON -> false;
        };
    }

    private boolean intoSession(ChatMessage question, Message message, Run run)
            throws DeliveryException, DingTalkException, InterruptedException {
        SessionWebhook session = SessionWebhook.of(question, config, clock.instant());
        if (session == null) {
            return false;
        }
        messages.take(run.deadline());
        try {
            post(session, message, run.deadline());
            return true;
        } catch (DingTalkException e) {
            boolean notSent = e.kind() == Kind.TRANSIENT && !e.maybeTaken();
            if (!notSent && !e.code().equals(SESSION_OVER)) {
                throw e;
            }
            LOG.debug("The session of message {} takes no answer; the robot sends it: {}", question.id(), e.words());
            return false;
        }
    }

    private void post(SessionWebhook session, Message message, Deadline deadline)
            throws DeliveryException, DingTalkException {
        ObjectNode body = WebhookPost.body(message);
        if (body.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new DeliveryException(
                    Reason.TOO_LARGE, false, "the message is larger than the " + MOST_BYTES + " bytes of a session");
        }
        if (session.configured()) {
            sessions.send(session.address(), body, session.secrets(), deadline.left());
        } else {
            sessions.sendOutside(session.address(), body, session.secrets(), deadline.left());
        }
    }

    private void byRobot(ChatMessage question, Reply reply, Run run)
            throws DeliveryException, DingTalkException, InterruptedException {
        String sender = question.sender();
        if (reply.audience() != Audience.PERSON && question.group()) {
            robot.toGroup(question.conversation(), reply.message(), run);
        } else if (sender == null) {
            throw new DeliveryException(
                    Reason.UNKNOWN_PEOPLE, false, "whoever asked is not of this organisation and cannot be written to");
        } else {
            robot.toPeople(List.of(sender), reply.message(), run);
        }
    }
}
