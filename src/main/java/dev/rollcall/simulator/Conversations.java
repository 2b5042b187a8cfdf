package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The groups in which the app robot is a member, and everybody's private chat with it. Immutable. */
public final class Conversations {
    private static final List<String> OTHER_GROUPS = List.of("全员大群", "周五羽毛球", "R&D_*[协调](http://evil.example)");

    private final SimulatedCompany company;
    private final Map<Long, Conversation> ofDepartments = new LinkedHashMap<>();
    private final List<Conversation> others = new ArrayList<>();

    Conversations(SimulatedCompany company) {
        this.company = company;
        for (SimulatedDepartment robot : company.robots()) {
            String id = id("department " + robot.id());
            ofDepartments.put(robot.id(), new Conversation(id, robot.name(), true, robot.robotToken()));
        }
        for (String name : OTHER_GROUPS) {
            String id = id("group " + name);
            others.add(new Conversation(id, name, true, id));
        }
    }

    /**
     * The group of a configured department; of HR for 0.
     *
     * @throws IllegalArgumentException when there is no such department
     */
    public Conversation of(long department) {
        Conversation found = ofDepartments.get(department);
        if (found == null) {
            throw new IllegalArgumentException("No group of a department " + department);
        }
        return found;
    }

    /** The departments' groups in their order, then HR's. */
    public List<Conversation> groups() {
        return List.copyOf(ofDepartments.values());
    }

    /** Groups that belong to no department, and have no robot but the app's. */
    public List<Conversation> others() {
        return List.copyOf(others);
    }

    /** The private chat of a person with the bot. */
    public Conversation with(Asker asker) {
        String who = asker.userId() == null ? asker.name() : asker.userId();
        boolean ours = asker.userId() != null && asker.corpId().equals(company.corpId());
        String chat = ours ? who : asker.corpId() + "/" + who;
        return new Conversation(id("private " + chat), asker.name(), false, chat);
    }

    /** The group that an openConversationId names; null when there is none. */
    @Nullable
    Conversation group(String openConversationId) {
        for (Conversation one : ofDepartments.values()) {
            if (one.id().equals(openConversationId)) {
                return one;
            }
        }
        return others.stream()
                .filter(one -> one.id().equals(openConversationId))
                .findFirst()
                .orElse(null);
    }

    private String id(String what) {
        return "cid" + Opaque.of(company.corpId(), what);
    }
}
