package dev.rollcall.message;

import dev.rollcall.absence.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The people of a digest, in as much detail as there is room for: line by line, inline, or counts with the first. */
final class NameList {
    private static final int GROUPS = 3;

    private final Wording wording;
    private final DigestStyle style;
    private final People people;
    private final List<Finding> listed;
    private final List<Finding> unverified;
    private final Words words;

    /** {@code absent} are listed, {@code unverified} are named below them; either may be empty, {@code people} knows both. */
    NameList(Wording wording, DigestStyle style, People people, List<Finding> absent, List<Finding> unverified) {
        this(wording, style, people, absent, unverified, Words.due(people, absent));
    }

    /** The same of people who are not absent, or of whom more is to be said than when they were due. */
    NameList(
            Wording wording,
            DigestStyle style,
            People people,
            List<Finding> listed,
            List<Finding> unverified,
            Words words) {
        this.wording = wording;
        this.style = style;
        this.people = people;
        this.listed = people.ordered(listed);
        this.unverified = people.ordered(unverified);
        this.words = words;
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
        if (listed.size() <= detail.lines()) {
            blocks.add(String.join("\n", listed.stream().map(this::line).toList()));
        } else if (listed.size() <= detail.inline()) {
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
        return style.show() == DigestStyle.Show.NAMES && listed.size() > Math.max(detail.lines(), detail.inline());
    }

    int size() {
        return listed.size();
    }

    /** All names, separated; for a sentence. */
    String enumerated(int limit) {
        return enumerated(listed, limit);
    }

    /** The first {@code limit} names in one line, each group under its label if {@code labelled}. */
    String enumerated(int limit, boolean labelled) {
        if (!labelled) {
            return enumerated(limit);
        }
        List<String> groups = people.groups(listed.subList(0, Math.min(limit, listed.size()))).stream()
                .map(group -> wording.say("group.line", group.label(), named(group.members(), true)))
                .toList();
        String all = String.join(wording.say("late.separator"), groups);
        return listed.size() > limit ? wording.say("names.more", all) : all;
    }

    private String line(Finding finding) {
        return "- " + people.with(finding, words.line().apply(finding));
    }

    private List<String> inline() {
        List<People.Group> groups = people.groups(listed);
        boolean onlyDirect = groups.size() == 1 && groups.get(0).direct();
        List<String> lines = new ArrayList<>();
        for (People.Group group : groups) {
            String names = wording.list(group.members().stream()
                    .map(one -> people.with(one, words.brief().apply(one), !onlyDirect))
                    .toList());
            lines.add(onlyDirect ? names : wording.say("group.names", group.label(), group.size(), names));
        }
        return lines;
    }

    /** How many in which sub-department, the biggest first; empty where there is only one. */
    String counts() {
        List<People.Group> groups = people.groups(listed).stream()
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
        int shown = Math.min(limit, listed.size());
        if (shown == 0) {
            return "";
        }
        List<String> names = listed.subList(0, shown).stream()
                .map(one -> people.with(one, words.brief().apply(one)))
                .toList();
        return wording.say("names.first", shown, wording.list(names), listed.size());
    }

    private String unverified(int limit) {
        boolean nothing = unverified.isEmpty() || limit == 0;
        return nothing ? "" : wording.say("unverified.names", unverified.size(), enumerated(unverified, limit));
    }

    private String enumerated(List<Finding> findings, int limit) {
        String list = named(findings.stream().limit(limit).toList(), false);
        return findings.size() > limit ? wording.say("names.more", list) : list;
    }

    private String named(List<Finding> findings, boolean grouped) {
        return wording.list(
                findings.stream().map(one -> people.with(one, "", grouped)).toList());
    }

    /**
     * What is said about a person besides the name; empty: nothing.
     *
     * @param line where the person has a line of their own
     * @param brief inline
     */
    record Words(Function<Finding, String> line, Function<Finding, String> brief) {
        /** When each of {@code listed} was due; inline only where it is not when most of them were. */
        static Words due(People people, List<Finding> listed) {
            String usual = people.usualDue(listed);
            return new Words(
                    one -> people.dueAt(people.due(one)), one -> people.due(one).equals(usual) ? "" : people.due(one));
        }
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
        /** The same without lines of one person each, where it has to be said to which group they belong. */
        Detail inlineAtMost() {
            return new Detail(0, inline, first, unverified, mentions);
        }

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
