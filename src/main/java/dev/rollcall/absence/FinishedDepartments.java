package dev.rollcall.absence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Departments of a roll call that is still under way: which of them are finished, because everything is known of all their
 * people? None is while nobody in the whole company has been seen: that may yet turn out to be a data fault. Thread-safe.
 */
final class FinishedDepartments {
    private final Map<String, List<Unfinished>> unfinished = new HashMap<>();
    private final Map<String, Finding> findings = new HashMap<>();
    private final List<Department> waiting = new ArrayList<>();
    private int left;
    private boolean seen;

    /**
     * @param known where those stand about whom nothing is asked, by user id
     * @param rest who is asked about, by user id; nobody waits for anybody else
     */
    FinishedDepartments(List<Department> all, Map<String, Finding> known, Map<String, Employee> rest) {
        findings.putAll(known);
        seen = known.values().stream().anyMatch(finding -> finding.standing() == Standing.PRESENT);
        for (Department department : all) {
            Unfinished one = new Unfinished(department);
            boolean anybody = false;
            for (Department.Member member : department.members()) {
                String id = member.employee().id();
                if (rest.containsKey(id)) {
                    unfinished.computeIfAbsent(id, any -> new ArrayList<>()).add(one);
                    one.people++;
                }
                anybody |= known.containsKey(id);
            }
            if (one.people > 0) {
                left++;
            } else if (anybody) {
                waiting.add(department);
            }
        }
    }

    /**
     * Adds what is known of {@code some} people, each of whom is added once.
     *
     * @param anybodySeen whether a punch or a result of one of them was
     * @param finished told the departments that are finished by it and what is known of their people, unless there are no
     *     others; by one thread at a time
     */
    synchronized void add(
            Map<String, Finding> some,
            boolean anybodySeen,
            BiConsumer<List<Department>, Map<String, Finding>> finished) {
        findings.putAll(some);
        some.keySet().forEach(id -> unfinished.getOrDefault(id, List.of()).forEach(this::oneLess));
        seen |= anybodySeen;
        if (seen && !waiting.isEmpty() && left > 0) {
            List<Department> whole = List.copyOf(waiting);
            waiting.clear();
            finished.accept(whole, of(whole));
        }
    }

    private void oneLess(Unfinished one) {
        one.people--;
        if (one.people == 0) {
            left--;
            waiting.add(one.department);
        }
    }

    private Map<String, Finding> of(List<Department> whole) {
        Map<String, Finding> own = new HashMap<>();
        whole.stream()
                .flatMap(department -> department.members().stream())
                .map(member -> member.employee().id())
                .forEach(id -> {
                    Finding finding = findings.get(id);
                    if (finding != null) {
                        own.put(id, finding);
                    }
                });
        return own;
    }

    /** A department and how many of its people are still to come. */
    private static final class Unfinished {
        private final Department department;
        private int people;

        private Unfinished(Department department) {
            this.department = department;
        }
    }
}
