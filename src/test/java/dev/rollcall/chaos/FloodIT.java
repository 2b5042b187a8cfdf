package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotKey;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Callback;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.SimulatedDepartment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A flood holds up neither a digest nor a question, and the program gets over it (S8). What a digest takes from its cutoff
 * on is held against what it took a moment before, without a flood. No other test runs beside it.
 */
class FloodIT {
    private static final int SLOW = 2000;
    private static final Duration A_BYTE_EVERY = Duration.ofSeconds(10);
    private static final Duration ON_TIME = Duration.ofSeconds(1);
    private static final Duration SIGNED = Duration.ofMillis(250);
    private static final Duration ASKED_EVERY = Duration.ofMillis(100);
    private static final Duration AHEAD = Duration.ofSeconds(20);

    /** Without a flood. */
    private static final Duration CALM = Duration.ofSeconds(8);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void aShortFloodHoldsUpNothing() throws Exception {
        flooded(Duration.ofSeconds(3), Duration.ofSeconds(6), 500);
    }

    @Test
    @Tag("proof")
    void aLongFloodHoldsUpNothing() throws Exception {
        flooded(Duration.ofSeconds(60), Duration.ofSeconds(60), 2000);
    }

    /** More of them than there are threads to write to them. */
    @Test
    void whoReadsNothingHoldsUpNoDigest() throws Exception {
        Duration time = Duration.ofSeconds(12);
        try (World world = new World(Shape.every(2, 40), World.embedded(), AHEAD)) {
            Child child = world.start().awaitReady();
            quiet(world, Duration.between(world.clock.instant(), Shape.FIRST.plus(CALM)));
            Instant begun = world.clock.instant();
            List<Duration> late;
            try (Flood unread = new Flood(child.port()).unread(100)) {
                quiet(world, time);
                assertThat(unread.open()).isGreaterThanOrEqualTo(100);
                assertThat(status(child.port(), Duration.ofSeconds(5)))
                        .as("whoever reads")
                        .isEqualTo(200);
                late = lateness(world, begun, world.clock.instant());
            }
            List<Duration> before = lateness(world, Shape.FIRST, begun);
            Duration usual = before.get(before.size() - 1);
            System.out.println("100 read nothing for " + time.toSeconds() + " s: " + late.size()
                    + " digests at most " + late.get(late.size() - 1).toMillis()
                    + " ms after their cutoff, before " + usual.toMillis() + " ms");
            assertThat(late).hasSizeGreaterThan(4);
            assertThat(late.get(late.size() - 1)).isLessThan(usual.plus(ON_TIME));
            child.awaitEnded(world.now(), world.due(world.now()).size(), PATIENCE);
            child.stop();
            assertThat(History.of(world, world.now()).wrongs()).isEmpty();
        }
    }

    private static void quiet(World world, Duration time) throws InterruptedException {
        world.simulator.chats().await(time, none -> false);
    }

    /** Slow connections throughout, at first alone; in the second part so many forged callbacks a second as well. */
    private static void flooded(Duration slowAlone, Duration both, int perSecond) throws Exception {
        Duration whole = slowAlone.plus(both);
        Shape shape = Shape.every(2, (int) whole.plus(CALM).plusSeconds(30).toSeconds());
        try (World world = new World(shape, World.embedded(), AHEAD)) {
            Child child = world.start().awaitReady();
            world.simulator.callback(URI.create("http://127.0.0.1:" + child.port() + "/dingtalk/robot"));
            Duration calm = Duration.between(world.clock.instant(), Shape.FIRST.plus(CALM));
            assertThat(calm).as("it was ready in time").isGreaterThan(CALM);
            ask(world, calm);
            int warm = world.simulator.callbacks().size();
            Instant begun = world.clock.instant();
            try (Flood slow = new Flood(child.port()).slow(SLOW, A_BYTE_EVERY)) {
                for (int i = 0; slow.open() < SLOW && i < 300; i++) {
                    ask(world, ASKED_EVERY);
                }
                assertThat(slow.open()).isEqualTo(SLOW);
                ask(world, slowAlone);
                int refused;
                try (Flood forged = new Flood(child.port()).forged(perSecond)) {
                    ask(world, both);
                    refused = forged.refused();
                }
                Instant ended = world.clock.instant();
                assertThat(status(child.port(), Duration.ofSeconds(1))).isEqualTo(200);
                child.awaitEnded(world.now(), world.due(world.now()).size(), PATIENCE);
                child.stop();
                List<Duration> took = world.simulator.callbacks().stream()
                        .skip(warm)
                        .map(Callback::took)
                        .sorted()
                        .toList();
                assertThat(world.simulator.callbacks()).allMatch(one -> one.status() == 200);
                Duration slowest = took.get((int) Math.ceil(took.size() * 0.99) - 1);
                List<Duration> before = lateness(world, Shape.FIRST, begun);
                assertThat(before).hasSizeGreaterThan(4);
                Duration usual = before.get(before.size() - 1);
                List<Duration> late = lateness(world, begun, ended);
                System.out.println("Flood of " + whole.toSeconds() + " s: " + refused + " forged callbacks refused, "
                        + late.size() + " digests at most "
                        + late.get(late.size() - 1).toMillis() + " ms after their cutoff, without a flood "
                        + usual.toMillis() + " ms, " + took.size()
                        + " signed callbacks, p99 " + slowest.toMillis() + " ms");
                assertThat(refused).isGreaterThan((int) (perSecond * both.toSeconds() * 9 / 10));
                assertThat(late).hasSizeGreaterThan((int) whole.toSeconds() - 4);
                assertThat(late.get(late.size() - 1)).isLessThan(usual.plus(ON_TIME));
                assertThat(slowest).isLessThanOrEqualTo(SIGNED);
            }
        }
    }

    /** Ten questions a second, of all people in turn. */
    private static void ask(World world, Duration time) throws InterruptedException {
        List<SimulatedDepartment> departments = world.company.departments();
        for (long i = 0; i < time.dividedBy(ASKED_EVERY); i++) {
            SimulatedDepartment department = departments.get((int) (i % departments.size()));
            List<Asker> members = world.company.askers().members(department.id());
            Asker asker = members.get((int) (i / departments.size() % members.size()));
            world.simulator.say(asker, world.company.conversations().with(asker), "help");
            world.simulator.chats().await(ASKED_EVERY, none -> false);
        }
    }

    private static int status(int port, Duration most) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/healthz"))
                .timeout(most)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** How long after its cutoff each digest came whose cutoff was in between, in order; none is missing. */
    private static List<Duration> lateness(World world, Instant begun, Instant ended) {
        Map<SlotKey, Instant> due = world.due(ended);
        due.values().removeIf(asOf -> asOf.isBefore(begun) || asOf.isAfter(ended.minus(ON_TIME)));
        due.keySet().removeIf(SlotKey::ofCompany);
        return due.entrySet().stream()
                .map(slot -> Duration.between(slot.getValue(), posted(world, slot.getKey(), slot.getValue())))
                .sorted()
                .toList();
    }

    /** The first message in the department's group after {@code asOf}. */
    private static Instant posted(World world, SlotKey slot, Instant asOf) {
        String robot = world.robot(slot).robotToken();
        return world.simulator.chats().chats().stream()
                .filter(chat -> chat.id().equals(robot))
                .flatMap(chat -> chat.messages().stream())
                .map(ChatMessage::at)
                .filter(at -> !at.isBefore(asOf))
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
