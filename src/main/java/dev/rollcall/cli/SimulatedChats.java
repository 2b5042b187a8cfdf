package dev.rollcall.cli;

import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Askers;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.web.DemoChats;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The simulator's chats for the page of the demo, and a few people of its company who write there. Thread-safe. */
final class SimulatedChats implements DemoChats {
    private static final int MOST_POSTS = 200;
    private static final int DEPARTMENTS = 2;
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final DingTalkSimulator simulator;
    private final DateTimeFormatter clock;
    private final List<Person> people = new ArrayList<>();
    private final Map<String, Asker> askers = new LinkedHashMap<>();

    /**
     * Takes lead and employee of the first departments, HR, an admin and a stranger, as far as there are such.
     *
     * @param zone of the times that are shown
     */
    SimulatedChats(DingTalkSimulator simulator, DateTimeFormatter clock, ZoneId zone) {
        this.simulator = simulator;
        this.clock = clock.withZone(zone);
        Askers all = simulator.company().askers();
        simulator.company().departments().stream().limit(DEPARTMENTS).forEach(department -> {
            add(Role.LEAD, department, all::lead);
            add(Role.EMPLOYEE, department, all::employee);
        });
        add("hr", Role.HR, null, all.hr());
        add("admin", Role.ADMIN, null, all.admin());
        add("stranger", Role.STRANGER, null, all.stranger());
    }

    private void add(Role role, SimulatedDepartment department, LongFunction<Asker> finder) {
        Asker asker;
        try {
            asker = finder.apply(department.id());
        } catch (IllegalArgumentException e) { // In a tiny company a department may have nobody of the kind.
            return;
        }
        add((role == Role.LEAD ? "lead-" : "employee-") + department.id(), role, department.name(), asker);
    }

    private void add(String id, Role role, @Nullable String department, Asker asker) {
        people.add(new Person(id, asker.name(), role, department));
        askers.put(id, asker);
    }

    @Override
    public List<Person> people() {
        return List.copyOf(people);
    }

    @Override
    public List<Chat> chats(@Nullable String person) {
        if (person == null) {
            return groups().map(this::chat)
                    .filter(chat -> ofARobot(chat.id()) || !chat.posts().isEmpty())
                    .toList();
        }
        Asker asker = askers.get(person);
        if (asker == null) {
            throw new IllegalArgumentException("Nobody is " + person);
        }
        return placesOf(asker).map(this::chat).toList();
    }

    @Override
    public boolean say(String person, String chat, String text) {
        Asker asker = askers.get(person);
        if (asker == null) {
            return false;
        }
        return placesOf(asker)
                .filter(place -> place.id().equals(chat))
                .findFirst()
                .map(place -> say(asker, place, text))
                .isPresent();
    }

    /** What nobody listens to, DingTalk hands over only a minute later: too late for somebody who looks on. */
    private String say(Asker asker, Conversation place, String text) {
        try {
            simulator.stream().await(CONNECTING, stream -> stream.ready() > 0);
        } catch (InterruptedException e) { // The program stops.
            Thread.currentThread().interrupt();
        }
        return simulator.say(asker, place, text);
    }

    private Stream<Conversation> placesOf(Asker asker) {
        return Stream.concat(
                groups(), Stream.of(simulator.company().conversations().with(asker)));
    }

    private Stream<Conversation> groups() {
        return Stream.concat(
                simulator.company().conversations().groups().stream(),
                simulator.company().conversations().others().stream());
    }

    private boolean ofARobot(String id) {
        return simulator.company().conversations().groups().stream()
                .anyMatch(group -> group.id().equals(id));
    }

    private Chat chat(Conversation place) {
        List<ChatMessage> messages = simulator.chats().in(place);
        int first = Math.max(0, messages.size() - MOST_POSTS);
        List<Post> posts = IntStream.range(first, messages.size())
                .mapToObj(index -> post(index + 1, messages.get(index)))
                .toList();
        return new Chat(place.id(), place.name(), place.group(), posts);
    }

    private Post post(int number, ChatMessage message) {
        Asker sender = message.sender();
        String writer = sender == null ? null : sender.name();
        return new Post(number, clock.format(message.at()), writer, message.html());
    }
}
