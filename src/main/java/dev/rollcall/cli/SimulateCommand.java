package dev.rollcall.cli;

import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulator alone: a DingTalk on loopback with a generated company. */
@Command(
        name = "simulate",
        description = "Runs the DingTalk simulator alone, on loopback.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalTime CUTOFF = LocalTime.of(9, 40);

    @Option(names = "--port", defaultValue = "8090", description = "Default: ${DEFAULT-VALUE}; 0: any free one.")
    private int port;

    @Option(names = "--employees", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}.")
    private int employees;

    @Option(names = "--departments", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    private int departments;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed, another company.")
    private long seed;

    /** So many days before it can be reported on. */
    private static final int PAST_DAYS = 40;

    private final Surroundings surroundings;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        Numbers.check(employees, departments, port);
        LocalDate day = lastMorning(surroundings.clock().instant());
        SimulatedCompany company = SimulatedCompany.generate(
                CompanyPlan.of(employees, departments, seed, day).withPast(PAST_DAYS));
        SimulatorSettings settings = SimulatorSettings.defaults().withPort(port).withClock(surroundings.clock());
        try (DingTalkSimulator simulator = Ports.listening(port, () -> DingTalkSimulator.start(company, settings))) {
            surroundings.out().println("DingTalk simulator at " + simulator.url() + ", work date " + day);
            surroundings.out().println("A configuration for it: " + simulator.url() + "/simulator/config?at=09:40");
            surroundings.out().println("Its book: " + simulator.url() + "/simulator/book?at=" + day + "T01:40:00Z");
            surroundings.out().println("A roll call of it: check --config FILE --at " + day + "T09:40");
            surroundings.out().flush();
            Stopping.untilStopped(surroundings, simulator);
        }
        return Main.DONE;
    }

    /** The last date on which it was 09:40: before that, nobody of today would be due yet. */
    private static LocalDate lastMorning(Instant now) {
        return now.atZone(ZONE)
                .minusHours(CUTOFF.getHour())
                .minusMinutes(CUTOFF.getMinute())
                .toLocalDate();
    }
}
