package dev.rollcall.message;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of those whom an earlier digest named. */
final class FollowUpDigest {
    private final Wording wording;
    private final DigestContext context;
    private final DepartmentRollCall now;
    private final FollowUp then;
    private final DigestStyle style;
    private final Heading heading;
    private final Map<Standing, Integer> became = new EnumMap<>(Standing.class);
    private final List<Finding> still = new ArrayList<>();
    private final List<Finding> fresh = new ArrayList<>();

    FollowUpDigest(Wording wording, DigestContext context, DepartmentRollCall now, FollowUp then, DigestStyle style) {
        this.wording = wording;
        this.context = context;
        this.now = now;
        this.then = then;
        this.style = style;
        this.heading = new Heading(wording, context, style);
        now.findings().forEach(this::sort);
        if (!now.membersComplete()) {
            became.merge(Standing.UNVERIFIED, notFound(), Integer::sum);
        }
    }

    Message message() {
        return still.isEmpty() && fresh.isEmpty() && became(Standing.UNVERIFIED) == 0
                ? settled()
                : DepartmentDigest.roomiest(this::list);
    }

    private void sort(Finding finding) {
        boolean named = then.named().contains(finding.employee().id());
        boolean absent = finding.standing() == Standing.ABSENT;
        if (named) {
            became.merge(finding.standing(), 1, Integer::sum);
        }
        if (absent) {
            (named ? still : fresh).add(finding);
        }
    }

    private Message settled() {
        boolean allCame = became(Standing.PRESENT) == then.named().size();
        String key = allCame ? "follow.done" : "follow.settled";
        String time = context.minute(then.asOf());
        int number = then.named().size();
        String line = allCame ? wording.say("follow.done", time, number) : ofThem();
        Heading.Notes late = heading.late();
        return new Draft(style)
                .title(
                        heading.department(now),
                        name -> wording.say(key + ".title", name, context.cutoff(), time, number) + late.inTitle())
                .block("✅ " + line + late.inHead())
                .message();
    }

    private Message list(NameList.Detail detail) {
        List<Finding> absent = People.both(still, fresh);
        People people = new People(wording, context, absent);
        List<Finding> listed = heading.listed(still);
        NameList names = new NameList(wording, style, people, listed, List.of());
        Heading.Notes notes = heading.lateAndGaps(now.counts().unverified(), now.membersComplete());
        List<String> quote = heading.quote(ofThem(), heading.since(absent, heading.listed(absent)));
        String label = names.shortened(detail) ? wording.say("link.all", listed.size()) : wording.say("link.live");
        return heading.draft("follow", heading.department(now), notes, quote, still.size())
                .blocks(names.blocks(detail))
                .block(fresh(people, detail))
                .block(heading.known(absent))
                .block(heading.source(label))
                .block(heading.offer(Topic.ABSENT))
                .message();
    }

    /** Those who were not due then and are absent now. */
    private String fresh(People people, NameList.Detail detail) {
        if (fresh.isEmpty()) {
            return "";
        }
        List<Finding> listed = heading.listed(fresh);
        boolean named = style.show() == DigestStyle.Show.NAMES && detail.unverified() > 0 && !listed.isEmpty();
        NameList names = new NameList(wording, style, people, listed, List.of());
        return named
                ? wording.say("follow.fresh.names", fresh.size(), names.enumerated(detail.unverified()))
                : wording.say("follow.fresh", fresh.size());
    }

    private String ofThem() {
        List<String> parts = new ArrayList<>();
        add(parts, "follow.came", became(Standing.PRESENT));
        add(parts, "follow.excused", became(Standing.EXCUSED));
        add(parts, "follow.pending", became(Standing.PENDING));
        add(parts, "follow.unverified", became(Standing.UNVERIFIED));
        add(parts, "follow.gone", notFound() + became(Standing.NOT_DUE));
        add(parts, "follow.still", still.size());
        return wording.say(
                "follow.of", context.minute(then.asOf()), then.named().size(), wording.clauses(parts));
    }

    /** How many of those named are nowhere: they have left, unless the list of members is not complete. */
    private int notFound() {
        return then.named().size()
                - became.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void add(List<String> parts, String key, int number) {
        if (number > 0) {
            parts.add(wording.say(key, number));
        }
    }

    private int became(Standing standing) {
        return became.getOrDefault(standing, 0);
    }
}
