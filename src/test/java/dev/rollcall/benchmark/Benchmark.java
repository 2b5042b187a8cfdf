package dev.rollcall.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.cli.StartUp;
import dev.rollcall.common.Waiting;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints a table: Rollcall and the two ways a user would take instead, against the same simulator in the same run, one
 * after the other, for companies of several sizes.
 *
 * <p>Arguments: how many people each company has, and how often each is measured; of several times the median counts.
 * Calls are counted by the simulator, never by who makes them. The floor of the wall time is {@code max (ceil(m / q) - 1)
 * s} over the APIs, each asked m times at q calls a second, and one latency for each call that needs the answer of the one
 * before: plan, its further pages, shifts, punches, leaves, moved times, approvals.
 */
public final class Benchmark {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final int CALLS_PER_SECOND = 20;
    private static final Duration LATENCY = Duration.ofMillis(60);
    private static final int SEED = 3;

    /** A little longer than one. */
    private static final Duration SECOND = Duration.ofMillis(1100);

    private static final Map<String, String> AS_OF = new TreeMap<>(Comparator.comparing(
            (String name) -> List.of("first", "later", "after a sweep").indexOf(name)));

    static {
        AS_OF.putAll(Map.of("first", "09:40", "later", "10:00", "after a sweep", "10:00"));
    }

    private static final int LARGE = 10_000;

    /** Seconds. */
    private static final double MOST_PROCESSOR = 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n";

    private final Path directory;
    private final List<String> missed = new ArrayList<>();

    private Benchmark(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] args) throws Exception {
        System.out.printf(
                "%n%s, %d processors, Java %s; %d ms latency, %d calls a second for each API, seed %d%n%n",
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                LATENCY.toMillis(),
                CALLS_PER_SECOND,
                SEED);
        System.out.printf(
                ROW,
                "people",
                "what",
                "first s",
                "s",
                "floor s",
                "ratio",
                "metered calls",
                "minimum",
                "heap MiB",
                "processor s",
                "named / absent / wrongly");
        System.out.printf(ROW, (Object[]) "---: --- ---: ---: ---: ---: ---: ---: ---: ---: ---:".split(" "));
        Benchmark benchmark = new Benchmark(Files.createTempDirectory("benchmark"));
        for (String size : args[0].split(",")) {
            benchmark.company(Integer.parseInt(size), Integer.parseInt(args[1]));
        }
        benchmark.startUp();
        if (!benchmark.missed.isEmpty()) {
            throw new IllegalStateException("Not as promised:\n" + String.join("\n", benchmark.missed));
        }
    }

    private void startUp() throws Exception {
        SimulatedCompany company =
                SimulatedCompany.generate(CompanyPlan.of(500, 5, SEED, DATE).withCalm(true));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, SimulatorSettings.defaults())) {
            System.out.printf("%n| serve, flags of the Procfile | until ready, s | idle, MiB resident |%n");
            System.out.printf("| --- | ---: | ---: |%n");
            for (boolean archive : new boolean[] {true, false}) {
                StartUp best = StartUp.best(archive, simulator, directory);
                System.out.printf(
                        "| %s the archive of classes | %.2f | %d |%n",
                        archive ? "with" : "without", best.ready().toMillis() / 1000.0, best.residentMiB());
            }
        }
    }

    private void company(int people, int times) throws Exception {
        int departments = Math.max(2, people / 100);
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(people, departments, SEED, DATE)
                .withCalm(true)
                .withDirectMembersOnly(true)
                .withPast(1));
        Clock clock = Clock.offset(
                Clock.systemUTC(), Duration.between(Instant.now(), at("10:00").plusSeconds(2)));
        SimulatorSettings settings = SimulatorSettings.defaults()
                .withClock(clock)
                .withCallsPerSecond(CALLS_PER_SECOND)
                .withLatency(LATENCY);
        Map<String, List<Row>> rows = new HashMap<>();
        for (int turn = 0; turn < (people > LARGE ? 1 : times); turn++) {
            try (DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
                rollcall(simulator, people, turn)
                        .forEach((name, row) -> rows.computeIfAbsent(name, any -> new ArrayList<>())
                                .add(row));
                for (Map.Entry<String, List<String>> script : scripts().entrySet()) {
                    rows.computeIfAbsent(script.getKey(), any -> new ArrayList<>())
                            .add(script(simulator, script.getValue()));
                }
            }
        }
        for (String name : List.of(
                "Rollcall, first", "Rollcall, later", "Rollcall, after a sweep", "Python script", "Java script")) {
            boolean sweeps = people >= LARGE || !name.endsWith("sweep"); // Fewer are not asked about ahead.
            if (sweeps && rows.containsKey(name)) {
                print(people, name, rows.get(name));
            }
            if (sweeps && name.startsWith("Rollcall")) {
                rows.get(name).forEach(row -> promised(people, name, row));
            }
        }
    }

    /** What no other load on the machine excuses, of each turn. */
    private void promised(int people, String name, Row row) {
        String what = String.format("%,d people, %s: ", people, name);
        if (!name.endsWith("sweep") && row.calls() > row.minimum() * 1.02) {
            missed.add(what + row.calls() + " calls, where " + row.minimum() + " can do");
        }
        if (!row.right()) {
            missed.add(what + row.named() + ", or somebody unverified");
        }
        if (row.refused() > 0) {
            missed.add(what + row.refused() + " calls refused");
        }
        if (row.processor() >= MOST_PROCESSOR) {
            missed.add(what + row.processor() + " s of the processor");
        }
    }

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private Map<String, Row> rollcall(DingTalkSimulator simulator, int people, int turn)
            throws IOException, InterruptedException {
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withRequestsPerSecond(CALLS_PER_SECOND)
                .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger-" + people + "-" + turn));
        Path file = Files.writeString(
                directory.resolve("config-" + people + "-" + turn + ".yaml"),
                simulator.company().configYaml(simulator.url(), options));
        // Yesterday's takes as long as today's, in a large company; there it reads the plan only.
        String yesterday = people > LARGE ? "06:00" : "09:40";
        List<String> command = java(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                RollCallProcess.class,
                List.of(file.toString(), DATE.toString(), "09:40", "10:00", yesterday));
        Process process = new ProcessBuilder(command)
                .redirectError(directory.resolve("rollcall-" + people + ".log").toFile())
                .start();
        Map<String, Row> rows = new HashMap<>();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            for (String name : AS_OF.keySet()) {
                await(out, "READY " + name);
                Waiting.real().pause(SECOND); // Nothing of before counts in this second.
                simulator.calls().clear();
                in.write("\n");
                in.flush();
                JsonNode said = JSON.readTree(await(out, "DONE "));
                Set<String> truth = simulator
                        .company()
                        .bookAt(at(AS_OF.get(name)))
                        .company()
                        .absent()
                        .keySet();
                rows.put(
                        "Rollcall, " + name,
                        row(simulator, said, said.path("seconds").asDouble(), truth));
            }
        }
        process.waitFor();
        return rows;
    }

    private static String await(BufferedReader out, String prefix) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        throw new IOException("the process ended before " + prefix);
    }

    private static Map<String, List<String>> scripts() {
        Map<String, List<String>> scripts = new HashMap<>();
        scripts.put("Java script", java(List.of("-Xmx512m"), NaiveScript.class, List.of()));
        if (python()) {
            scripts.put("Python script", List.of("python3", "src/benchmark/python/naive_script.py"));
        }
        return scripts;
    }

    private static boolean python() {
        try {
            return new ProcessBuilder("python3", "-V").start().waitFor() == 0;
        } catch (IOException e) {
            System.out.println("There is no python3 here; its script is left out.");
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Row script(DingTalkSimulator simulator, List<String> script) throws IOException, InterruptedException {
        SimulatedCompany company = simulator.company();
        List<String> command = new ArrayList<>(script);
        command.addAll(List.of(simulator.url().toString(), company.appKey(), company.appSecret(), DATE.toString()));
        company.departments().stream()
                .map(SimulatedDepartment::id)
                .map(String::valueOf)
                .forEach(command::add);
        Waiting.real().pause(SECOND);
        simulator.calls().clear();
        Path out = directory.resolve("script.json");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(directory.resolve("script.log").toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("script.log")));
        }
        JsonNode said = JSON.readTree(Files.readString(out));
        return row(
                simulator,
                said,
                said.path("attendance").asDouble(),
                company.bookAt(at("10:00")).company().absent().keySet());
    }

    private static List<String> java(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    private static Row row(DingTalkSimulator simulator, JsonNode said, double seconds, Set<String> truth) {
        Set<String> named = new HashSet<>();
        said.path("absent").forEach(id -> named.add(id.asText()));
        Set<String> wrongly = new HashSet<>(named);
        wrongly.removeAll(truth);
        return new Row(
                said.path("first").asDouble(),
                seconds,
                floor(simulator),
                simulator.calls().metered(),
                said.path("minimum").asInt(),
                said.path("heap").asLong(),
                said.path("processor").asDouble(),
                named.size() + " / " + truth.size() + " / " + wrongly.size(),
                named.equals(truth) && said.path("unverified").asInt() == 0,
                simulator.calls().refused());
    }

    /** Of the attendance APIs: contacts are read at another time. */
    private static double floor(DingTalkSimulator simulator) {
        Map<String, Integer> calls = new HashMap<>(simulator.calls().counts());
        calls.keySet().removeIf(path -> !path.contains("attendance"));
        int most = calls.values().stream().mapToInt(count -> count).max().orElse(0);
        int one = (int) calls.keySet().stream()
                .filter(path -> !path.endsWith("/attendance/list")) // Beside the leaves.
                .filter(path -> !path.endsWith("listschedule")
                        || !calls.containsKey(path.replace("listschedule", "schedule/listbyusers")))
                .count();
        int further = (calls.getOrDefault("/topapi/attendance/listschedule", 0) > 1 ? 1 : 0)
                + Math.min(1, calls.getOrDefault("/topapi/attendance/getleavestatus", 0) / 2);
        int waits = Math.max(0, (most + CALLS_PER_SECOND - 1) / CALLS_PER_SECOND - 1);
        return waits + (one + further) * LATENCY.toMillis() / 1000.0;
    }

    private static void print(int people, String name, List<Row> rows) {
        List<Row> sorted =
                rows.stream().sorted(Comparator.comparingDouble(Row::seconds)).toList();
        Row median = sorted.get(sorted.size() / 2);
        boolean ours = median.minimum() > 0;
        System.out.printf(
                ROW,
                String.format("%,d", people),
                name,
                ours ? String.format("%.2f", median.first()) : "",
                String.format("%.2f", median.seconds()),
                ours ? String.format("%.2f", median.floor()) : "",
                ours ? String.format("%.2f", median.seconds() / median.floor()) : "",
                median.calls(),
                ours ? median.minimum() : "",
                ours ? median.heap() : "",
                ours ? String.format("%.1f", median.processor()) : "",
                median.named() + (median.refused() > 0 ? ", refused " + median.refused() : ""));
    }

    /** One measurement. */
    private record Row(
            double first,
            double seconds,
            double floor,
            int calls,
            int minimum,
            long heap,
            double processor,
            String named,
            boolean right,
            int refused) {}
}
