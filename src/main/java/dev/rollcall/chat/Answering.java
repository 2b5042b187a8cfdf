package dev.rollcall.chat;

import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.ledger.Acknowledgements;
import dev.rollcall.message.Known;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.Refusal;
import dev.rollcall.message.ReplyRenderer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What all answers have in common: nothing is made for somebody who may not read it. Thread-safe. */
final class Answering {
    private final AccessPolicy policy;
    private final ReplyRenderer renderer;
    private final Acknowledgements acknowledgements;
    private final ZoneId zone;

    Answering(AccessPolicy policy, ReplyRenderer renderer, Acknowledgements acknowledgements, ZoneId zone) {
        this.policy = policy;
        this.renderer = renderer;
        this.acknowledgements = acknowledgements;
        this.zone = zone;
    }

    /** The answer that {@code make} makes for whoever may read it, if somebody may; else that nobody may, and why. */
    Reply permitted(Question question, Subject subject, Function<Audience, Message> make) {
        Permit permit = decide(question, subject);
        Refusal refusal = permit.refusal();
        Audience audience = permit.audience();
        if (refusal != null || audience == null) {
            return refused(question, refusal == null ? Refusal.NOT_YOURS : refusal);
        }
        return new Reply(audience, make.apply(audience));
    }

    /** Whether what changes something is taken from where {@code question} came. */
    boolean takesOrders(Question question) {
        return policy.takesOrders(question.message().transport());
    }

    /** Whether {@code question} may be asked of {@code subject}. */
    boolean permits(Question question, Subject subject) {
        return decide(question, subject).refusal() == null;
    }

    Permit decide(Question question, Subject subject) {
        return policy.decide(
                question.asker(), question.place(), subject, question.message().transport());
    }

    /** That it may not be told; where not all leads may be known, that nobody can say whether it may. */
    Reply refused(Question question, Refusal refusal) {
        if (refusal == Refusal.NOT_YOURS && !question.directory().complete()) {
            return notice(question, Notice.contactsUnread());
        }
        boolean adminInUnknownGroup =
                refusal == Refusal.UNKNOWN_GROUP && question.asker().admin();
        return adminInUnknownGroup
                ? notice(question, Notice.unknownGroup(question.message().conversation()))
                : Reply.refused(renderer.refused(question.reply(), refusal));
    }

    /** A sentence that tells nothing about anybody. */
    Reply notice(Question question, Notice notice) {
        return new Reply(Audience.ANYBODY, renderer.notice(question.reply(), notice));
    }

    /**
     * That proposes names, of departments or people that whoever asks may ask about: where nobody vouches for who that is,
     * to them in private, as {@link #permitted} has it.
     */
    Reply proposing(Question question, Message message) {
        boolean claimed = question.message().transport() == Transport.CALLBACK;
        return new Reply(claimed ? Audience.PERSON : Audience.ANYBODY, message);
    }

    /** {@link #proposing(Question, Message)}. */
    Reply proposing(Question question, Notice notice) {
        return proposing(question, renderer.notice(question.reply(), notice));
    }

    /** Of whom leads know on {@code workDate}, by user id; also of a shift of the day before, as long as that lasts. */
    Map<String, Known> known(LocalDate workDate, Instant now) {
        Instant endOfDay = workDate.plusDays(1).atStartOfDay(zone).toInstant();
        Map<String, Known> known = new HashMap<>();
        if (workDate.equals(LocalDate.ofInstant(now, zone))) {
            acknowledgements.of(workDate.minusDays(1), now).forEach((id, one) -> {
                if (one.until() != null) {
                    known.put(id, new Known(one.until(), one.reason()));
                }
            });
        }
        acknowledgements
                .of(workDate, now)
                .forEach((id, one) ->
                        known.put(id, new Known(one.until() == null ? endOfDay : one.until(), one.reason())));
        return known;
    }
}
