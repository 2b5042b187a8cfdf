package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Postgres;
import dev.rollcall.simulator.Attempt;
import dev.rollcall.simulator.Chat;
import dev.rollcall.simulator.ChatMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Several processes on one PostgreSQL share the work: all is sent, nothing twice, and DingTalk's limits hold for all of
 * them together, whether robots are well or not.
 */
class ManySlotsTest {
    private static final int CALLS_PER_SECOND = 20;
    private static final Duration AHEAD = Duration.ofSeconds(8);
    private static final Duration WELL_AHEAD = Duration.ofSeconds(45);

    @Test
    @Tag("proof")
    void fourProcessesShareAThousandDepartmentsOfOneCutoff() throws Exception {
        List<Run> runs = new ArrayList<>();
        for (int processes : List.of(1, 2, 4)) {
            runs.add(oneCutoff(1000, processes, WELL_AHEAD, Duration.ofMinutes(10)));
        }
        System.out.println(Run.TITLE);
        runs.forEach(System.out::println);
    }

    /** Thirty digests through each: more than a robot may post in a minute, whichever process does. */
    @Test
    @Tag("proof")
    void fourProcessesTogetherSpareARobot() throws Exception {
        try (World world = limited(Shape.shared(90, 3), WELL_AHEAD)) {
            List<Child> children = world.start(4);
            world.finish(children, Duration.ofMinutes(5));
            History.of(world, Shape.FIRST).sound("90 departments, three robots, four processes");
            assertThat(world.simulator.attempts()).allMatch(attempt -> attempt.outcome() == Attempt.Outcome.SHOWN);
        }
    }

    @Test
    @Tag("proof")
    void tenThousandSlotsGoThroughFiveHundredUnreliableRobots() throws Exception {
        World world = limited(Shape.spread(500, 20, Duration.ofSeconds(15)), WELL_AHEAD);
        unreliable(world, 0.3, Duration.ofMinutes(20))
                .sound("10,000 slots through 500 unreliable robots, three processes");
    }

    /** All departments at one instant, by DingTalk's own limits. */
    private static Run oneCutoff(int departments, int processes, Duration ahead, Duration most) throws Exception {
        try (World world = limited(Shape.spread(departments, 1, Duration.ZERO), ahead)) {
            List<Child> children = world.start(processes);
            DatabaseLoad before = DatabaseLoad.of(world.database);
            world.finish(children, most);
            DatabaseLoad load = DatabaseLoad.of(world.database).since(before);
            Findings findings = History.of(world, Shape.FIRST)
                    .sound(departments + " departments on one cutoff, processes: " + processes);
            Run run = Run.of(processes, world, load, findings);
            world.simulator.calls().counts().forEach((path, number) -> {
                assertThat(world.simulator.calls().maxInAnySecond(path))
                        .as(path)
                        .isLessThanOrEqualTo(CALLS_PER_SECOND);
                System.out.println(number + " " + path);
            });
            return run;
        }
    }

    /** One attempt in ten is taken and not answered, one in twenty is reset, and {@code refused} of them are refused. */
    private static Findings unreliable(World started, double refused, Duration most) throws Exception {
        try (World world = started) {
            world.simulator.faults().unreliable(refused, 0.1, 0.05, 3);
            List<Child> children = world.start(3);
            DatabaseLoad before = DatabaseLoad.of(world.database);
            world.finish(children, most);
            DatabaseLoad load = DatabaseLoad.of(world.database).since(before);
            Findings findings = History.of(world, world.shape.asOf(world.shape.cutoffs() - 1));
            System.out.println(Run.TITLE + "\n" + Run.of(3, world, load, findings));
            return findings;
        }
    }

    /** With DingTalk's own limits. */
    private static World limited(Shape shape, Duration ahead) {
        return new World(
                shape,
                Postgres.shared().freshDatabase(),
                ahead,
                CALLS_PER_SECOND,
                settings -> settings.withCallsPerSecond(CALLS_PER_SECOND));
    }

    /** A row of the table. */
    private record Run(
            int processes,
            Duration digests,
            Duration all,
            DatabaseLoad load,
            int calls,
            int refused,
            int doubled,
            int lost) {
        static final String TITLE = "processes | last digest | roll-up | transactions | rows read | rows written"
                + " | database busy | calls | refused | doubled | lost";

        static Run of(int processes, World world, DatabaseLoad load, Findings findings) {
            String company = world.company.companyRobot().robotToken();
            List<Chat> chats = world.simulator.chats().chats();
            List<Chat> departments =
                    chats.stream().filter(chat -> !chat.id().equals(company)).toList();
            return new Run(
                    processes,
                    last(departments),
                    last(chats),
                    load,
                    world.simulator.calls().counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum(),
                    world.simulator.calls().refused(),
                    findings.doubled(),
                    findings.lost());
        }

        private static Duration last(List<Chat> chats) {
            Instant at = chats.stream()
                    .flatMap(chat -> chat.messages().stream())
                    .map(ChatMessage::at)
                    .max(Comparator.naturalOrder())
                    .orElse(Shape.FIRST);
            return Duration.between(Shape.FIRST, at);
        }

        @Override
        public String toString() {
            return "%9d | %9.1f s | %5.1f s | %12d | %9d | %12d | %11.1f s | %5d | %7d | %7d | %4d"
                    .formatted(
                            processes,
                            digests.toMillis() / 1000.0,
                            all.toMillis() / 1000.0,
                            load.transactions(),
                            load.rowsRead(),
                            load.rowsWritten(),
                            load.busy().toMillis() / 1000.0,
                            calls,
                            refused,
                            doubled,
                            lost);
        }
    }
}
