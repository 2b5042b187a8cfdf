package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it counts threads")
class DingTalkSimulatorTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 16);

    @Test
    void startsAndStopsQuicklyAndLeavesNoThread() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(50, 3, 1, DAY));
        try (DingTalkSimulator warm = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
            assertThat(new Client(warm).token()).startsWith("sim-tok-");
        }
        int before = Thread.activeCount();
        long begin = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            try (DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
                assertThat(new Client(simulator).token()).startsWith("sim-tok-");
            }
        }
        assertThat(Duration.ofNanos((System.nanoTime() - begin) / 20)).isLessThan(Duration.ofMillis(500));
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 2);
    }

    @Test
    void servesAnotherCompanyWithoutARestart() {
        SimulatedCompany first = SimulatedCompany.generate(CompanyPlan.of(3, 1, 1, DAY));
        SimulatedCompany second = SimulatedCompany.generate(CompanyPlan.of(5, 2, 2, DAY));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(first, SimulatorSettings.defaults())) {
            Client client = new Client(simulator);
            client.post("/topapi/user/count", "{'only_active':false}");
            simulator.company(second);

            JsonNode counted = client.post("/topapi/user/count", "{'only_active':'false'}");

            assertThat(counted.at("/result/count").asInt()).isEqualTo(5 + 2);
            assertThat(simulator.calls().counts()).isEqualTo(Map.of("/topapi/user/count", 1));
        }
    }

    @Test
    void aDroppedConnectionIsNoAnswer() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(3, 1, 1, DAY));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
            Client client = new Client(simulator);
            simulator.faults().on("/topapi/user/count", Fault.DROPPED_CONNECTION, -1);

            assertThatThrownBy(() -> client.post("/topapi/user/count", "{}")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void manyCallersAtOnceGetNeitherMoreNorLessThanTheLimit() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(50, 1, 1, DAY));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
            Client client = new Client(simulator);
            long refused = IntStream.range(0, 300)
                    .parallel()
                    .mapToObj(i -> client.post("/topapi/user/count", "{}"))
                    .filter(answer -> answer.path("errcode").asInt() == 88)
                    .count();

            assertThat(simulator.calls().counts()).containsEntry("/topapi/user/count", 300);
            assertThat(refused).isEqualTo(simulator.calls().refused());
            assertThat(300 - refused).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void threeHundredCallsOfFiftyPeopleTakeLittleTime() {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(3000, 10, 1, DAY));
        SimulatorSettings unlimited = SimulatorSettings.defaults().withCallsPerSecond(0);
        String ids = IntStream.range(0, 50).mapToObj("'sim%05d'"::formatted).collect(Collectors.joining(","));
        String body =
                "{'userIds':[" + ids + "],'checkDateFrom':'2026-03-16 00:00:00','checkDateTo':'2026-03-16 23:59:59'}";
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, unlimited)) {
            Client client = new Client(simulator);
            long begin = System.nanoTime();
            IntStream.range(0, 300).parallel().forEach(i -> client.post("/attendance/listRecord", body));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(simulator.calls().counts()).containsEntry("/attendance/listRecord", 300);
        }
    }
}
