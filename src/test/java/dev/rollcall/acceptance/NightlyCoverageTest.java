package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Postgres;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedDepartment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the configuration misses is found at night and told in the morning, once. */
@ResourceLock("log")
class NightlyCoverageTest {
    private static final Instant CUTOFF = Instant.parse("2026-11-20T01:40:00Z");

    @TempDir
    private Path directory;

    private DatabaseConfig file() {
        return new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180);
    }

    @Test
    void whatIsNewIsToldOnceAndWhatComesBackIsToldAgain() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-16T20:00", "SUN", 1)) {
            assertThat(nights.told("2026-11-17", 1))
                    .singleElement()
                    .asString()
                    .contains("有人不在任何已配置的部门里", " 2 人")
                    .doesNotContain("新出现", "机器人", "人事经理", "系统管理员");
            assertThat(nights.told("2026-11-18", 0)).isEmpty();

            nights.unconfigured(1);
            assertThat(nights.told("2026-11-19", 1))
                    .singleElement()
                    .asString()
                    .contains("钉钉里新出现 1 个没有配置的部门：新部门1 3 人")
                    .doesNotContain("有人不在");
            nights.unconfigured(2);
            assertThat(nights.told("2026-11-20", 1))
                    .singleElement()
                    .asString()
                    .contains("新部门2 3 人")
                    .doesNotContain("新部门1");
            nights.unconfigured(1);
            assertThat(nights.told("2026-11-21", 0)).isEmpty();
            nights.unconfigured(2);
            assertThat(nights.told("2026-11-22", 1)).singleElement().asString().contains("新部门2 3 人");
        }
    }

    @Test
    void departmentsThatLostEverybodyAndUserIdsThatNobodyHasAnyMoreAreToldOnce() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-16T20:00", "SUN", 1)) {
            assertThat(nights.told("2026-11-17", 1)).singleElement().asString().doesNotContain("读不到任何人", "userid");
            nights.nobody();
            assertThat(nights.told("2026-11-18", 1))
                    .singleElement()
                    .asString()
                    .contains("这些已配置的部门里读不到任何人：", "配置里有 ", " 不在 Rollcall 看得到的 2 人当中：", "（departments［0］.leads）");
            assertThat(nights.told("2026-11-19", 0)).isEmpty();
        }
    }

    @Test
    void anOrganisationThatIsEmptyAtACutoffIsToldThen() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-20T08:30", "FRI", 1)) {
            nights.nobody();
            nights.comes("2026-11-20T09:40:01");
            nights.await(() -> !nights.admin().isEmpty());
            assertThat(nights.admin()).singleElement().asString().contains("这些已配置的部门里读不到任何人：");
            assertThat(Duration.between(CUTOFF, nights.time.instant())).isLessThan(Duration.ofMinutes(5));
            assertThat(nights.told("2026-11-21", 1)).singleElement().asString().doesNotContain("读不到任何人");
        }
    }

    @Test
    void nobodyIsToldAtNight() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-16T20:00", "SUN", 1)) {
            nights.night("2026-11-17");
            nights.comes("2026-11-17T07:58:00");
            nights.aWhile();
            assertThat(nights.admin()).isEmpty();

            assertThat(nights.morning("2026-11-17", 1)).hasSize(1);
        }
    }

    @Test
    void aRobotThatFailedIsNamedWithItsReason() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-19T20:00", "FRI", 1)) {
            SimulatedDepartment tech = nights.simulator.company().departments().get(0);
            nights.simulator.faults().on("/robot/send?access_token=" + tech.robotToken(), Fault.ROBOT_REMOVED, -1);
            assertThat(nights.friday())
                    .filteredOn(slot -> slot.state() == SlotState.FAILED)
                    .hasSize(1);

            assertThat(nights.told("2026-11-21", 1))
                    .singleElement()
                    .asString()
                    .contains("有 1 个机器人最近一次播报没有送达：" + tech.name() + "（机器人已被移除，300005）");
            assertThat(nights.told("2026-11-22", 0)).isEmpty();
        }
    }

    @Test
    void twoProcessesTellOnce() throws Exception {
        try (Nights nights = new Nights(Postgres.shared().freshDatabase(), "2026-11-16T20:00", "SUN", 2)) {
            assertThat(nights.told("2026-11-17", 1)).hasSize(1);
            nights.unconfigured(1);
            assertThat(nights.told("2026-11-18", 1)).hasSize(1);
            assertThat(nights.told("2026-11-19", 0)).isEmpty();
        }
    }

    @Test
    void whileDingTalkIsAwayAtNightNothingIsTakenToBeGoneOrNew() throws Exception {
        try (LogCapture log = new LogCapture();
                Nights nights = new Nights(file(), "2026-11-16T20:00", "SUN", 1)) {
            assertThat(nights.told("2026-11-17", 1)).hasSize(1);
            nights.unconfigured(1);
            nights.simulator.faults().on("*", Fault.HTTP_503, -1);
            nights.comes("2026-11-18T03:17:40");
            nights.await(() -> log.text().contains("could not be read as a whole tonight"));
            nights.simulator.faults().clear();
            assertThat(nights.morning("2026-11-18", 0)).isEmpty();

            assertThat(nights.told("2026-11-19", 1))
                    .singleElement()
                    .asString()
                    .contains("新部门1")
                    .doesNotContain("有人不在");
        }
    }

    @Test
    void whatIsReadForTheContactsIsNotAskedForOnceMore() throws Exception {
        try (Nights nights = new Nights(file(), "2026-11-16T20:00", "SUN", 1)) {
            nights.told("2026-11-17", 1);
            List<Long> departments = nights.simulator.company().departments().stream()
                    .map(SimulatedDepartment::id)
                    .toList();

            // The three that are configured, the root and one beside them.
            assertThat(nights.simulator.calls().counts())
                    .containsEntry("/topapi/v2/user/list", departments.size() + 2)
                    .containsEntry("/topapi/v2/department/listsub", departments.size() + 2);
        }
    }
}
