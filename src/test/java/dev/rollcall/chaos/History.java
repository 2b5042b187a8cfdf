package dev.rollcall.chaos;

import dev.rollcall.absence.Standing;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.RollCalls;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Attempt;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.Chat;
import dev.rollcall.simulator.ChatMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Was the promise kept? Holds what is in the chats, every call of a robot, and what the ledger says against what was due
 * and against the company's own book.
 */
final class History {
    private static final long MINUTE = 60_000_000_000L;
    private static final int MOST_IN_A_MINUTE = 20;

    /** A message that may be there. */
    private record Known(SlotKey slot, MessageKind kind) {}

    private final World world;
    private final Map<SlotKey, Instant> due;
    private final Map<SlotKey, Instant> ever;
    private final List<String> wrongs = new ArrayList<>();
    private final Map<String, Known> known = new HashMap<>();
    private final Map<Instant, Book> books = new HashMap<>();
    private final Set<SlotKey> posted = new HashSet<>();
    private int doubled;
    private int lost;

    private History(World world, Instant until) {
        this.world = world;
        due = world.due(until);
        ever = world.due(Instant.MAX);
        for (SlotKey slot : ever.keySet()) {
            for (MessageKind kind : MessageKind.values()) {
                known.put(id(slot, kind), new Known(slot, kind));
            }
        }
    }

    private static String id(SlotKey slot, MessageKind kind) {
        return MessageIds.of(slot.department(), slot.workDate(), slot.cutoff(), kind, 0)
                .toString();
    }

    /** What became of the slots that were due up to {@code until}; the database must be free. */
    static Findings of(World world, Instant until) {
        History history = new History(world, until);
        history.chats();
        history.attempts();
        history.ledger();
        if (world.simulator.calls().refused() > 0) {
            history.wrongs.add(
                    "beyond the limits of DingTalk: " + world.simulator.calls().refusals());
        }
        return new Findings(
                history.due.size(),
                history.lost,
                history.doubled,
                world.simulator.attempts().size(),
                history.wrongs);
    }

    private void chats() {
        for (Chat chat : world.simulator.chats().chats()) {
            Map<Known, Long> times = chat.messages().stream()
                    .map(message -> known.getOrDefault(
                            String.valueOf(message.msgUuid()),
                            new Known(new SlotKey(0, Shape.DATE, message.toString()), MessageKind.DIGEST)))
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            times.forEach((one, number) -> {
                if (number > 1) {
                    doubled++;
                    wrongs.add(number + " times in " + chat.name() + ": " + one);
                }
            });
            chat.messages().forEach(message -> message(chat, message));
        }
    }

    private void message(Chat chat, ChatMessage message) {
        Known one = known.get(String.valueOf(message.msgUuid()));
        if (one == null) {
            wrongs.add("belongs to no slot: " + chat.name() + " " + message);
            return;
        }
        if (!world.robot(one.slot()).robotToken().equals(chat.id())) {
            wrongs.add("in the wrong group " + chat.name() + ": " + one);
        }
        Instant asOf = ever.get(one.slot());
        if (message.at().isBefore(asOf)) {
            wrongs.add("before its cutoff " + asOf + ": " + one + " at " + message.at());
        }
        posted.add(one.slot());
        if (!one.slot().ofCompany()) {
            names(one.slot(), message.text(), book(asOf));
        }
    }

    private Book book(Instant asOf) {
        return books.computeIfAbsent(asOf, world.company::bookAt);
    }

    /** No name is in the text of somebody who is not absent. */
    private void names(SlotKey slot, String text, Book book) {
        Set<String> absent = book.department(slot.department()).absent().keySet().stream()
                .map(world.company::nameOf)
                .collect(Collectors.toSet());
        String rest = text;
        for (String name : absent) {
            rest = rest.replace(name, "");
        }
        for (String id : book.standings().keySet()) {
            String name = world.company.nameOf(id);
            if (!absent.contains(name) && rest.contains(name)) {
                wrongs.add("named and not absent: " + name + " in " + slot + ": " + text);
            }
        }
    }

    private void attempts() {
        Map<String, Set<String>> contents = new HashMap<>();
        Map<String, List<Long>> robots = new HashMap<>();
        for (Attempt attempt : world.simulator.attempts()) {
            contents.computeIfAbsent(String.valueOf(attempt.msgUuid()), any -> new TreeSet<>())
                    .add(attempt.content());
            robots.computeIfAbsent(attempt.robot(), any -> new ArrayList<>()).add(attempt.nanos());
        }
        contents.forEach((id, all) -> {
            if (all.size() > 1) {
                wrongs.add("said " + all.size() + " things under one id: " + known.get(id) + " " + attemptsOf(id));
            }
        });
        robots.forEach((robot, times) -> {
            List<Long> sorted = times.stream().sorted().toList();
            for (int i = MOST_IN_A_MINUTE; i < sorted.size(); i++) {
                if (sorted.get(i) - sorted.get(i - MOST_IN_A_MINUTE) < MINUTE) {
                    wrongs.add("a robot was called more than 20 times in a minute: " + robot);
                    return;
                }
            }
        });
    }

    private List<Attempt> attemptsOf(String id) {
        return world.simulator.attempts().stream()
                .filter(one -> id.equals(String.valueOf(one.msgUuid())))
                .toList();
    }

    private void ledger() {
        try (Ledger ledger = Ledger.open(world.database, world.clock)) {
            Map<SlotKey, Slot> slots =
                    ledger.slots().of(Shape.DATE).stream().collect(Collectors.toMap(Slot::key, Function.identity()));
            due.forEach((key, asOf) -> outcome(key, asOf, slots.get(key)));
            for (SlotKey key : due.keySet()) {
                ledger.rollCalls().of(key).ifPresent(kept -> absent(key, kept));
            }
        }
    }

    private void outcome(SlotKey key, Instant asOf, Slot slot) {
        if (slot == null || !slot.state().ended()) {
            lost++;
            wrongs.add("no outcome: " + key + " " + slot);
            return;
        }
        if (!slot.asOf().equals(asOf)) {
            wrongs.add("as of another time: " + slot);
        }
        boolean seen = posted.contains(key);
        if (slot.state() == SlotState.SENT && !seen) {
            lost++;
            wrongs.add("sent, and nobody sees it: " + slot);
        } else if (slot.state() != SlotState.SENT && seen) {
            wrongs.add("to be seen, and not written down: " + slot);
        } else if (slot.state() != SlotState.SENT) {
            lost++;
            wrongs.add("never posted: " + slot);
        }
    }

    private void absent(SlotKey key, RollCalls.Kept kept) {
        Set<String> found = kept.rollCall().with(Standing.ABSENT).stream()
                .map(finding -> finding.employee().id())
                .collect(Collectors.toCollection(TreeSet::new));
        found.removeAll(book(kept.asOf()).department(key.department()).absent().keySet());
        if (!found.isEmpty()) {
            wrongs.add("absent only in the ledger: " + found + " " + key);
        }
    }
}
