package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Faults;
import dev.rollcall.simulator.Situation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever DingTalk does wrong, and with whichever call: nobody is named wrongly, nobody is taken for present, there is
 * an end, and what is printed, the exit code and {@code complete} tell the truth (R10, R12, S5).
 *
 * <p>A cell of the matrix is a fault, an API, and how often. Everything runs by {@link QuickTime}, so that a minute's
 * deadline is over after three seconds, ten seconds' time-outs after half a second; HTTP is real.
 */
class FaultMatrixTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    /** Every situation that the simulator knows, nearly twice. */
    private static final CompanyPlan PLAN = CompanyPlan.of(120, 3, 11, DATE).withOnly(Situation.values());

    private static final Set<Fault> OF_ROBOTS = EnumSet.of(
            Fault.ACCEPTED_THEN_DROPPED,
            Fault.ROBOT_GROUP_DISSOLVED,
            Fault.ROBOT_DISABLED,
            Fault.ROBOT_REMOVED,
            Fault.ROBOT_CONTENT_REFUSED,
            Fault.ROBOT_SYSTEM_ERROR);

    private static final int LANES = 3;

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void everyFaultAndEveryApiOnceAndForEver() throws InterruptedException {
        List<FaultCell> covering = new ArrayList<>();
        List<FaultCell> all = cells(FaultCell.FAULTS);
        for (int index = 0; index < all.size(); index++) {
            FaultCell cell = all.get(index);
            int fault = FaultCell.FAULTS.indexOf(cell.fault());
            int api = FaultCell.APIS.indexOf(cell.api());
            if ((fault + api) % 3 == (cell.times() == 1 ? 0 : 1)) {
                covering.add(cell);
            }
        }
        covering.addAll(everywhere(FaultCell.FAULTS));
        run(covering);
    }

    @Test
    @Tag("proof")
    void everyFaultOnEveryApiOnceAndForEver() throws InterruptedException {
        List<Fault> faults = List.copyOf(EnumSet.complementOf(EnumSet.copyOf(OF_ROBOTS)));
        List<FaultCell> all = cells(faults);
        all.addAll(everywhere(faults));
        run(all);
    }

    private static List<FaultCell> everywhere(List<Fault> faults) {
        return faults.stream()
                .map(fault -> new FaultCell(fault, Faults.EVERY_API, FaultCell.FOR_EVER))
                .toList();
    }

    private static List<FaultCell> cells(List<Fault> faults) {
        List<FaultCell> cells = new ArrayList<>();
        for (Fault fault : faults) {
            for (String api : FaultCell.APIS) {
                cells.add(new FaultCell(fault, api, 1));
                cells.add(new FaultCell(fault, api, FaultCell.FOR_EVER));
            }
        }
        return cells;
    }

    private void run(List<FaultCell> cells) throws InterruptedException {
        ConcurrentLinkedQueue<FaultCell> ahead = new ConcurrentLinkedQueue<>(cells);
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        for (int lane = 0; lane < LANES; lane++) {
            Path own = directory.resolve("lane-" + lane + ".yaml");
            lanes.execute(() -> work(ahead, own));
        }
        lanes.shutdown();
        assertThat(lanes.awaitTermination(1, TimeUnit.HOURS)).isTrue();
        assertThat(ahead).isEmpty();
        assertThat(problems).isEmpty();
        assertThat(log.text()).doesNotContain("sim-tok-", "simAppSecret_", "access_token=", "CANARY-", "\tat ");
    }

    private void work(ConcurrentLinkedQueue<FaultCell> ahead, Path file) {
        try (FaultLane lane = new FaultLane(PLAN, file)) {
            for (FaultCell cell = ahead.poll(); cell != null; cell = ahead.poll()) {
                problems.addAll(lane.problems(cell));
            }
        } catch (Exception | AssertionError e) {
            problems.add(String.valueOf(e));
        }
    }
}
