package dev.rollcall.cli;

import dev.rollcall.absence.Run;
import dev.rollcall.app.ReadSide;
import dev.rollcall.check.DepartmentConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which department is meant by a number, a name, an alias, or by the name that it has in DingTalk? Asks that last. */
final class DepartmentNames {
    private final ReadSide read;
    private final Run run;

    /** @param run looking up a name is part of it */
    DepartmentNames(ReadSide read, Run run) {
        this.read = read;
        this.run = run;
    }

    /**
     * The one of {@code among} that {@code wanted} means.
     *
     * @throws UsageException if it means none
     * @throws IOException if it cannot be found out what it means
     */
    DepartmentConfig find(String wanted, List<DepartmentConfig> among) throws UsageException, IOException {
        for (DepartmentConfig department : among) {
            boolean named = department.name().equalsIgnoreCase(wanted)
                    || department.aliases().stream().anyMatch(wanted::equalsIgnoreCase);
            if (named || String.valueOf(department.id()).equals(wanted)) {
                return department;
            }
        }
        Map<Long, String> names = read.names(
                among.stream()
                        .filter(one -> one.name().isEmpty())
                        .map(DepartmentConfig::id)
                        .toList(),
                run);
        for (DepartmentConfig department : among) {
            if (wanted.equalsIgnoreCase(names.get(department.id()))) {
                return department;
            }
        }
        if (among.stream().anyMatch(one -> one.name().isEmpty() && !names.containsKey(one.id()))) {
            throw new IOException("Cannot tell which department is meant by " + wanted
                    + ": DingTalk's names of departments could not be read; give its number");
        }
        throw none(wanted, among, names);
    }

    private static UsageException none(String wanted, List<DepartmentConfig> among, Map<Long, String> names) {
        List<String> known = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (DepartmentConfig department : among) {
            String name = department.name().isEmpty() ? names.getOrDefault(department.id(), "") : department.name();
            known.add(String.valueOf(department.id()));
            known.add(name);
            known.addAll(department.aliases());
            all.add((department.id() + " " + name).strip());
        }
        return NoSuch.of("--department", wanted, "department", known, all);
    }
}
