package dev.rollcall.chat;

import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.chat.Scopes.Meant;
import dev.rollcall.chat.Subject.Matter;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.message.Topic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** What is offered to whoever asks: only what they may ask where they ask. Pure; thread-safe. */
final class Offers {
    private static final int EXAMPLES = 6;

    /** The most useful first. */
    private static final List<Topic> FOR_ADMINS = List.of(
            Topic.BIND,
            Topic.ABSENT,
            Topic.LATE,
            Topic.STATUS,
            Topic.PREVIEW,
            Topic.MUTE,
            Topic.DOCTOR,
            Topic.QUOTA,
            Topic.NEXT);

    private static final List<Topic> FOR_OTHERS = List.of(
            Topic.BIND,
            Topic.ABSENT,
            Topic.LATE,
            Topic.LEAVE,
            Topic.STATUS,
            Topic.ACK,
            Topic.ME,
            Topic.WHY,
            Topic.NEXT);

    private final Map<Language, Vocabulary> vocabularies = new EnumMap<>(Language.class);
    private final CommandParser parser;
    private final Answering answering;
    private final ReplyRenderer renderer;

    Offers(CommandParser parser, Answering answering, ReplyRenderer renderer) {
        this.parser = parser;
        this.answering = answering;
        this.renderer = renderer;
        for (Language language : Language.values()) {
            vocabularies.put(language, Vocabulary.in(language));
        }
    }

    /** What can be asked here, the most useful of it. */
    Message help(Question question) {
        Set<Topic> allowed = allowed(question);
        List<Topic> ranked = question.asker().admin() ? FOR_ADMINS : FOR_OTHERS;
        return renderer.help(
                question.reply(),
                ranked.stream().filter(allowed::contains).limit(EXAMPLES).toList());
    }

    /** That it was not understood, and what may have been meant. */
    Reply unknown(Question question) {
        Set<Topic> allowed = allowed(question);
        Stream<String> suggested = question.command().suggestions().stream()
                .filter(one -> allowed.contains(
                        topic(parser.parse(one, question.today()).intent())));
        List<String> named = named(question).toList();
        List<String> suggestions = Stream.concat(named.stream(), suggested)
                .limit(Command.SUGGESTIONS)
                .toList();
        Message message = renderer.unknown(question.reply(), suggestions);
        return named.isEmpty() ? new Reply(Audience.ANYBODY, message) : answering.proposing(question, message);
    }

    /** What can be asked about the department or the person that was named, where that was all, and the asker may. */
    private Stream<String> named(Question question) {
        String name = parser.normalized(question.message().text()).text();
        LongPredicate may = one -> answering.permits(question, Subject.of(Matter.TODAY, Set.of(one)));
        Set<Long> departments = Scopes.named(question, name, may).departments();
        boolean department = !departments.isEmpty() && departments.stream().allMatch(may::test);
        boolean person =
                !Persons.search(question, any -> true).find(name).exact().isEmpty();
        return Stream.of(
                        department ? asked(question, "alone.department", name) : "",
                        person ? asked(question, "alone.person", name) : "")
                .filter(text -> parser.parse(text, question.today()).isAbout(name));
    }

    private String asked(Question question, String key, String name) {
        Vocabulary words =
                Objects.requireNonNull(vocabularies.get(question.reply().language()));
        return words.pattern(key).replace("{n}", name);
    }

    private static Topic topic(Intent intent) {
        return intent == Intent.UNKNOWN ? Topic.HELP : Topic.valueOf(intent.name());
    }

    private Set<Topic> allowed(Question question) {
        Set<Topic> allowed = EnumSet.allOf(Topic.class);
        allowed.removeIf(topic -> !answering.permits(question, subject(question, topic)));
        if (question.place().group() && !question.place().unknown()) {
            allowed.remove(Topic.BIND);
        }
        return allowed;
    }

    /** What {@code topic} is about where no more is said. */
    private static Subject subject(Question question, Topic topic) {
        Asker asker = question.asker();
        Set<Long> theirs = asker.seesAll() ? question.directory().ids() : asker.leads();
        Meant meant = Scopes.of(question, any -> false);
        return switch (topic) {
            case HELP -> Subject.of(Matter.HELP);
            case NEXT -> Subject.of(Matter.TIMES);
            case ABSENT -> Subject.of(meant.company() ? Matter.COMPANY : Matter.TODAY, meant.departments());
            case LATE, LEAVE, OUT, SUMMARY ->
                Subject.of(meant.company() ? Matter.COMPANY : Matter.LISTS, meant.departments());
            case ME -> Subject.person(Objects.requireNonNullElse(asker.id(), ""), asker.members());
            case STATUS, WHY -> Subject.of(Matter.PERSON, theirs);
            case ACK -> Subject.of(Matter.ACKNOWLEDGEMENT, theirs);
            case RELEASE -> Subject.of(Matter.RELEASE, meant.departments());
            case PREVIEW, DOCTOR, QUOTA -> Subject.of(Matter.INSPECTION);
            case QUOTA_RESUME, RESEND, MUTE, UNMUTE -> Subject.of(Matter.ORDER, meant.departments());
            case BIND, UNBIND -> Subject.of(Matter.TIE, theirs);
        };
    }
}
