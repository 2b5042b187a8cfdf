package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Branch;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Walks the tree of departments level by level, each department once however many configured ones hold it [KB 0082,
 * 0062]. Used by one thread; works on many.
 */
final class ContactsReader {
    private static final int PAGE = 100;

    private final DingTalkClient client;
    private final SideBySide lanes;
    private final Run run;
    private final Map<Long, Node> nodes = new ConcurrentHashMap<>();

    ContactsReader(DingTalkClient client, SideBySide lanes, Run run) {
        this.client = client;
        this.lanes = lanes;
        this.run = run;
    }

    /** Reads the trees below {@code roots}; {@code described} of them also get their own name and managers. */
    Map<Long, Node> walk(Collection<Long> roots, Set<Long> described) {
        run.deadline().plan(client.floor(described.size()));
        Set<Long> level = Set.copyOf(roots);
        while (!level.isEmpty()) {
            run.deadline().plan(client.floor(level.size()));
            level.forEach(id -> nodes.put(id, new Node()));
            lanes.eachOf(questions(level, described), question -> ask(question));
            level = level.stream()
                    .flatMap(id -> node(id).children.keySet().stream())
                    .filter(id -> !nodes.containsKey(id))
                    .collect(Collectors.toSet());
        }
        return nodes;
    }

    /** Every department that there is, from the root on, each after the one above it. */
    List<Branch> organisation() {
        walk(Set.of(Branch.ROOT), Set.of(Branch.ROOT));
        List<Branch> all = new ArrayList<>(List.of(branch(Branch.ROOT, 0, node(Branch.ROOT).name)));
        Set<Long> seen = new HashSet<>(Set.of(Branch.ROOT));
        for (int i = 0; i < all.size(); i++) { // It grows meanwhile.
            long parent = all.get(i).id();
            node(parent).children.forEach((id, name) -> {
                if (seen.add(id)) {
                    all.add(branch(id, parent, name));
                }
            });
        }
        return List.copyOf(all);
    }

    private Branch branch(long id, long parent, String name) {
        Node node = node(id);
        Set<String> people = node.members.stream().map(Employee::id).collect(Collectors.toSet());
        return new Branch(id, parent, name, people, node.complete);
    }

    /** By API. */
    private static List<List<Question>> questions(Set<Long> level, Set<Long> described) {
        List<List<Question>> questions = new ArrayList<>();
        for (Api api : List.of(Api.SUB_DEPARTMENTS, Api.MEMBERS, Api.DEPARTMENT)) {
            questions.add(level.stream()
                    .sorted()
                    .filter(id -> api != Api.DEPARTMENT || described.contains(id))
                    .map(id -> new Question(api, id))
                    .toList());
        }
        return questions;
    }

    private void ask(Question question) {
        Node node = node(question.id());
        try {
            switch (question.api()) {
                case SUB_DEPARTMENTS -> node.children = children(question.id());
                case MEMBERS -> node.members = members(question.id());
                default -> describe(node, question.id());
            }
        } catch (SourceException e) {
            run.trouble(e);
            if (question.api() != Api.DEPARTMENT) { // Its name and managers are no part of the whole.
                node.complete = false;
            }
        }
    }

    private Node node(long id) {
        return nodes.computeIfAbsent(id, key -> new Node());
    }

    private Map<Long, String> children(long id) throws SourceException {
        Map<Long, String> children = new LinkedHashMap<>();
        for (JsonNode row : client.result(Api.SUB_DEPARTMENTS, department(id), run)) {
            Long child = Json.number(row, "dept_id");
            if (child != null) {
                children.put(child, Json.text(row, "name"));
            }
        }
        return children;
    }

    private List<Employee> members(long id) throws SourceException {
        List<JsonNode> rows = Pages.read(
                Api.MEMBERS.path(),
                cursor -> {
                    ObjectNode body = department(id);
                    body.put("cursor", cursor);
                    body.put("size", PAGE);
                    JsonNode result = client.result(Api.MEMBERS, body, run);
                    Long next = Json.number(result, "next_cursor");
                    return new Pages.Page(
                            Pages.rows(Api.MEMBERS.path(), result, "list"),
                            Json.yes(result, "has_more"),
                            next == null ? cursor + PAGE : next);
                },
                row -> Json.text(row, "userid"));
        return rows.stream()
                .filter(row -> !Json.text(row, "userid").isEmpty() && !Json.no(row, "active"))
                .map(row ->
                        new Employee(Json.text(row, "userid"), Json.text(row, "name"), Json.date(row, "hired_date")))
                .toList();
    }

    private void describe(Node node, long id) throws SourceException {
        JsonNode result = client.result(Api.DEPARTMENT, department(id), run);
        node.name = Json.text(result, "name");
        List<String> managers = new ArrayList<>();
        result.path("dept_manager_userid_list").forEach(manager -> managers.add(manager.asText()));
        node.managers = List.copyOf(managers);
        node.described = true;
    }

    private static ObjectNode department(long id) {
        ObjectNode body = Json.object();
        body.put("dept_id", id);
        return body;
    }

    /** One department as it was read. */
    static final class Node {
        private volatile Map<Long, String> children = Map.of();
        private volatile List<Employee> members = List.of();
        private volatile String name = "";
        private volatile List<String> managers = List.of();
        private volatile boolean complete = true;
        private volatile boolean described;

        /** Names of the direct sub-departments by id, in DingTalk's order. */
        Map<Long, String> children() {
            return children;
        }

        /** Active direct members. */
        List<Employee> members() {
            return members;
        }

        /** Its own name; empty where it was not asked for or not told. */
        String name() {
            return name;
        }

        List<String> managers() {
            return managers;
        }

        /** Whether its name and managers were read. */
        boolean described() {
            return described;
        }

        /** Whether its sub-departments and members were read as a whole. */
        boolean complete() {
            return complete;
        }
    }

    private record Question(Api api, long id) {}
}
