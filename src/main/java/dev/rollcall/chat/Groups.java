package dev.rollcall.chat;

import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.ledger.Ties;
import dev.rollcall.message.Notice;
import dev.rollcall.message.Refusal;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ties a group to a department, so that questions there are about that one. One that is tied already only changes hands
 * with the consent of who leads its present department, or of an admin. Thread-safe.
 */
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
        Meant meant = Scopes.of(question, one -> answering.permits(question, Subject.of(Matter.TIE, Set.of(one))));
        if (named && meant.problem() != null) {
            return answering.proposing(question, meant.problem());
        }
        if (meant.untold()) {
            return answering.refused(question, Refusal.NOT_YOURS);
        }
        if (!named || meant.departments().size() != 1) {
            return answering.notice(question, Notice.typeLike(Topic.BIND));
        }
        long department = meant.departments().iterator().next();
        Set<Long> concerned = new TreeSet<>(meant.departments());
        present(question).ifPresent(concerned::add);
        Subject subject = Subject.of(Matter.TIE, concerned);
        return answering.permitted(
                question, subject, audience -> renderer.notice(question.reply(), tie(question, department)));
    }

    /** The group belongs to no department any more, if its department's lead or an admin says so. */
    Reply untie(Question question) {
        String conversation = question.message().conversation();
        Optional<Long> configured = settings.configured(conversation);
        Optional<Long> present = configured.isPresent() ? configured : present(question);
        Set<Long> departments =
                present.map(Set::of).orElseGet(() -> question.asker().leads());
        return answering.permitted(
                question,
                Subject.of(Matter.TIE, departments),
                audience -> renderer.notice(question.reply(), untied(question, configured, present)));
    }

    /** The department to which the group is tied; one that is configured no more has no say. */
    private Optional<Long> present(Question question) {
        return ties.department(question.message().conversation())
                .filter(id -> settings.department(id).isPresent());
    }

    private Notice untied(Question question, Optional<Long> configured, Optional<Long> present) {
        if (configured.isPresent()) {
            return Notice.tiedByConfiguration(question.directory().nameOf(configured.get()));
        }
        boolean untied = ties.untie(question.message().conversation());
        return untied && present.isPresent()
                ? Notice.untied(question.directory().nameOf(present.get()))
                : Notice.notTied();
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
