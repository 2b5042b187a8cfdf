package dev.rollcall.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Standing;
import dev.rollcall.app.ReadSide;
import dev.rollcall.check.Check;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigException;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A process that has been up since yesterday, when it read contacts and plan, and makes the first roll call of a day, one
 * more, and a third for which this one was the sweep ahead. Before each it says so on standard output and waits for a line;
 * after it, it prints a line of JSON.
 *
 * <p>Arguments: configuration file, work date, time of the first and of the later roll call and of yesterday's.
 */
public final class RollCallProcess {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ReadSide read;
    private final BotConfig config;

    private RollCallProcess(ReadSide read, BotConfig config) {
        this.read = read;
        this.config = config;
    }

    public static void main(String[] args) throws IOException, ConfigException {
        LocalDate date = LocalDate.parse(args[1]);
        LocalTime later = LocalTime.parse(args[3]);
        Instant now = date.atTime(later).atZone(ZONE).toInstant().plusSeconds(2);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
        BotConfig config = ConfigLoader.parse("benchmark.yaml", Files.readString(Path.of(args[0])), Map.of());
        try (Ledger ledger = Ledger.open(config.database(), clock);
                ReadSide read = new ReadSide(config, clock, Waiting.real(), ledger)) {
            RollCallProcess process = new RollCallProcess(read, config);
            process.find(date.minusDays(1), LocalTime.parse(args[4]), part -> {});
            RollCall first = process.measured("first", date, LocalTime.parse(args[2]), Minimum::first);
            RollCall ahead = process.measured("later", date, later, found -> Minimum.later(found, first));
            for (DepartmentRollCall department : ahead.departments()) {
                ledger.sweeps().people().keep(date, ahead.asOf(), department.findings());
            }
            process.measured("after a sweep", date, later, found -> Minimum.afterSweep(found, ahead));
        }
    }

    private RollCall find(LocalDate date, LocalTime time, Consumer<RollCall> early) {
        Check check =
                new Check("morning", date.atTime(time).atZone(ZONE).toInstant(), date, config.departments(), false);
        return read.find(check, new Run(Deadline.in(Duration.ofMinutes(20), Waiting.real())), early);
    }

    private RollCall measured(String name, LocalDate date, LocalTime time, ToIntFunction<RollCall> minimum)
            throws IOException {
        System.gc();
        System.out.println("READY " + name);
        in.readLine();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long processor = machine.getProcessCpuTime();
        long start = System.nanoTime();
        AtomicLong first = new AtomicLong();
        RollCall rollCall = find(date, time, part -> first.compareAndSet(0, System.nanoTime() - start));
        long all = System.nanoTime() - start;
        ObjectNode said = JSON.createObjectNode();
        said.put("seconds", all / 1e9);
        said.put("first", (first.get() == 0 ? all : first.get()) / 1e9);
        said.put("processor", (machine.getProcessCpuTime() - processor) / 1e9);
        said.put("heap", heapMiB());
        said.put("minimum", minimum.applyAsInt(rollCall));
        said.put("unverified", rollCall.company().unverified());
        TreeSet<String> absent = new TreeSet<>();
        rollCall.departments()
                .forEach(department -> department.with(Standing.ABSENT).stream()
                        .map(Finding::employee)
                        .forEach(employee -> absent.add(employee.id())));
        absent.forEach(said.putArray("absent")::add);
        System.out.println("DONE " + said);
        return rollCall;
    }

    /** The most that was used at once, garbage included. */
    private static long heapMiB() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }
}
