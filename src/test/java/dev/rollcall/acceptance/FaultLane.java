package dev.rollcall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Faults;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One company that is checked again and again, each time with another fault. */
final class FaultLane implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final LocalTime AS_OF = LocalTime.of(10, 45);
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** What a check may take beyond its deadline: the machine's own time counts twenty times. */
    private static final Duration LEEWAY = Duration.ofSeconds(20);

    private static final int CUT_OFF = 5;

    private static final Duration SLOWNESS = Duration.ofSeconds(30);

    /** A code that nobody knows: DingTalk refuses the question as such. */
    private static final Fault REFUSED = Fault.ROBOT_DISABLED;

    private final QuickTime time;
    private final SimulatedCompany company;
    private final DingTalkSimulator simulator;
    private final Path file;
    private final Book book;
    private final Map<Boolean, Map<String, Integer>> usual = new LinkedHashMap<>();
    private final String asOf;

    FaultLane(CompanyPlan plan, Path file) throws IOException {
        this.file = file;
        Instant instant =
                plan.workDate().atTime(AS_OF).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
        asOf = plan.workDate() + "T" + AS_OF;
        time = QuickTime.from(instant.plusSeconds(120));
        company = SimulatedCompany.generate(plan);
        book = company.bookAt(instant);
        simulator = DingTalkSimulator.start(
                company,
                SimulatorSettings.defaults()
                        .withClock(time)
                        .withCallsPerSecond(0)
                        .withTokenLife(Duration.ofDays(30))
                        .withSlowness(time.onTheMachine(SLOWNESS)));
        Files.writeString(file, company.configYaml(simulator.url(), ConfigOptions.morningAt("09:40")));
    }

    /** What a check with this fault did that it must not do. */
    List<String> problems(FaultCell cell) {
        boolean byUsers = cell.api().equals(FaultCell.SCHEDULE_BY_USERS);
        Map<String, Integer> ordinary = usual.get(byUsers);
        if (ordinary == null) {
            ordinary = ordinary(byUsers);
            usual.put(byUsers, ordinary);
        }
        Checked checked = check(byUsers, cell);
        checked.truthful();
        if (cell.recovers()) {
            checked.mustBeWhole();
        }
        if (cell.ruins() && checked.run.code() != 1) {
            checked.problems.add("says that it is complete");
        }
        checked.bounded(ordinary);
        if (!checked.calls().containsKey(cell.api()) && !cell.api().equals(Faults.EVERY_API)) {
            checked.problems.add("never got there");
        }
        return checked.told();
    }

    /** What a check asks when all is well. */
    private Map<String, Integer> ordinary(boolean byUsers) {
        FaultCell none = new FaultCell(Fault.SLOW, "/none", 1);
        check(byUsers, none); // A cold machine is slow, and here that counts twenty times.
        Checked well = check(byUsers, none);
        well.truthful();
        well.mustBeWhole();
        if (!well.told().isEmpty()) {
            throw new AssertionError("without any fault: " + well.told());
        }
        return well.calls();
    }

    private Checked check(boolean byUsers, FaultCell cell) {
        simulator.faults().clear();
        simulator.calls().clear();
        if (byUsers) {
            simulator.faults().on(FaultCell.SCHEDULE, REFUSED, -1);
        }
        simulator.faults().on(cell.api(), cell.fault(), cell.times());
        long begin = time.nanos();
        CommandLineRun run = CommandLineRun.around()
                .at(time)
                .waiting(time)
                .run("check", "--config", file.toString(), "--at", asOf, "--format", "json");
        Duration took = Duration.ofNanos(time.nanos() - begin);
        return new Checked(cell, run, simulator.calls().counts(), took);
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** One check that has ended. */
    private final class Checked {
        private final FaultCell cell;
        private final CommandLineRun run;
        private final Map<String, Integer> calls;
        private final JsonNode json;
        private final List<String> problems = new ArrayList<>();

        Checked(FaultCell cell, CommandLineRun run, Map<String, Integer> calls, Duration took) {
            this.cell = cell;
            this.run = run;
            this.calls = calls;
            this.json = parse(run.out());
            if (took.compareTo(DEADLINE.plus(LEEWAY)) > 0) {
                problems.add("took " + took);
            }
        }

        private JsonNode parse(String out) {
            try {
                return MAPPER.readTree(out);
            } catch (JsonProcessingException e) {
                problems.add("no JSON");
                return MAPPER.createObjectNode();
            }
        }

        Map<String, Integer> calls() {
            return calls;
        }

        boolean complete() {
            return json.path("complete").asBoolean();
        }

        void truthful() {
            if (run.code() != (complete() ? 0 : 1)) {
                problems.add("exit code " + run.code() + " with complete " + complete());
            }
            for (JsonNode department : json.path("departments")) {
                Set<String> named = named(department);
                named.removeAll(
                        book.department(department.path("id").asLong()).absent().keySet());
                if (!named.isEmpty()) {
                    problems.add("names wrongly " + named);
                }
                adds(department);
                if (department.path("complete").asBoolean()) {
                    mustEqualTheBook(department);
                }
            }
            adds(json.path("company"));
            if (complete()) {
                mustEqualTheBook();
            }
            tellsItsCalls();
            String all = run.out() + run.err();
            for (String secret : List.of(company.appSecret(), "sim-tok-", "access_token=", "CANARY-")) {
                if (all.contains(secret)) {
                    problems.add("prints " + secret);
                }
            }
            if (run.err().contains("\tat ") || run.err().contains("Exception")) {
                problems.add("a stack trace");
            }
            if (!complete() && run.err().isBlank()) {
                problems.add("says nothing of why");
            }
        }

        private void adds(JsonNode numbers) {
            int sum = 0;
            for (String part : List.of("present", "excused", "pending", "absent_count", "unverified")) {
                sum += numbers.path(part).asInt();
            }
            if (sum != numbers.path("due").asInt()
                    || (complete() && numbers.path("unverified").asInt() > 0)) {
                problems.add("does not add up: " + numbers);
            }
        }

        private static Set<String> named(JsonNode department) {
            Set<String> named = new TreeSet<>();
            department
                    .path("absent")
                    .forEach(person -> named.add(person.path("user_id").asText()));
            return named;
        }

        /** A call that was cut off by its time-out may never have arrived. */
        private void tellsItsCalls() {
            int cutOff = Math.max(0, sum(apiCalls()) - sum(calls));
            boolean each = calls.entrySet().stream()
                    .allMatch(entry -> apiCalls().getOrDefault(entry.getKey(), 0) >= entry.getValue());
            if (!each || cutOff > CUT_OFF) {
                problems.add("api_calls " + apiCalls() + " but " + calls);
            }
        }

        private static int sum(Map<String, Integer> counts) {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        private Map<String, Integer> apiCalls() {
            Map<String, Integer> told = new java.util.TreeMap<>();
            json.path("api_calls")
                    .properties()
                    .forEach(entry -> told.put(entry.getKey(), entry.getValue().asInt()));
            return told;
        }

        void mustBeWhole() {
            if (run.code() != 0) {
                problems.add("did not recover");
            }
            mustEqualTheBook();
        }

        private void mustEqualTheBook() {
            json.path("departments").forEach(this::mustEqualTheBook);
            if (!numbers(json.path("company")).equals(numbers(book.company()))) {
                problems.add("company has " + numbers(json.path("company")) + " where the book has "
                        + numbers(book.company()));
            }
        }

        private void mustEqualTheBook(JsonNode department) {
            Book.Page page = book.department(department.path("id").asLong());
            if (!named(department).equals(page.absent().keySet())
                    || !numbers(department).equals(numbers(page))) {
                problems.add("department " + page.id() + " has " + numbers(department) + named(department)
                        + " where the book has " + numbers(page) + page.absent().keySet());
            }
        }

        private static List<Integer> numbers(JsonNode json) {
            return List.of(
                    json.path("due").asInt(),
                    json.path("present").asInt(),
                    json.path("late").asInt(),
                    json.path("excused").asInt(),
                    json.path("pending").asInt(),
                    json.path("absent_count").asInt());
        }

        private static List<Integer> numbers(Book.Page page) {
            return List.of(
                    page.due(),
                    page.present(),
                    page.late(),
                    page.excused(),
                    page.pending(),
                    page.absent().size());
        }

        /** Four attempts for each call, and some more where everybody is left over who otherwise would not be. */
        void bounded(Map<String, Integer> ordinary) {
            calls.forEach((api, count) -> {
                int most = 4 * ordinary.getOrDefault(api, 0) + 24;
                if (count > most) {
                    problems.add(count + " calls of " + api + ", more than " + most);
                }
            });
        }

        List<String> told() {
            return problems.stream()
                    .map(problem -> cell + ": " + problem + " | " + run.code() + " "
                            + run.err().replace("\n", " / "))
                    .toList();
        }
    }
}
