package dev.rollcall.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When the next digests are due: the very next in the first line, all of them by department below it. */
final class NextReply {
    private static final int MOST = 15;
    private static final int TIMES = 3;

    private final Phrases phrases;
    private final List<Upcoming> upcoming;
    private final DigestStyle style;

    NextReply(ReplyContext reply, Phrases phrases, List<Upcoming> upcoming) {
        if (upcoming.isEmpty()) {
            throw new IllegalArgumentException("Nothing was asked about");
        }
        this.phrases = phrases;
        this.upcoming = List.copyOf(upcoming);
        this.style = Phrases.style(reply.language());
    }

    Message message() {
        boolean one = upcoming.size() == 1;
        String place = one ? phrases.place(upcoming.get(0).place()) : phrases.say("reply.departments", upcoming.size());
        Optional<Instant> first =
                upcoming.stream().flatMap(each -> each.at().stream()).min(Instant::compareTo);
        String key = first.isPresent() ? "next" : "next.none";
        String time = first.map(phrases::datedMoment).orElse("");
        Draft draft = new Draft(style)
                .title(place, name -> phrases.say(key + ".title", name, time))
                .block("#### " + phrases.say(key + ".head", place, time));
        boolean more = !one || upcoming.get(0).at().size() > 1;
        return first.isPresent() && more ? draft.block(lines()).message() : draft.message();
    }

    private String lines() {
        List<String> lines = new ArrayList<>();
        upcoming.stream().limit(MOST).forEach(each -> lines.add("- " + line(each)));
        if (upcoming.size() > MOST) {
            lines.add("- " + phrases.say("next.others", upcoming.size() - MOST));
        }
        return String.join("\n", lines);
    }

    private String line(Upcoming one) {
        List<String> times =
                one.at().stream().limit(TIMES).map(phrases::datedMoment).toList();
        String said =
                times.isEmpty() ? phrases.say("next.never") : phrases.wording().list(times);
        return phrases.say("group.line", phrases.place(one.place()), said);
    }
}
