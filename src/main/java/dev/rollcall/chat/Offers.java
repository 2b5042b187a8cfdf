package dev.rollcall.chat;

import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.message.Message;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What is offered to whoever asks: only what they may ask. Pure; thread-safe. */
final class Offers {
    private static final List<Topic> LEADS =
            List.of(Topic.LATE, Topic.LEAVE, Topic.OUT, Topic.SUMMARY, Topic.STATUS, Topic.WHY);
    private static final List<Topic> ADMINS = List.of(Topic.PREVIEW, Topic.DOCTOR, Topic.QUOTA);
    private static final List<Topic> ORDERS = List.of(Topic.RESEND, Topic.MUTE, Topic.UNMUTE);

    private final CommandParser parser;
    private final Answering answering;
    private final ReplyRenderer renderer;

    Offers(CommandParser parser, Answering answering, ReplyRenderer renderer) {
        this.parser = parser;
        this.answering = answering;
        this.renderer = renderer;
    }

    /** What can be asked. */
    Message help(Question question) {
        return renderer.help(question.reply(), allowed(question));
    }

    /** That it was not understood, and what may have been meant. */
    Message unknown(Question question) {
        Set<Topic> allowed = EnumSet.noneOf(Topic.class);
        allowed.addAll(allowed(question));
        allowed.add(Topic.HELP);
        List<String> suggestions = question.command().suggestions().stream()
                .filter(one -> allowed.contains(
                        topic(parser.parse(one, question.today()).intent())))
                .toList();
        return renderer.unknown(question.reply(), suggestions);
    }

    private static Topic topic(Intent intent) {
        return intent == Intent.UNKNOWN ? Topic.HELP : Topic.valueOf(intent.name());
    }

    private List<Topic> allowed(Question question) {
        List<Topic> allowed = new ArrayList<>();
        Asker asker = question.asker();
        boolean leads = asker.seesAll() || !asker.leads().isEmpty();
        boolean changes = answering.takesOrders(question);
        if (answering.decide(question, Subject.of(Matter.TIMES)).refusal() == null) {
            if (leads || question.place().group()) {
                allowed.add(Topic.ABSENT);
            }
            allowed.add(Topic.ME);
            if (leads) {
                allowed.addAll(LEADS);
            }
            allowed.add(Topic.NEXT);
            if (leads && changes) {
                allowed.addAll(List.of(Topic.ACK, Topic.RELEASE));
            }
            if (asker.admin()) {
                allowed.addAll(ADMINS);
            }
            if (asker.admin() && changes) {
                allowed.addAll(ORDERS);
            }
        }
        if (changes
                && question.place().unknown()
                && (asker.admin() || !asker.leads().isEmpty())) {
            allowed.add(Topic.BIND);
        }
        return allowed;
    }
}
