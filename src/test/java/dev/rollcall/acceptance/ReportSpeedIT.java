package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.PointResult;
import dev.rollcall.absence.PointResult.Verdict;
import dev.rollcall.absence.Standing;
import dev.rollcall.app.ReadSide;
import dev.rollcall.app.Reports;
import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.report.DailyFormat;
import dev.rollcall.report.ReportRange;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.SimulatedCompany;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month of a thousand people, from the ledger, in a process of its own with the memory that is promised. No other test
 * runs beside it.
 */
class ReportSpeedIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate LAST = LocalDate.of(2026, 9, 30);
    private static final int DAYS = 30;
    private static final int DEPARTMENTS = 10;
    private static final int PEOPLE = 100;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** Names of the first people of each department. */
    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://127.0.0.1\",\"x\")",
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            "\u202E\u5F20\u4E09",
            "<b>&amp;\"'</b>",
            "\u957F".repeat(80));

    @TempDir
    private Path directory;

    /** Everybody of one department on one date, each a little different. */
    private static DayRecord day(LocalDate date, SimulatedCompany company, int index) {
        long department = company.departments().get(index).id();
        Instant start = date.atTime(9, 0).atZone(ZONE).toInstant();
        Instant end = start.plus(Duration.ofHours(9));
        List<PersonRecord> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            boolean late = i % 17 == 3;
            boolean absent = i % 23 == 5;
            Instant in = start.plusSeconds(late ? 600 + i : -600 + i);
            Instant out = end.plusSeconds(i * 7L);
            people.add(new PersonRecord(
                    "sim%03d%03d".formatted(index, i),
                    i < HOSTILE.size() ? HOSTILE.get(i) : "员工" + index + "号" + i,
                    absent ? Standing.ABSENT : Standing.PRESENT,
                    late && !absent,
                    start,
                    absent ? null : in,
                    absent ? null : in,
                    absent ? null : out,
                    List.of(
                            new PointResult(
                                    true,
                                    start,
                                    absent ? null : in,
                                    absent ? Verdict.MISSING : late ? Verdict.LATE : Verdict.NORMAL),
                            new PointResult(
                                    false, end, absent ? null : out, absent ? Verdict.MISSING : Verdict.NORMAL))));
        }
        Instant midnight = date.plusDays(1).atStartOfDay(ZONE).toInstant();
        return new DayRecord(
                date,
                department,
                company.departments().get(index).name(),
                midnight.minusSeconds(1),
                midnight.plus(Duration.ofDays(10)),
                null,
                people);
    }

    private Path config(SimulatedCompany company) throws Exception {
        Path config = directory.resolve("bot-config.yaml");
        ConfigOptions options =
                ConfigOptions.morningAt("18:00").withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
        Files.writeString(config, company.configYaml(URI.create("http://127.0.0.1:1"), options)); // Nobody is asked.
        return config;
    }

    @Test
    void aMonthOfAThousandPeopleTakesLessThanFiveSecondsWithin256Mebibytes() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(20, DEPARTMENTS, 1, LAST));
        Path config = config(company);
        LocalDate first = LAST.minusDays(DAYS - 1L);
        try (Ledger ledger = Ledger.open(ConfigLoader.load(config, Map.of()).database(), Clock.systemUTC())) {
            for (LocalDate date : first.datesUntil(LAST.plusDays(1)).toList()) {
                List<DayRecord> records = new ArrayList<>();
                for (int index = 0; index < DEPARTMENTS; index++) {
                    records.add(day(date, company, index));
                }
                ledger.days().keep(records);
            }
            assertThat(ledger.days().of(first, first).get(0)).isEqualTo(day(first, company, 0));
        }
        List<String> said = inAProcessOfItsOwn(config, first);
        said.forEach(System.out::println);
        assertThat(Files.lines(directory.resolve("month.csv"))).hasSize(1 + DAYS * DEPARTMENTS);
        isReadBack(
                directory.resolve("month.xlsx"),
                first.datesUntil(LAST.plusDays(1))
                        .flatMap(date -> IntStream.range(0, DEPARTMENTS).mapToObj(index -> day(date, company, index)))
                        .toList());
        assertThat(said)
                .hasSize(2)
                .allSatisfy(line -> assertThat(Duration.ofMillis(Long.parseLong(line.split(" ", -1)[1])))
                        .as(line)
                        .isLessThan(LONGEST));
    }

    /** Every cell of both sheets, by a library that is not ours. */
    private static void isReadBack(Path file, List<DayRecord> days) throws Exception {
        try (XSSFWorkbook workbook = new XSSFWorkbook(file.toFile())) {
            ReportTest.departments(workbook.getSheet("部门"), days);
            ReportTest.people(workbook.getSheet("人员"), days);
        }
    }

    /** Makes both files, the workbook first, and says how long each took: what {@code serve} does on a click. */
    public static void main(String[] arguments) throws Exception {
        BotConfig config = ConfigLoader.load(Path.of(arguments[0]), Map.of());
        ReportRange range = new ReportRange(LocalDate.parse(arguments[1]), LAST);
        try (Ledger ledger = Ledger.open(config.database(), Clock.systemUTC());
                ReadSide read = new ReadSide(config, Clock.systemUTC(), Waiting.real(), ledger)) {
            Reports reports = new Reports(config, read, ledger, Clock.systemUTC());
            for (DailyFormat format : List.of(DailyFormat.XLSX, DailyFormat.CSV)) {
                long begun = System.nanoTime();
                byte[] file = format.print(reports.report(range).get());
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                Files.write(Path.of(arguments[2]).resolve("month." + format), file);
                System.out.println(
                        format + ": " + took.toMillis() + " ms for 30 days x 1,000 people, " + file.length + " bytes");
            }
        }
    }

    private List<String> inAProcessOfItsOwn(Path config, LocalDate first) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Drollcall.log=WARN",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReportSpeedIT.class.getName(),
                        config.toString(),
                        first.toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().filter(line -> line.contains(" ms for ")).toList();
    }
}
