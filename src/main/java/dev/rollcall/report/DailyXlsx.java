package dev.rollcall.report;

import dev.rollcall.absence.DayRecord;
import dev.rollcall.absence.PersonRecord;
import dev.rollcall.absence.PointResult;
import dev.rollcall.message.Language;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The daily report as a workbook: a sheet of departments and one of people, with real dates, times and numbers. */
final class DailyXlsx {
    private static final String DATE = "yyyy-mm-dd";
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final int POINT_COLUMNS = 4;
    private static final int LEAST_POINTS = 2;
    private static final List<String> PERSON = List.of(
            "work_date",
            "as_of",
            "department_id",
            "department",
            "user_id",
            "name",
            "standing",
            "due_at",
            "punched_at",
            "first_punch",
            "last_punch",
            "early",
            "missing_punch");

    private DailyXlsx() {}

    /** One at a time: a large one takes memory. */
    static synchronized byte[] print(DailyReport report) {
        try {
            // By way of a file, because the writer's archives say the sizes of their parts only at their end.
            Path file = Files.createTempFile("rollcall", ".xlsx");
            try {
                write(report, file);
                return timeless(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the workbook in the directory for temporary files", e);
        }
    }

    private static void write(DailyReport report, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                Workbook workbook = new Workbook(out, "Rollcall", null)) {
            workbook.setCompressionLevel(0); // It is read once more, and compressed then.
            boolean chinese = report.language() == Language.ZH;
            departments(workbook.newWorksheet(chinese ? "部门" : "Departments"), report);
            people(workbook.newWorksheet(chinese ? "人员" : "People"), report);
        }
    }

    /** So many rows are held at a time. */
    private static final int ROWS = 500;

    private static void departments(Worksheet sheet, DailyReport report) throws IOException {
        head(sheet, DailyColumns.HEADING);
        int row = 1;
        for (DayRecord day : report.days()) {
            date(sheet, row, day);
            sheet.value(row, 1, day.department());
            text(sheet, row, 2, day.name());
            int column = 3;
            for (int number : DailyColumns.numbers(day)) {
                sheet.value(row, column++, number);
            }
            flush(sheet, row++);
        }
        finish(sheet, row, DailyColumns.HEADING.size());
    }

    private static void people(Worksheet sheet, DailyReport report) throws IOException {
        int points = Math.max(
                LEAST_POINTS,
                report.days().stream()
                        .flatMap(day -> day.people().stream())
                        .mapToInt(person -> person.points().size())
                        .max()
                        .orElse(0));
        List<String> heading = new ArrayList<>(PERSON);
        for (int point = 1; point <= points; point++) {
            heading.addAll(List.of(
                    "point_" + point,
                    "point_" + point + "_due_at",
                    "point_" + point + "_punched_at",
                    "point_" + point + "_result"));
        }
        head(sheet, heading);
        int row = 1;
        for (DayRecord day : report.days()) {
            for (PersonRecord person : day.people()) {
                person(sheet, row, day, person, report.zone());
                flush(sheet, row++);
            }
        }
        finish(sheet, row, heading.size());
    }

    private static void person(Worksheet sheet, int row, DayRecord day, PersonRecord person, ZoneId zone) {
        date(sheet, row, day);
        time(sheet, row, 1, day.asOf(), zone);
        sheet.value(row, 2, day.department());
        text(sheet, row, 3, day.name());
        text(sheet, row, 4, person.userId());
        text(sheet, row, 5, person.name());
        text(sheet, row, 6, person.late() ? "late" : person.standing().name().toLowerCase(Locale.ROOT));
        time(sheet, row, 7, person.dueAt(), zone);
        time(sheet, row, 8, person.punchedAt(), zone);
        time(sheet, row, 9, person.firstPunch(), zone);
        time(sheet, row, 10, person.lastPunch(), zone);
        sheet.value(row, 11, person.early() ? 1 : 0);
        sheet.value(row, 12, person.missingPunch() ? 1 : 0);
        int column = PERSON.size();
        for (PointResult point : person.points()) {
            text(sheet, row, column, point.onDuty() ? "in" : "out");
            time(sheet, row, column + 1, point.planned(), zone);
            time(sheet, row, column + 2, point.at(), zone);
            text(sheet, row, column + 3, point.verdict().name().toLowerCase(Locale.ROOT));
            column += POINT_COLUMNS;
        }
    }

    /** A text is never a formula, whatever it begins with; what XML cannot hold becomes U+FFFD. */
    private static void text(Worksheet sheet, int row, int column, String text) {
        sheet.value(row, column, text.codePoints().allMatch(DailyXlsx::allowed) ? text : replaced(text));
    }

    private static boolean allowed(int character) {
        boolean control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        boolean half = Character.getType(character) == Character.SURROGATE;
        return !control && !half && character != 0xFFFE && character != 0xFFFF;
    }

    private static String replaced(String text) {
        return text.codePoints()
                .map(one -> allowed(one) ? one : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void time(Worksheet sheet, int row, int column, @Nullable Instant instant, ZoneId zone) {
        if (instant != null) {
            sheet.value(row, column, local(instant, zone));
            sheet.style(row, column).format(TIME).set();
        }
    }

    private static void date(Worksheet sheet, int row, DayRecord day) {
        sheet.value(row, 0, day.workDate());
        sheet.style(row, 0).format(DATE).set();
    }

    /** What has been written is not held any longer. */
    private static void flush(Worksheet sheet, int row) {
        if (row % ROWS == 0) {
            try {
                sheet.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A sheet's times have no zone: they are those of the clock on the wall. */
    private static LocalDateTime local(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone).withNano(0);
    }

    private static void head(Worksheet sheet, List<String> heading) {
        for (int column = 0; column < heading.size(); column++) {
            sheet.value(0, column, heading.get(column));
            boolean time =
                    heading.get(column).endsWith("_at") || heading.get(column).endsWith("_punch");
            sheet.width(
                    column,
                    Math.max(
                            time ? TIME.length() + 2.0 : 12, heading.get(column).length() + 4.0));
        }
        sheet.range(0, 0, 0, heading.size() - 1).style().bold().set();
        sheet.freezePane(0, 1);
    }

    private static void finish(Worksheet sheet, int rows, int columns) throws IOException {
        sheet.setAutoFilter(0, 0, Math.max(1, rows) - 1, columns - 1);
        sheet.finish();
    }

    /** {@code file} without the moment at which it was made: the same report is the same bytes. */
    private static byte[] timeless(Path file) throws IOException {
        ByteArrayOutputStream same = new ByteArrayOutputStream();
        try (ZipFile in = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(same)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (ZipEntry entry : Collections.list(in.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                out.putNextEntry(copy);
                try (InputStream part = in.getInputStream(entry)) {
                    if (entry.getName().equals("docProps/core.xml")) {
                        undated(part, out);
                    } else {
                        part.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
        return same.toByteArray();
    }

    private static void undated(InputStream in, OutputStream out) throws IOException {
        String properties = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        out.write(properties
                .replaceAll("<dcterms:created[^>]*>[^<]*</dcterms:created>", "")
                .getBytes(StandardCharsets.UTF_8));
    }
}
