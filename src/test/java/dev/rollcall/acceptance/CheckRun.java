package dev.rollcall.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One {@code check --format json} of a generated company, beside the company's own book. */
final class CheckRun {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CheckRun() {}

    /** A clock that shows {@code instant} now and goes on. */
    static Clock clockAt(Instant instant) {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), instant));
    }

    /** Checks the company of {@code plan} as of {@code time} on its work date, at {@code now}. */
    static Result check(
            CompanyPlan plan,
            LocalTime time,
            Duration later,
            int callsPerSecond,
            UnaryOperator<SimulatorSettings> changed,
            Path directory) {
        SimulatedCompany company = SimulatedCompany.generate(plan);
        Instant asOf = plan.workDate().atTime(time).atZone(ZONE).toInstant();
        Clock clock = clockAt(asOf.plus(later));
        SimulatorSettings settings =
                changed.apply(SimulatorSettings.defaults().withClock(clock).withCallsPerSecond(callsPerSecond));
        try (DingTalkSimulator simulator = DingTalkSimulator.start(company, settings)) {
            Path file = Files.writeString(
                    directory.resolve("bot-config-" + plan.seed() + ".yaml"),
                    company.configYaml(
                            simulator.url(),
                            ConfigOptions.morningAt("09:40").withRequestsPerSecond(callsPerSecond * 3 / 4)));
            CommandLineRun outcome = CommandLineRun.around()
                    .at(clock)
                    .run(
                            "check",
                            "--config",
                            file.toString(),
                            "--at",
                            plan.workDate() + "T" + time,
                            "--format",
                            "json");
            return new Result(
                    outcome,
                    company.bookAt(asOf),
                    simulator.calls().counts(),
                    simulator.calls().refusals());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the program said, what the book says, and what DingTalk saw. */
    record Result(CommandLineRun outcome, Book book, Map<String, Integer> calls, List<String> refusals) {

        JsonNode json() {
            try {
                return MAPPER.readTree(outcome.out());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + outcome, e);
            }
        }

        /** User ids of everybody whom the program names. */
        Set<String> absent() {
            Set<String> absent = new TreeSet<>();
            json().path("departments")
                    .forEach(department -> department
                            .path("absent")
                            .forEach(person -> absent.add(person.path("user_id").asText())));
            return absent;
        }

        /** User ids of everybody whom the book calls absent. */
        Set<String> expectedAbsent() {
            return new TreeSet<>(book.company().absent().keySet());
        }

        /** The program's numbers and names in the form of {@link #expected}. */
        Map<String, String> found() {
            Map<String, String> found = new TreeMap<>();
            for (JsonNode department : json().path("departments")) {
                Map<String, Instant> absent = new TreeMap<>();
                department
                        .path("absent")
                        .forEach(person -> absent.put(
                                person.path("user_id").asText(),
                                OffsetDateTime.parse(person.path("due_at").asText())
                                        .toInstant()));
                found.put(department.path("id").asText(), numbers(department) + " " + absent);
            }
            found.put("company", numbers(json().path("company")));
            return found;
        }

        /** The book's numbers and names. */
        Map<String, String> expected() {
            Map<String, String> expected = new TreeMap<>();
            for (Book.Page page : book.departments()) {
                expected.put(String.valueOf(page.id()), numbers(page) + " " + new TreeMap<>(page.absent()));
            }
            expected.put("company", numbers(book.company()));
            return expected;
        }

        private static String numbers(JsonNode json) {
            return "due " + json.path("due").asInt() + " present "
                    + json.path("present").asInt() + " late "
                    + json.path("late").asInt() + " excused "
                    + json.path("excused").asInt() + " pending "
                    + json.path("pending").asInt() + " unverified "
                    + json.path("unverified").asInt() + " absent "
                    + json.path("absent_count").asInt();
        }

        private static String numbers(Book.Page page) {
            return "due " + page.due() + " present " + page.present() + " late " + page.late() + " excused "
                    + page.excused() + " pending " + page.pending() + " unverified " + page.unverified() + " absent "
                    + page.absent().size();
        }
    }
}
