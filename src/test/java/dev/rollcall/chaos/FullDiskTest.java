package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The disk is full at the cutoff: one clear line, nothing is posted unwritten, and all of it once there is room. */
@Execution(ExecutionMode.CONCURRENT)
class FullDiskTest {
    private static final Duration AHEAD = Duration.ofSeconds(20);
    private static final Duration FULL = Duration.ofSeconds(2);

    /** What is promised, from the moment that there is room. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(100);

    @Test
    @EnabledOnOs(OS.LINUX) // which limits the size of a process's files
    void aFullDiskAtTheCutoffCostsDelayAndNothingElse() throws Exception {
        DatabaseConfig database = World.embedded();
        Path file = Path.of(database.path() + ".mv.db");
        try (World world = new World(Shape.oneCutoff(80, 4), database, AHEAD)) {
            Child child = world.start().awaitReady();
            child.room(String.valueOf(Files.size(file)));
            assertThat(world.clock.instant()).isBefore(Shape.FIRST);
            while (world.clock.instant().isBefore(Shape.FIRST.plus(FULL))) {
                child.live(LOOK);
            }
            assertThat(world.simulator.attempts()).isEmpty();

            child.room("unlimited");
            long begin = System.nanoTime();
            Instant until = world.now();
            child.awaitEnded(until, world.due(until).size(), SOON);
            System.out.println("Everybody has theirs after " + Duration.ofNanos(System.nanoTime() - begin));
            child.stop();
            History.of(world, until).sound("a full disk");
            assertThat(world.simulator.attempts()).hasSize(world.due(until).size());
            assertThat(told(world))
                    .singleElement()
                    .asString()
                    .contains("ERROR Heartbeat Cannot ")
                    .endsWith(": there is no room to write; free some, nothing is lost meanwhile;"
                            + " digests wait until it is possible, none is lost");
        }
    }

    /** What an admin reads of trouble, and whatever is no line of the log at all. */
    private static List<String> told(World world) throws IOException {
        return Files.readAllLines(world.log).stream()
                .filter(line -> !line.matches("\\S+ INFO .*"))
                .toList();
    }
}
