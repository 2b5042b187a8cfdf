package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Branch;
import dev.rollcall.absence.Department;
import dev.rollcall.absence.Department.Member;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.RosterSource;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Departments, members, plans and shifts as DingTalk has them.
 *
 * <p>What a shift allows is kept for the day, everything else is asked anew each time. Thread-safe.
 */
public final class DingTalkRoster implements RosterSource {
    private final DingTalkClient client;
    private final SideBySide lanes;
    private final PlanReader plans;
    private final ShiftReader shifts;

    /** @param executor where calls run side by side; needs room for a hundred */
    public DingTalkRoster(DingTalkClient client, Executor executor) {
        this.client = client;
        this.lanes = new SideBySide(executor);
        this.plans = new PlanReader(client, lanes);
        this.shifts = new ShiftReader(client, lanes);
    }

    @Override
    public List<Department> departments(List<Department.Wanted> wanted, Run run) {
        Set<Long> ids = wanted.stream().map(Department.Wanted::id).collect(Collectors.toSet());
        Set<Long> described = wanted.stream()
                .filter(Department.Wanted::described)
                .map(Department.Wanted::id)
                .collect(Collectors.toSet());
        Map<Long, ContactsReader.Node> nodes = new ContactsReader(client, lanes, run).walk(ids, described);
        return wanted.stream().map(one -> department(one, nodes)).toList();
    }

    /**
     * Every department that the organisation has and the app may see, from the root on (dept_id 1), each after the one
     * above it; one that could not be read as a whole says so, and {@code run} why. Costs no quota.
     */
    public List<Branch> organisation(Run run) {
        return new ContactsReader(client, lanes, run).organisation();
    }

    /** DingTalk's own names of {@code departments} by id; those that cannot be read are missing. */
    public Map<Long, String> names(Collection<Long> departments, Run run) {
        Map<Long, String> names = new ConcurrentHashMap<>();
        lanes.each(departments, id -> {
            try {
                ObjectNode body = Json.object().put("dept_id", id);
                String name = Json.text(client.result(Api.DEPARTMENT, body, run), "name");
                if (!name.isEmpty()) {
                    names.put(id, name);
                }
            } catch (SourceException e) {
                run.trouble(e);
            }
        });
        return names;
    }

    private static Department department(Department.Wanted wanted, Map<Long, ContactsReader.Node> nodes) {
        ContactsReader.Node root = node(nodes, wanted.id());
        Map<String, Member> members = new LinkedHashMap<>();
        root.members().forEach(employee -> members.put(employee.id(), new Member(employee, "")));
        boolean complete = root.complete();
        Set<Long> seen = new HashSet<>(Set.of(wanted.id()));
        for (Map.Entry<Long, String> child : root.children().entrySet()) {
            complete &= collect(child.getKey(), child.getValue(), nodes, seen, members);
        }
        String name = wanted.name().isEmpty() ? root.name() : wanted.name();
        return new Department(
                wanted.id(),
                name.isEmpty() ? String.valueOf(wanted.id()) : name,
                List.copyOf(members.values()),
                complete,
                !wanted.described() || root.described(),
                root.managers());
    }

    private static boolean collect(
            long top, String name, Map<Long, ContactsReader.Node> nodes, Set<Long> seen, Map<String, Member> members) {
        boolean complete = true;
        Deque<Long> ahead = new ArrayDeque<>(List.of(top));
        while (!ahead.isEmpty()) {
            long id = ahead.remove();
            if (seen.add(id)) {
                ContactsReader.Node node = node(nodes, id);
                complete &= node.complete();
                node.members().forEach(employee -> members.putIfAbsent(employee.id(), new Member(employee, name)));
                ahead.addAll(node.children().keySet());
            }
        }
        return complete;
    }

    private static ContactsReader.Node node(Map<Long, ContactsReader.Node> nodes, long id) {
        ContactsReader.Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalStateException("department " + id + " was not walked");
        }
        return node;
    }

    @Override
    public Roster roster(LocalDate workDate, Collection<String> people, Run run) {
        Map<String, List<PlanPoint>> points = new HashMap<>();
        Set<String> unread = new HashSet<>();
        Set<String> movable = new HashSet<>();
        bands(workDate, CompletableFuture.completedFuture(people), run, (band, plan) -> {
            points.putAll(plan.points());
            unread.addAll(plan.unread());
            movable.addAll(plan.movable());
        });
        return new Roster(points, unread, movable);
    }

    @Override
    public void bands(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        plans.read(workDate, people, run, each);
    }

    @Override
    public boolean few(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            int all,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        return plans.few(workDate, people, planned, all, run, each);
    }

    @Override
    public Set<String> newRequests(LocalDate workDate, Set<String> people, Run run) {
        return client.spares(Api.DAY) ? Set.of() : plans.newRequests(workDate, people, run);
    }

    @Override
    public Map<String, Shift> shifts(Set<String> shiftIds, LocalDate today, Run run) {
        return shifts.read(shiftIds, today, run);
    }

    @Override
    public Map<String, Map<String, Duration>> flexibleTime(LocalDate workDate, Collection<String> people, Run run) {
        return eachDay(workDate, people, run, points -> {
            Map<String, Duration> minutes = flexible(points);
            if (minutes.isEmpty()) {
                throw new SourceException(
                        Reason.IMPLAUSIBLE,
                        true,
                        "Cannot read " + Api.SCHEDULE_BY_DAY.path() + ": a flexible shift without its minutes");
            }
            return minutes;
        });
    }

    private static Map<String, Duration> flexible(List<JsonNode> points) {
        Map<String, Duration> minutes = new HashMap<>();
        for (JsonNode point : points) {
            String late = features(point).path("flexMinutes").path(0).asText();
            if (late.matches("\\d{1,4}")) {
                minutes.put(Json.text(point, "id"), Duration.ofMinutes(Long.parseLong(late)));
            }
        }
        return minutes;
    }

    @Override
    public Map<String, DayTimes> times(LocalDate workDate, Collection<String> people, Run run) {
        return eachDay(workDate, people, run, points -> {
            Map<String, Instant> times = new HashMap<>();
            for (JsonNode point : points) {
                Instant time = Json.instant(point, "real_plan_time", "changed_check_time", "plan_check_time");
                if (time == null) {
                    throw new SourceException(
                            Reason.IMPLAUSIBLE,
                            true,
                            "Cannot read " + Api.SCHEDULE_BY_DAY.path() + ": a point without its time");
                }
                times.put(Json.text(point, "id"), time);
            }
            return new DayTimes(times, flexible(points));
        });
    }

    /** Reads the clock-ins of each person's day [KB 0205]; people who cannot be read are missing. */
    private <T> Map<String, T> eachDay(LocalDate workDate, Collection<String> people, Run run, DayPart<T> part) {
        run.deadline().plan(client.floor(people.size()));
        Map<String, T> days = new ConcurrentHashMap<>();
        lanes.each(people, id -> {
            try {
                ObjectNode body = Json.object();
                body.put("op_user_id", client.config().opUserId());
                body.put("user_id", id);
                body.put(
                        "date_time",
                        workDate.atStartOfDay(Json.ZONE).toInstant().toEpochMilli());
                List<JsonNode> points = new ArrayList<>();
                for (JsonNode row : client.result(Api.SCHEDULE_BY_DAY, body, run)) {
                    if (Json.text(row, "check_type").equalsIgnoreCase("OnDuty")) {
                        points.add(row);
                    }
                }
                days.put(id, part.of(points));
            } catch (SourceException e) {
                run.trouble(e);
            }
        });
        return days;
    }

    /** What is wanted of one person's clock-ins. */
    private interface DayPart<T> {
        T of(List<JsonNode> points) throws SourceException;
    }

    /** A JSON text within the JSON. */
    private static JsonNode features(JsonNode row) {
        JsonNode features = row.path("features");
        if (features.isObject()) {
            return features;
        }
        try {
            return Json.MAPPER.readTree(features.asText("{}"));
        } catch (JsonProcessingException e) { // No minutes can be read from it: told by the caller.
            return Json.object();
        }
    }
}
