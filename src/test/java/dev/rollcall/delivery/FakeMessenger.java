package dev.rollcall.delivery;

import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Does what each recipient's script says, attempt by attempt, and takes everything once a script is over. */
final class FakeMessenger implements Messenger {
    private final Map<String, Deque<Step>> scripts = new ConcurrentHashMap<>();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private final FakeWaiting waiting;

    FakeMessenger(FakeWaiting waiting) {
        this.waiting = waiting;
    }

    void script(String recipient, Step... steps) {
        scripts.put(recipient, new ArrayDeque<>(List.of(steps)));
    }

    List<Sent> sent() {
        return sent;
    }

    /** Between which seconds the attempts were made, from one to the next. */
    List<Double> gaps() {
        return IntStream.range(1, sent.size())
                .mapToObj(i ->
                        Math.round((sent.get(i).second() - sent.get(i - 1).second()) * 1000) / 1000.0)
                .toList();
    }

    @Override
    public void send(Recipient recipient, Message message, UUID msgUuid, Duration longest) throws DeliveryException {
        sent.add(new Sent(recipient.name(), message, msgUuid, longest, waiting.seconds()));
        Deque<Step> script = scripts.getOrDefault(recipient.name(), new ArrayDeque<>());
        Step step = script.poll();
        if (step != null) {
            step.run();
        }
    }

    static Step takes() {
        return () -> {};
    }

    static Step fails(Reason reason, boolean retryable) {
        return () -> {
            throw new DeliveryException(reason, retryable, "robot says " + reason);
        };
    }

    /** One answer. */
    interface Step {
        void run() throws DeliveryException;
    }

    /** One attempt. */
    record Sent(String recipient, Message message, UUID msgUuid, Duration longest, double second) {}
}
