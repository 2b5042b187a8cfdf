package dev.rollcall.web;

import dev.rollcall.message.Language;
import dev.rollcall.report.DailyFormat;
import dev.rollcall.report.DailyReport;
import dev.rollcall.report.ReportRange;
import dev.rollcall.report.ReportRange.BadRangeException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The daily report as a file, and the page on which its dates are chosen: days that have to be read from DingTalk are read
 * when somebody says so, because that costs metered calls, and the page shows how far that is. Thread-safe.
 */
public final class ReportPages implements Routes {
    static final String FILE = "/api/v1/report";
    static final String PAGE = "/report";

    private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("from", "to", "format"));

    private final Access access;
    private final ReportData data;
    private final Language language;
    private final ZoneId zone;
    private final Clock clock;
    private final Templates templates = new Templates();

    /** @param language of whoever prefers none that there is */
    public ReportPages(Access access, ReportData data, Language language, ZoneId zone, Clock clock) {
        this.access = access;
        this.data = data;
        this.language = language;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(FILE, this::file);
        config.routes.get(PAGE, this::page);
        config.routes.post(PAGE, this::read);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    private ReportRange range(Context context) throws BadRangeException {
        return ReportRange.of(context.queryParam("from"), context.queryParam("to"), today());
    }

    private void file(Context context) {
        if (!access.permits(context)) {
            return;
        }
        try {
            for (String name : context.queryParamMap().keySet()) {
                if (!PARAMETERS.contains(name) || context.queryParams(name).size() > 1) {
                    throw new BadRangeException(name + ": give each of " + PARAMETERS + " once, and no other");
                }
            }
            DailyFormat format = format(context.queryParam("format"));
            CompletableFuture<DailyReport> report = data.report(range(context));
            context.future(() -> report.handle((made, failure) -> {
                if (made == null) {
                    context.status(503).header("Retry-After", "60");
                    WebServer.problem(context, "Not available", why(failure));
                } else {
                    send(context, made, format);
                }
                return made;
            }));
        } catch (BadRangeException e) {
            context.status(400);
            WebServer.problem(context, "Bad request", String.valueOf(e.getMessage()));
        }
    }

    private static String why(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause == null ? "The report could not be made" : String.valueOf(cause.getMessage());
    }

    /** Whoever takes a report that is not whole is told so, because a file cannot say it of itself. */
    private static void send(Context context, DailyReport report, DailyFormat format) {
        List<String> incomplete = report.days().stream()
                .filter(day -> !day.complete())
                .map(day -> day.workDate().toString())
                .distinct()
                .toList();
        if (!incomplete.isEmpty()) {
            context.header("Rollcall-Incomplete", String.join(", ", incomplete));
        }
        context.contentType(format.contentType())
                .header("Content-Disposition", "attachment; filename=\"" + report.fileName() + "." + format + "\"")
                .result(format.print(report));
    }

    private static DailyFormat format(@Nullable String given) throws BadRangeException {
        for (DailyFormat one : DailyFormat.values()) {
            if (given == null || one.toString().equals(given)) {
                return one;
            }
        }
        throw new BadRangeException("format: give one of " + Arrays.toString(DailyFormat.values()));
    }

    private void page(Context context) {
        if (LoginPage.permits(access, context)) {
            show(context);
        }
    }

    /** Begins to read. Only a page of ours can send this header along. */
    private void read(Context context) throws BadRangeException {
        boolean ours = context.header("HX-Request") != null;
        if (ours ? !LoginPage.permits(access, context) : !access.permits(context)) {
            return;
        }
        if (!ours) {
            context.status(403);
            WebServer.problem(context, "Forbidden", "Only the page itself may ask for this");
            return;
        }
        try {
            data.begin(range(context)); // The page says how far it is, and what became of it.
        } catch (BadRangeException e) { // The page says so.
            context.status(400);
        }
        show(context);
    }

    private void show(Context context) {
        Words words = Words.of(context, language);
        boolean asked = context.queryParam("from") != null || context.queryParam("to") != null;
        LocalDate yesterday = today().minusDays(1);
        Map<String, Object> values = new HashMap<>();
        values.put("title", words.say("report.title"));
        values.put("latest", today().toString());
        values.put(
                "from",
                asked ? context.queryParam("from") : yesterday.withDayOfMonth(1).toString());
        values.put("to", asked ? context.queryParam("to") : yesterday.toString());
        values.put("wrong", null);
        values.put("running", null);
        values.put("ready", null);
        values.put("unread", null);
        values.put("trouble", null);
        values.put("logged_in", access.closed());
        try {
            if (asked) {
                state(words, range(context), values);
            }
        } catch (BadRangeException e) {
            context.status(400);
            values.put("wrong", words.say("report.wrong", ReportRange.most()));
        }
        templates.show(context, "report", words, values);
    }

    private void state(Words words, ReportRange range, Map<String, Object> values) throws BadRangeException {
        int unread = data.unread(range);
        ReportData.Progress progress = data.progress(range);
        String query = "from=" + range.from() + "&to=" + range.to();
        if (progress != null) {
            values.put(
                    "running",
                    Map.of(
                            "address", PAGE + "?" + query,
                            "done", progress.done(),
                            "all", Math.max(1, progress.all()),
                            "words", words.say("report.reading", progress.done(), progress.all())));
        } else if (unread > 0) {
            values.put("unread", Map.of("address", PAGE + "?" + query, "words", words.say("report.unread", unread)));
        }
        String trouble = progress == null ? data.trouble(range) : null;
        if (trouble != null) {
            values.put("trouble", words.say("report.trouble", trouble));
        }
        if (progress == null && unread == 0) {
            values.put(
                    "ready",
                    List.of(DailyFormat.XLSX, DailyFormat.CSV).stream()
                            .map(format -> Map.of(
                                    "address",
                                    FILE + "?" + query + "&format=" + format,
                                    "words",
                                    words.say("report." + format)))
                            .toList());
        }
    }
}
