package dev.rollcall.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The conversations in which something was written, or might be. Safe for use by many threads. */
public final class Chats {
    private record Key(boolean group, String id) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Key, Conversation> places = new LinkedHashMap<>();
    private final Map<Key, List<ChatMessage>> messages = new LinkedHashMap<>();

    Chats() {}

    /**
     * The groups in the order of the configured departments, the company's group, then other groups and private chats as
     * they began.
     */
    public List<Chat> chats() {
        return locked(() -> places.entrySet().stream()
                .map(entry -> chat(entry.getValue(), copyOf(entry.getKey())))
                .toList());
    }

    /** What robots wrote into the group of one; what people wrote there is not in it. */
    public List<ChatMessage> of(String robotToken) {
        return locked(() -> ofRobots(new Key(true, robotToken)));
    }

    /** What the app robot wrote to a person in private. */
    public List<ChatMessage> toUser(String userId) {
        return locked(() -> ofRobots(new Key(false, userId)));
    }

    /** All that robots and people wrote in a conversation. */
    public List<ChatMessage> in(Conversation where) {
        return locked(() -> copyOf(key(where)));
    }

    /** What was answered, by its sessionWebhook, to a person's message. */
    public List<ChatMessage> answersTo(String msgId) {
        return locked(() -> messages.values().stream()
                .flatMap(List::stream)
                .filter(message -> message.sender() == null && msgId.equals(message.msgId()))
                .toList());
    }

    /** Waits, in real time, until the condition holds; false when it does not in time. */
    public boolean await(Duration most, Predicate<Chats> condition) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.test(this)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all messages. */
    public void clear() {
        locked(() -> {
            messages.clear();
            return places.keySet().removeIf(key -> !key.group());
        });
    }

    void open(SimulatedCompany company) {
        locked(() -> {
            places.clear();
            messages.clear();
            company.conversations().groups().forEach(group -> places.put(key(group), group));
            return places.size();
        });
    }

    /** Into the group of a robot that there is. */
    void toGroup(String robotToken, ChatMessage message) {
        locked(() -> add(new Key(true, robotToken), message));
    }

    void add(Conversation where, ChatMessage message) {
        locked(() -> {
            places.putIfAbsent(key(where), where);
            return add(key(where), message);
        });
    }

    private boolean add(Key key, ChatMessage message) {
        messages.computeIfAbsent(key, any -> new ArrayList<>()).add(message);
        changed.signalAll();
        return true;
    }

    private List<ChatMessage> copyOf(Key key) {
        return List.copyOf(messages.getOrDefault(key, List.of()));
    }

    private List<ChatMessage> ofRobots(Key key) {
        return messages.getOrDefault(key, List.of()).stream()
                .filter(message -> message.sender() == null)
                .toList();
    }

    private static Key key(Conversation where) {
        return new Key(where.group(), where.chat());
    }

    private static Chat chat(Conversation where, List<ChatMessage> messages) {
        return new Chat(where.chat(), where.name(), where.group(), where, messages);
    }

    private interface Work<T> {
        T run();
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } finally {
            lock.unlock();
        }
    }
}
