package dev.rollcall.chat;

import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.ledger.Ties;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.util.Objects;
import java.util.Optional;

/** Ties a group to a department, so that questions there are about that one. Thread-safe. */
final class Groups {
    private final Ties ties;
    private final ChatSettings settings;
    private final Answering answering;
    private final ReplyRenderer renderer;

    Groups(Ties ties, ChatSettings settings, Answering answering, ReplyRenderer renderer) {
        this.ties = ties;
        this.settings = settings;
        this.answering = answering;
        this.renderer = renderer;
    }

    /** Ties the group in which was asked to the one department that was named. */
    Reply tie(Question question) {
        Permit may = answering.decide(
                question, Subject.of(Matter.TIE, question.asker().leads()));
        if (may.refusal() != null) {
            return answering.refused(question, may.refusal());
        }
        boolean named = question.command().scope().kind() == Scope.Kind.NAMED;
        Meant meant = Scopes.of(question);
        if (named && meant.problem() != null) {
            return answering.notice(question, meant.problem());
        }
        if (!named || meant.departments().size() != 1) {
            return answering.notice(question, Notice.typeLike(Topic.BIND));
        }
        long department = meant.departments().iterator().next();
        Subject subject = Subject.of(Matter.TIE, meant.departments());
        return answering.permitted(
                question, subject, audience -> renderer.notice(question.reply(), tie(question, department)));
    }

    private Notice tie(Question question, long department) {
        String conversation = question.message().conversation();
        Optional<Long> configured = settings.configured(conversation);
        if (configured.isPresent()) {
            return Notice.tiedByConfiguration(question.directory().nameOf(configured.get()));
        }
        ties.tie(
                conversation,
                department,
                Objects.requireNonNull(question.asker().id()),
                question.now());
        return Notice.tied(question.directory().nameOf(department));
    }
}
