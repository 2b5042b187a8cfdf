package dev.rollcall.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The conversations that robots have written to. Safe for use by many threads. */
public final class Chats {
    private record Key(boolean group, String id) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Key, String> names = new LinkedHashMap<>();
    private final Map<Key, List<ChatMessage>> messages = new LinkedHashMap<>();

    Chats() {}

    /** The groups in the order of the configured departments, the company's group, then private chats as they began. */
    public List<Chat> chats() {
        return locked(() -> names.entrySet().stream()
                .map(entry -> new Chat(
                        entry.getKey().id(), entry.getValue(), entry.getKey().group(), copyOf(entry.getKey())))
                .toList());
    }

    /** What a robot wrote into its group. */
    public List<ChatMessage> of(String robotToken) {
        return locked(() -> copyOf(new Key(true, robotToken)));
    }

    /** What the app robot wrote to a person in private. */
    public List<ChatMessage> toUser(String userId) {
        return locked(() -> copyOf(new Key(false, userId)));
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
            return names.keySet().removeIf(key -> !key.group());
        });
    }

    void open(List<SimulatedDepartment> robots) {
        locked(() -> {
            names.clear();
            messages.clear();
            robots.forEach(robot -> names.put(new Key(true, robot.robotToken()), robot.name()));
            return names.size();
        });
    }

    void toGroup(String robotToken, ChatMessage message) {
        locked(() -> add(new Key(true, robotToken), message));
    }

    void toPerson(String userId, String name, ChatMessage message) {
        locked(() -> {
            names.putIfAbsent(new Key(false, userId), name);
            return add(new Key(false, userId), message);
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
