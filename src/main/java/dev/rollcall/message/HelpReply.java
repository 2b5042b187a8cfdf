package dev.rollcall.message;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What may be asked: up to six examples, those that can be touched first, and the words of the others. */
final class HelpReply {
    private static final int MOST = 6;

    private final Phrases phrases;
    private final List<Topic> allowed;
    private final DigestStyle style;

    HelpReply(ReplyContext reply, Phrases phrases, Collection<Topic> allowed) {
        this.phrases = phrases;
        this.allowed = allowed.stream().distinct().toList();
        this.style = Phrases.style(reply.language());
    }

    Message message() {
        String head = phrases.say(allowed.isEmpty() ? "help.nothing" : "help.head");
        List<Topic> others = allowed.subList(Math.min(MOST, allowed.size()), allowed.size());
        return new Draft(style)
                .title("", nothing -> head)
                .block("#### " + head)
                .block(allowed.isEmpty() ? phrases.say("help.nothing.why", Topic.BIND.typed(phrases.wording())) : "")
                .block(examples())
                .block(others.isEmpty() ? "" : phrases.say("help.others", words(others)))
                .message();
    }

    private String examples() {
        return allowed.stream()
                .limit(MOST)
                .sorted(Comparator.comparing(Topic::tappable).reversed())
                .map(topic -> "- " + example(topic))
                .collect(Collectors.joining("\n"));
    }

    private String example(Topic topic) {
        String typed = topic.typed(phrases.wording());
        String purpose = topic.purpose(phrases.wording());
        return topic.tappable()
                ? phrases.say("help.tap", Markdown.sending(typed, typed), typed, purpose)
                : phrases.say("help.type", typed, purpose);
    }

    private String words(List<Topic> topics) {
        return phrases.wording()
                .list(topics.stream()
                        .map(topic -> phrases.say("quoted", topic.typed(phrases.wording())))
                        .toList());
    }
}
