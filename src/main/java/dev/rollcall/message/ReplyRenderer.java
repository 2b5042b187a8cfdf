package dev.rollcall.message;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What does the bot answer? Turns what was found into the message that is answered in the chat, in the asker's language.
 *
 * <p>The layout is that of the digests: the first line answers, the second has the numbers, then come names, then the
 * time of the data. Every message fits into one DingTalk message, the less room, the fewer names; names are text and
 * nothing else; nobody is mentioned. Where data is missing the answer says so, and where there is none it has no names.
 * The kind of leave is never said. Who may read an answer is decided by whoever asks for it. Pure, immutable and
 * thread-safe: the same arguments give the same bytes; no I/O, no clock.
 */
public final class ReplyRenderer {
    private final Map<Language, Wording> wordings = new EnumMap<>(Language.class);

    /** A renderer for every {@link Language}. */
    public ReplyRenderer() {
        for (Language language : Language.values()) {
            wordings.put(language, Wording.in(language));
        }
    }

    /**
     * Who has not clocked in. A held list is told with numbers alone unless {@link Found#tell} allows more; with no data,
     * and where nobody is due, the answer says that.
     */
    public Message absent(ReplyContext reply, Found found) {
        return ListReply.absent(scope(reply, found));
    }

    /** Who came late, with the time due and the time they came. */
    public Message late(ReplyContext reply, Found found) {
        return ListReply.late(scope(reply, found));
    }

    /** Who is on leave or on a trip, and until when. */
    public Message leave(ReplyContext reply, Found found) {
        return ListReply.leave(scope(reply, found));
    }

    /** Who is not there, which may mean either: who has not clocked in, and who is on leave or on a trip. */
    public Message out(ReplyContext reply, Found found) {
        return new OutReply(scope(reply, found)).message();
    }

    /** The numbers of each department, those with most absent first; no names. */
    public Message summary(ReplyContext reply, Found found) {
        return new CompanyDigest(wording(reply), scope(reply, found)).message();
    }

    /** The numbers of each day of a week; no names. */
    public Message week(ReplyContext reply, Week week) {
        return new WeekReply(reply, phrases(reply), week).message();
    }

    /** Where one person stands: what follows "has … clocked in?", and "have I?" where they ask about themselves. */
    public Message status(ReplyContext reply, FoundPerson person) {
        return new PersonReply(reply, phrases(reply), person).status();
    }

    /**
     * The same, and why: when they were due by which shift, what was looked at, the punch or the time away that decided,
     * or that there is none.
     */
    public Message why(ReplyContext reply, FoundPerson person) {
        return new PersonReply(reply, phrases(reply), person).why();
    }

    /**
     * When the next digests are due.
     *
     * @param upcoming one for each department asked about; at least one
     */
    public Message next(ReplyContext reply, List<Upcoming> upcoming) {
        return new NextReply(reply, phrases(reply), upcoming).message();
    }

    /**
     * What the asker may ask.
     *
     * @param allowed in the order of their use: the first six are shown with what they are good for, of the others the
     *     words alone
     */
    public Message help(ReplyContext reply, Collection<Topic> allowed) {
        return new HelpReply(reply, phrases(reply), allowed).message();
    }

    /**
     * That the command was not understood.
     *
     * @param suggestions commands that may have been meant, as they are typed; the first three are offered
     */
    public Message unknown(ReplyContext reply, List<String> suggestions) {
        return new Sentences(phrases(reply)).unknown(suggestions);
    }

    /** Which of several people called {@code name} is meant; ten of them are offered. */
    public Message which(ReplyContext reply, String name, List<Choice> choices) {
        return new Sentences(phrases(reply)).which(name, choices);
    }

    /** That there is no answer, and why; tells neither names nor numbers. */
    public Message refused(ReplyContext reply, Refusal refusal) {
        return new Sentences(phrases(reply)).refused(refusal);
    }

    /** A sentence: a confirmation, or what is wrong with the question. */
    public Message notice(ReplyContext reply, Notice notice) {
        return Sentences.message(notice.text(phrases(reply)));
    }

    /** {@code digest} as it would be posted, marked as not posted, without its mentions. */
    public Message preview(ReplyContext reply, Message digest) {
        return new Sentences(phrases(reply)).preview(digest);
    }

    private Scope scope(ReplyContext reply, Found found) {
        return new Scope(reply, phrases(reply), found);
    }

    private Phrases phrases(ReplyContext reply) {
        return new Phrases(wording(reply), reply.zone(), reply.today());
    }

    private Wording wording(ReplyContext reply) {
        return Objects.requireNonNull(wordings.get(reply.language()));
    }
}
