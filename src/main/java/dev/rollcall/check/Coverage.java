package dev.rollcall.check;

import dev.rollcall.absence.Branch;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom does nobody look at? People who belong to no configured department, and departments that are part of none. Pure and
 * immutable; holds no person's name, and of user ids only those of the configuration that nobody has.
 *
 * @param people how many active people there are, each once
 * @param uncovered how many of them are in no configured department and in none below one; who is exempt does not count
 * @param gaps where those are: most people first, then by id; nowhere with nobody
 * @param outside every department that is neither configured nor below one that is nor above one: its name by its id, in
 *     the order of the tree
 * @param unknown configured ids that the tree does not hold; empty where it was not read as a whole
 * @param strangers user ids of the configuration that no active person has: misspelt, of somebody who has left, or outside
 *     the app's contact scope; empty where the tree was not read as a whole
 * @param complete false when a part of the tree could not be read: then there may be more of everything
 */
public record Coverage(
        int people,
        int uncovered,
        List<Gap> gaps,
        Map<Long, String> outside,
        Set<Long> unknown,
        Set<String> strangers,
        boolean complete) {
    public Coverage {
        gaps = List.copyOf(gaps);
        outside = Collections.unmodifiableMap(new LinkedHashMap<>(outside));
        unknown = Collections.unmodifiableSet(new LinkedHashSet<>(unknown));
        strangers = Collections.unmodifiableSet(new LinkedHashSet<>(strangers));
    }

    /**
     * A department that nobody looks at, with everything below it; or one that is above a configured one, with its direct
     * members alone.
     *
     * @param name as DingTalk has it; untrusted text
     * @param people those in no configured department; somebody in two gaps counts in both
     */
    public record Gap(long id, String name, int people) {}

    /**
     * What {@code configured} departments leave out.
     *
     * @param branches the whole tree, each department after the one above it; none: nothing could be read
     * @param configured ids of departments; what is below one belongs to it
     * @param exempt user ids that are never listed
     * @param named every user id that the configuration names, whatever for
     */
    public static Coverage of(
            Collection<Branch> branches, Collection<Long> configured, Set<String> exempt, Collection<String> named) {
        Tree tree = new Tree(branches, configured);
        Set<String> everybody = new HashSet<>();
        Set<String> left = new HashSet<>();
        branches.forEach(branch -> everybody.addAll(branch.people()));
        left.addAll(everybody);
        left.removeAll(exempt);
        branches.stream().filter(tree::covers).forEach(branch -> left.removeAll(branch.people()));
        Set<String> strangers = new LinkedHashSet<>(named);
        strangers.removeAll(everybody);
        boolean complete = !branches.isEmpty() && branches.stream().allMatch(Branch::complete);
        return new Coverage(
                everybody.size(),
                left.size(),
                tree.gaps(left),
                tree.outside(),
                complete ? tree.unknown(configured) : Set.of(),
                complete ? strangers : Set.of(),
                complete);
    }

    /** The organisation, and which of its departments are looked at. */
    private static final class Tree {
        private final Map<Long, Branch> branches = new LinkedHashMap<>();
        private final Set<Long> covered = new HashSet<>();
        private final Set<Long> above = new HashSet<>();

        Tree(Collection<Branch> all, Collection<Long> configured) {
            for (Branch branch : all) {
                branches.put(branch.id(), branch);
                if (configured.contains(branch.id()) || covered.contains(branch.parent())) {
                    covered.add(branch.id());
                }
            }
            above.add(Branch.ROOT);
            configured.forEach(this::markAbove);
            above.removeAll(covered);
        }

        private void markAbove(long id) {
            Branch branch = branches.get(id);
            while (branch != null && above.add(branch.parent())) {
                branch = branches.get(branch.parent());
            }
        }

        boolean covers(Branch branch) {
            return covered.contains(branch.id());
        }

        private boolean outside(Branch branch) {
            return !covers(branch) && !above.contains(branch.id());
        }

        Map<Long, String> outside() {
            Map<Long, String> outside = new LinkedHashMap<>();
            branches.values().stream().filter(this::outside).forEach(branch -> outside.put(branch.id(), branch.name()));
            return outside;
        }

        Set<Long> unknown(Collection<Long> configured) {
            Set<Long> unknown = new LinkedHashSet<>(configured);
            unknown.removeAll(branches.keySet());
            return unknown;
        }

        /** Where {@code left} are, each department within the topmost one that nobody looks at. */
        List<Gap> gaps(Set<String> left) {
            Map<Long, Set<String>> gaps = new LinkedHashMap<>();
            for (Branch branch : branches.values()) {
                if (!covers(branch)) {
                    Set<String> here = new HashSet<>(branch.people());
                    here.retainAll(left);
                    gaps.computeIfAbsent(top(branch).id(), id -> new HashSet<>())
                            .addAll(here);
                }
            }
            return gaps.entrySet().stream()
                    .filter(gap -> !gap.getValue().isEmpty())
                    .map(gap -> gap(gap.getKey(), gap.getValue().size()))
                    .sorted(Comparator.comparingInt(Gap::people).reversed().thenComparingLong(Gap::id))
                    .toList();
        }

        private Gap gap(long id, int people) {
            Branch branch = branches.get(id);
            return new Gap(id, branch == null ? "" : branch.name(), people);
        }

        private Branch top(Branch branch) {
            Branch top = branch;
            Branch parent = branches.get(top.parent());
            while (outside(top) && parent != null && outside(parent)) {
                top = parent;
                parent = branches.get(top.parent());
            }
            return top;
        }
    }
}
