package dev.rollcall.web;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.absence.RollCall;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The pages: the whole company for those who are logged in, one department also for whoever has a digest's link. What
 * takes longer than a moment is shown as being read, and asked for again by the page. Thread-safe.
 */
public final class BoardPages implements Routes {
    private static final long PATIENCE_MILLIS = 1500;

    /** The date of the page that wants to be brought up to date. */
    private static final String SHOWN = "Rollcall-Date";

    private final Access access;
    private final BoardData data;
    private final ZoneId zone;
    private final Clock clock;
    private final Templates templates = new Templates();
    private final LoginPage login;
    private final ApiDescription description;
    private final Executor executor;

    /** @param executor where pages are made that had to wait for a reading */
    public BoardPages(Access access, BoardData data, ZoneId zone, Clock clock, Executor executor) {
        this.access = access;
        this.data = data;
        this.zone = zone;
        this.clock = clock;
        this.executor = executor;
        this.login = new LoginPage(access, templates, data.language());
        this.description = new ApiDescription(access, templates, data.language());
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.staticFiles.enableWebjars();
        config.staticFiles.add(files -> {
            files.hostedPath = "/assets";
            files.directory = "/dev/rollcall/web/assets";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "max-age=600");
        });
        login.addTo(config);
        description.addTo(config);
        config.routes.get("/", this::board);
        config.routes.get("/search", this::search);
        config.routes.get("/departments/{id}", this::department);
    }

    private void board(Context context) {
        LocalDate date = mayEnter(context) ? date(context) : null;
        if (date != null) {
            show(
                    context,
                    "board",
                    data.departments(),
                    date,
                    Map.of(),
                    (words, rollCall) -> new BoardView(words, zone, clock).of(rollCall, data, date));
        }
    }

    private void search(Context context) {
        LocalDate date = mayEnter(context) ? date(context) : null;
        if (date != null) {
            String wanted = context.queryParam("q");
            show(
                    context,
                    "search",
                    data.departments(),
                    date,
                    Map.of(),
                    (words, rollCall) -> new SearchView(words, zone, date).of(rollCall, wanted == null ? "" : wanted));
        }
    }

    private void department(Context context) {
        String given = context.pathParam("id");
        Long id = data.departments().stream()
                .filter(one -> one.toString().equals(given))
                .findFirst()
                .orElse(null);
        Links.Opened opened =
                access.knows(context) || id == null ? null : access.links().opened(context, given);
        if (opened == null && !mayEnter(context)) {
            return;
        }
        if (id == null) {
            refuse(context, 404, "refused.department");
            return;
        }
        if (opened != null && opened.expired()) {
            refuse(context, 403, "refused.expired");
            return;
        }
        LocalDate date = opened == null ? date(context) : opened.date();
        if (date != null) {
            String link = opened == null ? null : opened.query();
            Map<String, @Nullable Object> known = new HashMap<>();
            known.put("events", "department=" + id + (link == null ? "" : "&" + link));
            known.put(
                    "trend",
                    link == null ? view(Words.of(context, data.language())).trend(data, id, date) : null);
            show(
                    context,
                    "department",
                    List.of(id),
                    date,
                    known,
                    (words, rollCall) -> view(words).of(rollCall, data, date, link));
        }
    }

    private DepartmentView view(Words words) {
        return new DepartmentView(words, zone, clock);
    }

    /** Whether {@code context} may see everything; if not, it has its answer. */
    private boolean mayEnter(Context context) {
        if (access.knows(context)) {
            return true;
        }
        if (!access.closed()) {
            refuse(context, 403, "refused.loopback");
        } else if (context.queryParam(Links.MARK) != null) {
            refuse(context, 403, "refused.link");
        } else {
            LoginPage.redirect(context);
        }
        return false;
    }

    /** The date that is asked for, today without one; null where it is none, which is answered. */
    private @Nullable LocalDate date(Context context) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        String given = context.queryParam(Links.DATE);
        LocalDate date = null;
        try {
            date = given == null || given.isEmpty() ? today : LocalDate.parse(given);
        } catch (DateTimeException e) { // Answered below, as one that is still to come or too long ago is.
            date = null;
        }
        if (date == null || date.isAfter(today) || date.isBefore(AttendanceSource.earliest(today))) {
            refuse(context, 400, "refused.date");
            return null;
        }
        return date;
    }

    private void show(
            Context context,
            String page,
            Collection<Long> departments,
            LocalDate date,
            Map<String, ? extends @Nullable Object> known,
            BiFunction<Words, RollCall, Map<String, Object>> view) {
        Words words = Words.of(context, data.language());
        boolean today = date.equals(LocalDate.ofInstant(clock.instant(), zone));
        String shown = context.header(SHOWN);
        if (shown != null
                && !shown.equals(date.toString())) { // Midnight: its heading and its links are of the day before.
            context.header(LoginPage.RELOAD, "true");
        }
        Map<String, @Nullable Object> values = new HashMap<>(known);
        values.put("date", date.toString());
        values.put("today", today);
        values.put("latest", LocalDate.ofInstant(clock.instant(), zone).toString());
        values.put("before", date.minusDays(1).toString());
        values.put("after", today ? null : date.plusDays(1).toString());
        values.put("logged_in", access.closed() && access.knows(context));
        values.put("whole", access.knows(context));
        values.put("name", "");
        values.put("q", context.queryParam("q"));
        CompletableFuture<@Nullable RollCall> soon = data.rollCall(departments, date)
                .thenApply(rollCall -> (@Nullable RollCall) rollCall)
                .copy()
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        // Whoever reads slowly holds up nobody who waits for the same reading.
        Executor where = soon.isDone() ? Runnable::run : executor;
        context.future(() -> soon.thenAcceptAsync(
                rollCall -> {
                    values.put("title", words.say("board.title"));
                    values.put("reading", rollCall == null);
                    values.put("self", self(context));
                    if (rollCall != null) {
                        values.putAll(view.apply(words, rollCall));
                    }
                    templates.show(context, page, words, values);
                },
                where));
    }

    /** The address that was asked for. */
    private static String self(Context context) {
        String query = context.queryString();
        return context.path() + (query == null ? "" : "?" + query);
    }

    private void refuse(Context context, int status, String text) {
        Words words = Words.of(context, data.language());
        context.status(status);
        Map<String, Object> values = new HashMap<>();
        values.put("title", words.say("refused.title"));
        values.put("text", words.say(text));
        templates.show(context, "refused", words, values);
    }
}
