package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The departments of a company: the configured ones under the root, two or three levels deep. */
final class DepartmentTree {
    private final Map<Long, Department> byId = new LinkedHashMap<>();
    private final List<Department> configured = new ArrayList<>();

    static DepartmentTree grow(CompanyPlan plan, Names names, Random random) {
        DepartmentTree tree = new DepartmentTree();
        tree.add(new Department(Department.ROOT, names.company(), 0));
        for (int i = 0; i < plan.departments(); i++) {
            long id = 4100 + 100L * i;
            long parent = plan.overlappingDepartments() && i == 1 ? 4100 : Department.ROOT;
            Department department = tree.add(new Department(id, names.department(i), parent));
            tree.configured.add(department);
            if (!plan.directMembersOnly()) {
                tree.branch(department, names, random);
            }
        }
        tree.add(new Department(behind(plan), "总经办", Department.ROOT));
        return tree;
    }

    /** The first id behind those of the configured departments and everything below them. */
    private static long behind(CompanyPlan plan) {
        return Math.max(99_000, 4100 + 100L * plan.departments());
    }

    /** One that no configuration knows. */
    Department found(CompanyPlan plan, int number) {
        return add(new Department(behind(plan) + 1 + number, "新部门" + (number + 1), Department.ROOT));
    }

    private void branch(Department department, Names names, Random random) {
        int branches = random.nextInt(5);
        for (int i = 0; i < branches; i++) {
            Department sub = add(new Department(department.id + 1 + 10L * i, names.team(i), department.id));
            int twigs = Math.max(0, random.nextInt(5) - 2);
            for (int j = 0; j < twigs; j++) {
                add(new Department(sub.id + 1 + j, names.team(i + j + 3), sub.id));
            }
        }
    }

    private Department add(Department department) {
        byId.put(department.id, department);
        Department parent = byId.get(department.parentId);
        if (parent != null) {
            parent.children.add(department);
        }
        return department;
    }

    @Nullable
    Department find(long id) {
        return byId.get(id);
    }

    Department get(long id) {
        Department department = byId.get(id);
        if (department == null) {
            throw new IllegalArgumentException("No department " + id);
        }
        return department;
    }

    List<Department> configured() {
        return configured;
    }

    /** A department and everything below it. */
    List<Department> within(Department top) {
        List<Department> all = new ArrayList<>(List.of(top));
        for (int i = 0; i < all.size(); i++) {
            all.addAll(all.get(i).children);
        }
        return all;
    }

    /** The direct members of a department and of everything below it, each once. */
    List<Person> membersWithin(Department top) {
        Set<Person> people = new LinkedHashSet<>();
        within(top).forEach(department -> people.addAll(department.members));
        return List.copyOf(people);
    }
}
