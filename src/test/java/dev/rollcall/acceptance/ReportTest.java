package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.PointResult;
import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.cli.CommandLineRun;
import dev.rollcall.config.BotConfig;
import dev.rollcall.config.ConfigLoader;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.DingTalkSimulator;
import dev.rollcall.simulator.Evenings;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.SimulatedCompany;
import dev.rollcall.simulator.SimulatedDepartment;
import dev.rollcall.simulator.SimulatorSettings;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daily report: from DingTalk what is not kept, from the ledger the rest; the same bytes however it is asked for. */
class ReportTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** A Friday; the week before is in the simulator's past. */
    private static final LocalDate TODAY = ChatDay.DATE;

    private static final LocalDate FROM = TODAY.minusDays(6);
    private static final LocalDate TO = TODAY.minusDays(1);
    private static final Clock CLOCK =
            Clock.fixed(TODAY.atTime(9, 45).atZone(ZONE).toInstant(), ZONE);
    private static final String HEADING = "work_date,department_id,department,due,present,late,early,missing_punch,"
            + "excused,pending,absent,unverified";

    @TempDir
    private Path directory;

    private static CompanyPlan plan() {
        return ChatDay.company().withPast(10);
    }

    private DingTalkSimulator simulate(SimulatedCompany company, boolean stream) throws Exception {
        DingTalkSimulator simulator = DingTalkSimulator.start(
                company, SimulatorSettings.defaults().withClock(CLOCK).withCallsPerSecond(0));
        ConfigOptions options = ConfigOptions.morningAt("18:00")
                .withStream(stream)
                .withDatabaseUrl("jdbc:h2:" + directory.resolve("ledger"));
        Files.writeString(config(), company.configYaml(simulator.url(), options));
        return simulator;
    }

    private Path config() {
        return directory.resolve("bot-config.yaml");
    }

    private CommandLineRun report(String... more) {
        List<String> arguments = new ArrayList<>(List.of("report", "--config", config().toString()));
        arguments.addAll(List.of(more));
        return CommandLineRun.around().at(CLOCK).run(arguments.toArray(String[]::new));
    }

    private CommandLineRun week(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--from", FROM.toString(), "--to", TO.toString()));
        arguments.addAll(List.of(more));
        return report(arguments.toArray(String[]::new));
    }

    private static String expected(SimulatedCompany company) {
        StringBuilder csv = new StringBuilder("\uFEFF" + HEADING + "\n");
        Evenings evenings = new Evenings(company);
        FROM.datesUntil(TO.plusDays(1)).forEach(date -> {
            for (SimulatedDepartment department : company.departments()) {
                csv.append(date).append(',').append(department.id()).append(',').append(department.name());
                evenings.numbers(department.id(), date)
                        .forEach(number -> csv.append(',').append(number));
                csv.append('\n');
            }
        });
        return csv.toString();
    }

    @Test
    void aWeekSaysWhatTheBookSaysAndASecondTimeNothingIsAsked() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            CommandLineRun first = week();

            assertThat(first.err()).isEmpty();
            assertThat(first.code()).isZero();
            assertThat(first.out()).isEqualTo(expected(company));
            assertThat(first.out().lines().skip(1).toList())
                    .as("somebody left early, and somebody lacks a card")
                    .anyMatch(line -> !line.split(",", -1)[6].equals("0"))
                    .anyMatch(line -> !line.split(",", -1)[7].equals("0"));

            int calls = simulator.calls().counts().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            CommandLineRun second = week("--format", "csv");
            assertThat(second.out()).isEqualTo(first.out());
            assertThat(simulator.calls().counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as("a day that is kept is not asked for again")
                    .isEqualTo(calls);
        }
    }

    @Test
    void theSameDaysAreTheSameFileWhetherTheyAreReadOrKept() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            Path alone = directory.resolve("alone.xlsx");
            Path again = directory.resolve("again.xlsx");
            assertThat(week("--out", alone.toString()).code()).isZero();
            assertThat(week("--out", again.toString(), "--format", "xlsx").code())
                    .isZero();
            assertThat(again).hasSameBinaryContentAs(alone);
            assertThat(simulator.calls().counts()).isNotEmpty();
        }
    }

    @Test
    void theBoardsFileIsThatOfTheCommandLine() throws Exception {
        try (ChatDay day = new ChatDay(Way.STREAM, plan(), true)) {
            String query = "/api/v1/report?from=" + FROM + "&to=" + TO;
            HttpResponse<byte[]> csv = get(day, query);
            HttpResponse<byte[]> again = get(day, query + "&format=csv");
            HttpResponse<byte[]> xlsx = get(day, query + "&format=xlsx");

            assertThat(new String(csv.body(), StandardCharsets.UTF_8)).isEqualTo(expected(day.company));
            assertThat(again.body()).isEqualTo(csv.body());
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
            assertThat(csv.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"rollcall-" + FROM + "-" + TO + ".csv\"");
            assertThat(xlsx.headers().firstValue("Content-Type"))
                    .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            assertThat(get(day, query + "&format=xlsx").body()).isEqualTo(xlsx.body());
        }
    }

    private static HttpResponse<byte[]> get(ChatDay day, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + day.app().port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-18|2026-11-17|to: 2026-11-17 is before 2026-11-18",
                "2026-11-18|2026-11-21|to: 2026-11-21 is still to come; it is 2026-11-20",
                "2026-10-01|2026-11-01|from, to: these are 32 days; give at most 31",
                "2026-04-01|2026-04-02|from: 2026-04-01 is not kept here, and DingTalk has no more than 180 days; give"
                        + " 2026-05-24 or later",
                "2026-2-30|2026-11-01|from: give a date as yyyy-MM-dd",
                "2026-02-30|2026-11-01|from: give a date as yyyy-MM-dd",
                "2026-11-01|heute|to: give a date as yyyy-MM-dd"
            })
    void whatCannotBeMeantIsSaid(String from, String to, String why) throws Exception {
        try (DingTalkSimulator simulator = simulate(SimulatedCompany.generate(plan()), false)) {
            CommandLineRun run = report("--from", from, "--to", to);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).startsWith("--" + why).hasLineCount(1);
            assertThat(run.out()).isEmpty();
            assertThat(simulator.calls().counts()).isEmpty();
        }
    }

    @Test
    void aDayThatCannotBeReadWholeIsSaidAndReadAgain() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            simulator.faults().on("/attendance/listRecord", Fault.HTTP_500, -1);
            CommandLineRun broken = report("--from", TO.toString(), "--to", TO.toString());
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err()).contains("Incomplete: " + TO).doesNotContain("\tat ");
            for (String line : broken.out().lines().skip(1).toList()) {
                assertThat(line.split(",", -1)[10])
                        .as("nobody is absent: " + line)
                        .isEqualTo("0");
            }

            simulator.faults().clear();
            assertThat(week().out()).isEqualTo(expected(company));
        }
    }

    /** Zeros would look like a day of rest. */
    @Test
    void aDayOfWhichNobodyIsKnownHasNoNumbersAndADayOfRestHasZeros() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        LocalDate rest = TODAY.with(TemporalAdjusters.previous(DayOfWeek.SUNDAY));
        Path file = directory.resolve("day.xlsx");
        try (DingTalkSimulator simulator = simulate(company, false)) {
            simulator.faults().on("/topapi/v2/user/list", Fault.HTTP_500, -1);
            CommandLineRun broken = report("--from", TO.toString(), "--to", TO.toString());
            CommandLineRun sheets = report("--from", TO.toString(), "--to", TO.toString(), "--out", file.toString());

            assertThat(broken.code()).isEqualTo(1);
            assertThat(sheets.code()).isEqualTo(1);
            assertThat(broken.err()).contains("Incomplete: " + TO);
            assertThat(broken.out().lines().skip(1).toList())
                    .hasSize(company.departments().size())
                    .allMatch(line -> line.matches(TO + ",\\d+,[^,]+,{9}"));
            try (InputStream in = Files.newInputStream(file);
                    XSSFWorkbook workbook = new XSSFWorkbook(in)) {
                Row row = workbook.getSheet("部门").getRow(1);
                assertThat(row.getLastCellNum()).as("date, id and name").isEqualTo((short) 3);
            }

            simulator.faults().clear();
            CommandLineRun free = report("--from", rest.toString(), "--to", rest.toString());
            assertThat(free.code()).as(free.err()).isZero();
            assertThat(free.out().lines().skip(1).toList())
                    .hasSize(company.departments().size())
                    .allMatch(line -> line.matches(rest + ",\\d+,[^,]+(,0){9}"));
        }
    }

    @Test
    void digestsComeFirstWhereTheMonthsCallsDoNotSufficeForBoth() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            String yaml = Files.readString(config());
            Files.writeString(config(), yaml.replaceFirst("monthly_calls: \\d+", "monthly_calls: 150"));
            CommandLineRun run = week();

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .containsPattern(
                            "The month's calls that are left are needed for the digests: \\d of 6 days were read")
                    .doesNotContain("\tat ");
            assertThat(run.out()).isEmpty();
            assertThat(simulator.calls().counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isLessThan(150);
        }
    }

    /** A month of a large company is minutes of reading and hundreds of calls. */
    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeAnythingIsRead() throws Exception {
        try (DingTalkSimulator simulator = simulate(SimulatedCompany.generate(plan()), false)) {
            Path missing = directory.resolve("none");
            Map<Path, String> refused = Map.of(
                    missing.resolve("x.xlsx"),
                    "there is no folder " + missing + "; make it, or give another --out",
                    directory,
                    "it is a folder; name a file in it",
                    config().resolve("x.csv"),
                    config() + " is no folder; give another --out");
            for (Map.Entry<Path, String> one : refused.entrySet()) {
                CommandLineRun run = week("--out", one.getKey().toString());

                assertThat(run.code()).isEqualTo(1);
                assertThat(run.out()).isEmpty();
                assertThat(run.err()).isEqualTo("Failed: Cannot write " + one.getKey() + ": " + one.getValue() + "\n");
            }
            assertThat(simulator.calls().counts()).isEmpty();
            assertThat(directory.resolve("ledger.mv.db")).doesNotExist();
        }
    }

    /** What was whole once is not replaced by less. */
    @Test
    void aDayThatIsKeptIsShownThoughItCannotBeReadAgain() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            CommandLineRun first = week();
            simulator.faults().on("/attendance/list", Fault.HTTP_500, -1);
            Clock later = Clock.offset(CLOCK, Duration.ofHours(30));
            CommandLineRun second = CommandLineRun.around()
                    .at(later)
                    .run("report", "--config", config().toString(), "--from", FROM.toString(), "--to", TO.toString());

            assertThat(second.out()).isEqualTo(first.out());
            assertThat(second.code()).isZero();
        }
    }

    /** Every cell of both sheets, as a library that is not ours reads it. */
    @Test
    void aWorkbookSaysWhatTheDaysSay() throws Exception {
        SimulatedCompany company = SimulatedCompany.generate(plan());
        try (DingTalkSimulator simulator = simulate(company, false)) {
            Path file = directory.resolve("week.xlsx");
            assertThat(week("--out", file.toString()).code()).isZero();
            assertThat(simulator.calls().counts()).isNotEmpty();
            BotConfig config = ConfigLoader.load(config(), Map.of());
            List<DayRecord> days;
            try (Ledger ledger = Ledger.open(config.database(), CLOCK)) {
                days = ledger.days().of(FROM, TO);
            }
            try (ZipFile parts = new ZipFile(file.toFile())) {
                for (String sheet : List.of("sheet1", "sheet2")) {
                    InputStream in = parts.getInputStream(parts.getEntry("xl/worksheets/" + sheet + ".xml"));
                    assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("<autoFilter ");
                }
            }
            try (InputStream in = Files.newInputStream(file);
                    XSSFWorkbook workbook = new XSSFWorkbook(in)) {
                assertThat(workbook.getNumberOfSheets()).isEqualTo(2);
                departments(workbook.getSheet("部门"), days);
                people(workbook.getSheet("人员"), days);
            }
        }
    }

    static void departments(Sheet sheet, List<DayRecord> days) {
        assertThat(texts(sheet.getRow(0))).containsExactly(HEADING.split(","));
        finished(sheet, days.size());
        for (int index = 0; index < days.size(); index++) {
            DayRecord day = days.get(index);
            Row row = sheet.getRow(index + 1);
            date(row, day);
            assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(day.department());
            assertThat(row.getCell(2).getStringCellValue()).isEqualTo(day.name());
            List<Integer> numbers = List.of(
                    day.counts().due(),
                    day.counts().present(),
                    day.counts().late(),
                    day.early(),
                    day.missingPunch(),
                    day.counts().excused(),
                    day.counts().pending(),
                    day.counts().absent(),
                    day.counts().unverified());
            for (int column = 0; column < numbers.size(); column++) {
                assertThat(row.getCell(3 + column).getCellType()).isEqualTo(CellType.NUMERIC);
                assertThat((int) row.getCell(3 + column).getNumericCellValue()).isEqualTo(numbers.get(column));
            }
        }
    }

    static void people(Sheet sheet, List<DayRecord> days) {
        assertThat(texts(sheet.getRow(0)))
                .startsWith(
                        "work_date", "as_of", "department_id", "department", "user_id", "name", "standing", "due_at")
                .containsSequence("point_1", "point_1_due_at", "point_1_punched_at", "point_1_result", "point_2");
        finished(sheet, days.stream().mapToInt(day -> day.people().size()).sum());
        int index = 1;
        for (DayRecord day : days) {
            for (PersonRecord person : day.people()) {
                person(sheet.getRow(index++), day, person);
            }
        }
        assertThat(index).isGreaterThan(300);
    }

    private static void person(Row row, DayRecord day, PersonRecord person) {
        date(row, day);
        time(row.getCell(1), day.asOf());
        assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(day.department());
        assertThat(row.getCell(3).getStringCellValue()).isEqualTo(day.name());
        assertThat(row.getCell(4).getStringCellValue()).isEqualTo(person.userId());
        assertThat(row.getCell(5).getCellType())
                .as("no formula, whatever it is")
                .isEqualTo(CellType.STRING);
        assertThat(row.getCell(5).getStringCellValue()).isEqualTo(person.name());
        assertThat(row.getCell(6).getStringCellValue())
                .isEqualTo(person.late() ? "late" : person.standing().name().toLowerCase(Locale.ROOT));
        time(row.getCell(7), person.dueAt());
        time(row.getCell(8), person.punchedAt());
        time(row.getCell(9), person.firstPunch());
        time(row.getCell(10), person.lastPunch());
        assertThat(row.getCell(11).getNumericCellValue()).isEqualTo(person.early() ? 1 : 0);
        assertThat(row.getCell(12).getNumericCellValue()).isEqualTo(person.missingPunch() ? 1 : 0);
        int column = 13;
        for (PointResult point : person.points()) {
            assertThat(row.getCell(column).getStringCellValue()).isEqualTo(point.onDuty() ? "in" : "out");
            time(row.getCell(column + 1), point.planned());
            time(row.getCell(column + 2), point.at());
            assertThat(row.getCell(column + 3).getStringCellValue())
                    .isEqualTo(point.verdict().name().toLowerCase(Locale.ROOT));
            column += 4;
        }
        assertThat(row.getCell(column)).isNull();
    }

    private static void finished(Sheet sheet, int rows) {
        assertThat(sheet.getLastRowNum()).isEqualTo(rows);
        assertThat(Objects.requireNonNull(sheet.getPaneInformation()).isFreezePane())
                .isTrue();
        assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
    }

    private static void date(Row row, DayRecord day) {
        assertThat(DateUtil.isCellDateFormatted(row.getCell(0))).isTrue();
        assertThat(row.getCell(0).getLocalDateTimeCellValue())
                .isEqualTo(day.workDate().atStartOfDay());
    }

    private static void time(@Nullable Cell cell, @Nullable Instant instant) {
        if (instant == null) {
            assertThat(cell == null || cell.getCellType() == CellType.BLANK).isTrue();
            return;
        }
        Cell there = Objects.requireNonNull(cell);
        assertThat(DateUtil.isCellDateFormatted(there)).isTrue();
        assertThat(there.getLocalDateTimeCellValue())
                .isEqualTo(LocalDateTime.ofInstant(instant, ZONE).withNano(0));
    }

    private static List<String> texts(Row row) {
        List<String> texts = new ArrayList<>();
        row.forEach(cell -> texts.add(cell.getStringCellValue()));
        return texts;
    }
}
