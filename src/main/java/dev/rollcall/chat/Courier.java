package dev.rollcall.chat;

import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.message.Notice;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings answers to where they belong, and says in the group what became of a private one. Blocks; thread-safe. */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** After each attempt at an answer that DingTalk surely has not taken: longer than a robot is held back. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofSeconds(45),
            Duration.ZERO);

    private final Bot bot;
    private final Reception.Port port;
    private final Waiting waiting;

    Courier(Bot bot, Reception.Port port, Waiting waiting) {
        this.bot = bot;
        this.port = port;
        this.waiting = waiting;
    }

    /** Sends {@code reply} as often as it takes, for about a minute; false where it did not get out, and surely not. */
    boolean deliver(ChatMessage message, Reply reply) {
        Sent sent = send(message, reply);
        if (reply.audience() == Audience.PERSON && message.group()) {
            switch (sent) {
                case TAKEN -> send(message, bot.sentence(message, Notice.answeredPrivately()));
                case NOT_REACHABLE -> send(message, bot.sentence(message, Notice.cannotWritePrivately()));
                case REFUSED -> send(message, bot.sentence(message, Notice.failed()));
                case UNSURE, NOT_YET -> LOG.debug("The group is not told of an answer whose fate nobody knows");
            }
        }
        return sent != Sent.NOT_YET;
    }

    /** Sends what is worth saying now or not at all. */
    void once(ChatMessage message, Reply reply) {
        try {
            port.send(message, reply);
        } catch (DeliveryException e) {
            LOG.debug("That an answer takes a moment could not be said: {}", e.getMessage());
        }
    }

    private Sent send(ChatMessage message, Reply reply) {
        for (Duration pause : PAUSES) {
            try {
                port.send(message, reply);
                return Sent.TAKEN;
            } catch (DeliveryException e) {
                if (!e.retryable()) {
                    LOG.warn("Cannot deliver an answer: {}; will not retry", e.getMessage());
                    return Sent.of(e);
                }
                LOG.debug("An answer is not delivered yet: {}", e.getMessage());
            }
            try {
                waiting.pause(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        LOG.warn("Cannot deliver an answer: DingTalk does not take it; will not retry");
        return Sent.NOT_YET;
    }

    /** What became of an answer. */
    private enum Sent {
        TAKEN,
        /** The robot cannot write to whoever asked. */
        NOT_REACHABLE,
        /** It will not be taken. */
        REFUSED,
        /** It may have been taken. */
        UNSURE,
        /** It was surely not taken, and might be another time. */
        NOT_YET;

        static Sent of(DeliveryException e) {
            if (e.maybeTaken()) {
                return UNSURE;
            }
            return e.reason() == DeliveryException.Reason.UNKNOWN_PEOPLE ? NOT_REACHABLE : REFUSED;
        }
    }
}
