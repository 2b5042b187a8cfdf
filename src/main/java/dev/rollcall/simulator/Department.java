package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.List;

/** A department as the contacts know it, with its direct children and direct members. */
final class Department {
    static final long ROOT = 1;
    final long id;
    final String name;
    final long parentId;
    final List<Department> children = new ArrayList<>();
    final List<Person> members = new ArrayList<>();
    List<String> managers = List.of();

    Department(long id, String name, long parentId) {
        this.id = id;
        this.name = name;
        this.parentId = parentId;
    }
}
