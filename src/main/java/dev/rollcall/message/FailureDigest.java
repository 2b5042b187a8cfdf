package dev.rollcall.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which departments' digests did not arrive, and why, for HR. */
final class FailureDigest {
    private static final int TOP = 15;
    private static final int SHORT = 5;
    private static final Pattern CODE = Pattern.compile("\\d{1,9}");

    private final Wording wording;
    private final List<FailedDelivery> failed;
    private final DigestStyle style;
    private final Heading heading;

    FailureDigest(Wording wording, DigestContext context, List<FailedDelivery> failed, DigestStyle style) {
        if (failed.isEmpty()) {
            throw new IllegalArgumentException("No digest failed");
        }
        this.wording = wording;
        this.failed = List.copyOf(failed);
        this.style = style;
        this.heading = new Heading(wording, context, style);
    }

    Message message() {
        Message full = message(TOP);
        return Budget.fits(full) ? full : message(SHORT);
    }

    /** One failure: the department and in brackets the slot, the reason and the detail; in plain without the name. */
    static String words(Wording wording, DigestStyle style, FailedDelivery one) {
        List<String> why = new ArrayList<>();
        addVisible(why, one.slot());
        why.add(FailureWords.why(wording, one.reason()));
        if (one.detail() != null
                && (!style.plain() || CODE.matcher(one.detail()).matches())) {
            addVisible(why, one.detail());
        }
        String clauses = wording.clauses(why);
        return style.plain() ? clauses : name(wording, one) + wording.say("bracket", clauses);
    }

    private static String name(Wording wording, FailedDelivery one) {
        return one.department().equals(FailedDelivery.COMPANY)
                ? wording.say("company.name")
                : Markdown.text(one.department(), wording.say("unnamed"));
    }

    private static void addVisible(List<String> why, @Nullable String untrusted) {
        String text = untrusted == null ? "" : Markdown.text(untrusted);
        if (!text.isEmpty()) {
            why.add(text);
        }
    }

    private Message message(int most) {
        List<String> body = List.of(wording.say("failures.body"));
        return heading.draft("failures", wording.say("company.name"), Heading.NONE, body, departments())
                .block(lines(most))
                .block(heading.source(wording.say("link.board")))
                .message();
    }

    private String lines(int most) {
        List<String> lines = new ArrayList<>();
        failed.stream().limit(most).forEach(one -> lines.add("- " + words(wording, style, one)));
        if (failed.size() > most) {
            lines.add("- " + wording.say("failures.others", failed.size() - most));
        }
        return String.join("\n", lines);
    }

    /** A department has one digest in a slot: one name twice in a slot is two departments, in two slots it is one. */
    private int departments() {
        Map<String, Map<String, Integer>> byName = new HashMap<>();
        for (FailedDelivery one : failed) {
            String slot = one.slot() == null ? "" : one.slot();
            byName.computeIfAbsent(one.department(), name -> new HashMap<>()).merge(slot, 1, Integer::sum);
        }
        return byName.values().stream()
                .mapToInt(slots -> slots.values().stream()
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(0))
                .sum();
    }
}
