package dev.rollcall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.DingTalkClient;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.dingtalk.Trials;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.message.Language;
import dev.rollcall.report.Diagnosis;
import dev.rollcall.report.Diagnosis.Line;
import dev.rollcall.report.Diagnosis.State;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Where something of ours fails while it is looked at. */
class BrokenExaminationTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    private final Clock clock = Clock.offset(
            Clock.systemUTC(),
            Duration.between(Instant.now(), DATE.atTime(10, 30).atZone(ZONE).toInstant()));

    private static DingTalkConfig at(DingTalkSimulator simulator) {
        SimulatedCompany company = simulator.company();
        return new DingTalkConfig(
                company.appKey(),
                Secret.of(company.appSecret()),
                company.appKey(),
                company.adminUserId(),
                true,
                simulator.url(),
                simulator.url(),
                15,
                0,
                0,
                true,
                true,
                Duration.ofMinutes(5),
                false,
                false);
    }

    @Test
    void thatIsAFindingAndHidesNoOther() {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(40, 2, 3, DATE).withCalm(true));
        ExecutorService pool = Executors.newCachedThreadPool();
        try (DingTalkSimulator simulator = DingTalkSimulator.start(
                        company, SimulatorSettings.defaults().withClock(clock));
                DingTalkClient client = new DingTalkClient(at(simulator), clock, Waiting.real())) {
            Patient patient = new Patient(
                    at(simulator),
                    ZONE,
                    Language.ZH,
                    List.of(DepartmentConfig.of(4100, Language.ZH)),
                    null,
                    List.of(company.adminUserId()),
                    "0.0.0.0");
            Inside inside = new Inside(
                    null,
                    new LedgerException(LedgerException.Reason.FULL, true, "canary"),
                    null,
                    () -> {
                        throw new IllegalStateException("canary");
                    },
                    () -> null);
            Trials trials = new Trials(client, clock, Waiting.real(), Allowance.UNLIMITED);

            Diagnosis diagnosis = new Doctor(patient, inside, trials, pool, clock, Waiting.real())
                    .examine(false)
                    .in(Language.EN);

            assertThat(diagnosis.lines())
                    .filteredOn(line -> line.state() == State.FAILED)
                    .extracting(Line::sentence)
                    .containsExactly(
                            "Database · there is no room to write → Free some disk space; nothing that is there is lost",
                            "Examination program · The examination itself failed; the log says why → Send that part of"
                                    + " the log to whoever looks after Rollcall; all other findings stand");
            assertThat(diagnosis.lines())
                    .filteredOn(line -> line.state() == State.OK)
                    .extracting(Line::id)
                    .contains("token", "permission.qyapi_base", "departments", "attendance_data", "stream");
        } finally {
            pool.shutdownNow();
        }
    }
}
