package dev.rollcall.message;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Answers of a line or a few: what was not understood, who is meant, what is refused. */
final class Sentences {
    private static final int TITLE = 59;
    private static final int COMMAND = 60;
    private static final int SUGGESTED = 3;
    private static final int CHOICES = 10;
    private static final int FEWER = 5;
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    private final Phrases phrases;

    Sentences(Phrases phrases) {
        this.phrases = phrases;
    }

    /** {@code text} with its first line, without what means something in markdown, as the title. */
    static Message message(String text) {
        String line = text.lines().findFirst().orElse("").replace("**", "");
        return new Message(Markdown.cap(LINK.matcher(line).replaceAll("$1"), TITLE), text, List.of());
    }

    /** That nothing was understood; {@code suggestions} can be touched, the first three are offered. */
    Message unknown(List<String> suggestions) {
        String help = Topic.HELP.typed(phrases.wording());
        List<String> offered = suggestions.stream()
                .filter(one -> !one.equals(help)) // It is named anyway.
                .limit(SUGGESTED)
                .map(this::tap)
                .filter(one -> !one.isEmpty())
                .toList();
        return message(
                offered.isEmpty()
                        ? phrases.say("unknown", help)
                        : phrases.say("unknown.offer", phrases.wording().list(offered), help));
    }

    /** That several are called {@code name}: which one is meant? */
    Message which(String name, List<Choice> choices) {
        Message tappable = which(name, choices, CHOICES, true);
        if (Budget.fits(tappable)) {
            return tappable;
        }
        Message typed = which(name, choices, CHOICES, false);
        return Budget.fits(typed) ? typed : which(name, choices, FEWER, false);
    }

    private Message which(String name, List<Choice> choices, int most, boolean tappable) {
        List<String> lines = new ArrayList<>();
        lines.add(phrases.say("which", choices.size(), Markdown.text(name, phrases.say("unnamed"))) + "\n");
        choices.stream().limit(most).forEach(one -> lines.add("- " + line(one, tappable)));
        if (choices.size() > most) {
            lines.add("- …");
        }
        return message(String.join("\n", lines));
    }

    /** That there is no answer, and why; neither names nor numbers. */
    Message refused(Refusal refusal) {
        return message(phrases.say("refused." + refusal, Topic.HELP.typed(phrases.wording())));
    }

    /** {@code digest} as it would be posted, marked as not posted. */
    Message preview(Message digest) {
        Message marked = new Message(
                phrases.say("preview.title", digest.title()),
                phrases.say("preview") + "\n\n" + digest.text(),
                List.of());
        return Budget.fits(marked) ? marked : new Message(marked.title(), digest.text(), List.of());
    }

    private String line(Choice choice, boolean tappable) {
        String department = phrases.place(choice.department());
        String group = Markdown.text(choice.subDepartment());
        String where = group.isEmpty() ? department : department + " / " + group;
        String typed = typed(choice.command());
        if (typed.isEmpty()) {
            return where;
        }
        return phrases.say("which.type", tappable ? Markdown.sending(where, typed) : where, typed);
    }

    private String tap(String command) {
        String typed = typed(command);
        return typed.isEmpty() ? "" : phrases.say("quoted", Markdown.sending(typed, typed));
    }

    /** {@code command} as it is printed and sent, which are the same; empty where it is too long to be whole. */
    private static String typed(String command) {
        String inert = Markdown.text(command, COMMAND);
        return inert.endsWith("…") ? "" : inert;
    }
}
