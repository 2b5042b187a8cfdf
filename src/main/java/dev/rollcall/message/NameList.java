package dev.rollcall.message;

import dev.rollcall.absence.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The people of a digest, in as much detail as there is room for: line by line, inline, or counts with the first. */
final class NameList {
    private static final int GROUPS = 3;

    private final Wording wording;
    private final DigestStyle style;
    private final People people;
    private final List<Finding> absent;
    private final List<Finding> unverified;

    /** {@code absent} are listed, {@code unverified} are named below them; either may be empty, {@code people} knows both. */
    NameList(Wording wording, DigestStyle style, People people, List<Finding> absent, List<Finding> unverified) {
        this.wording = wording;
        this.style = style;
        this.people = people;
        this.absent = people.ordered(absent);
        this.unverified = people.ordered(unverified);
    }

    /** The blocks of the list; empty where there is nobody to list. */
    List<String> blocks(Detail detail) {
        List<String> blocks = new ArrayList<>();
        if (style.plain()) {
            blocks.add(wording.say("plain.note"));
            return blocks;
        }
        if (style.show() == DigestStyle.Show.COUNTS) {
            blocks.add(counts());
            return blocks;
        }
        if (absent.size() <= detail.lines()) {
            blocks.add(String.join(
                    "\n", absent.stream().map(one -> "- " + people.withDue(one)).toList()));
        } else if (absent.size() <= detail.inline()) {
            blocks.addAll(inline());
        } else {
            blocks.add(counts());
            blocks.add(first(detail.first()));
        }
        blocks.add(unverified(detail.unverified()));
        return blocks;
    }

    /** Whether {@code detail} leaves names out, so that the link is the only way to all of them. */
    boolean shortened(Detail detail) {
        return style.show() == DigestStyle.Show.NAMES && absent.size() > Math.max(detail.lines(), detail.inline());
    }

    /** All names, separated; for a sentence. */
    String enumerated(int limit) {
        return enumerated(absent, limit);
    }

    private List<String> inline() {
        String usual = people.usualDue(absent);
        List<People.Group> groups = people.groups(absent);
        boolean onlyDirect = groups.size() == 1 && groups.get(0).direct();
        List<String> lines = new ArrayList<>();
        for (People.Group group : groups) {
            String names = wording.list(group.members().stream()
                    .map(one -> people.brief(one, usual, !onlyDirect))
                    .toList());
            lines.add(onlyDirect ? names : wording.say("group.names", group.label(), group.size(), names));
        }
        return lines;
    }

    /** How many in which sub-department, the biggest first; empty where there is only one. */
    private String counts() {
        List<People.Group> groups = people.groups(absent).stream()
                .sorted(Comparator.comparingInt(People.Group::size).reversed())
                .toList();
        if (groups.size() < 2) {
            return groups.stream().allMatch(People.Group::direct) ? "" : count(groups.get(0));
        }
        int shown = groups.size() <= GROUPS + 1 ? groups.size() : GROUPS;
        List<String> lines = new ArrayList<>();
        groups.subList(0, shown).forEach(group -> lines.add(count(group)));
        List<People.Group> others = groups.subList(shown, groups.size());
        if (!others.isEmpty()) {
            int sum = others.stream().mapToInt(People.Group::size).sum();
            lines.add("- " + wording.say("group.others", others.size(), sum));
        }
        return String.join("\n", lines);
    }

    private String count(People.Group group) {
        return "- " + wording.say("group.count", group.label(), group.size());
    }

    private String first(int limit) {
        int shown = Math.min(limit, absent.size());
        if (shown == 0) {
            return "";
        }
        String usual = people.usualDue(absent);
        List<String> names = absent.subList(0, shown).stream()
                .map(one -> people.brief(one, usual, false))
                .toList();
        return wording.say("names.first", shown, wording.list(names), absent.size());
    }

    private String unverified(int limit) {
        boolean nothing = unverified.isEmpty() || limit == 0;
        return nothing ? "" : wording.say("unverified.names", unverified.size(), enumerated(unverified, limit));
    }

    private String enumerated(List<Finding> findings, int limit) {
        List<String> names = findings.stream().limit(limit).map(people::plain).toList();
        String list = wording.list(names);
        return findings.size() > limit ? wording.say("names.more", list) : list;
    }

    /**
     * How much is told.
     *
     * @param lines up to how many people are named one per line
     * @param inline up to how many people are named inline, by sub-department
     * @param first how many are named where they are more than that
     * @param unverified how many of the unverified are named
     * @param mentions whether anybody is mentioned
     */
    record Detail(int lines, int inline, int first, int unverified, boolean mentions) {
        /** From everything to the least; the first one that fits is taken. */
        static List<Detail> ladder() {
            return List.of(
                    new Detail(10, 40, 20, 20, true),
                    new Detail(10, 40, 20, 5, true),
                    new Detail(10, 40, 20, 0, true),
                    new Detail(10, 10, 10, 0, true),
                    new Detail(10, 10, 5, 0, true),
                    new Detail(0, 0, 5, 0, false),
                    new Detail(0, 0, 0, 0, false));
        }
    }
}
