package dev.rollcall.web;

import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.absence.RollCall;
import dev.rollcall.report.RollCallFormat;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What other programs may read: who is absent, and what became of digests. For those alone whom {@link Access}
 * knows. Thread-safe.
 */
public final class BoardApi implements Routes {
    static final String ABSENCES = "/api/v1/absences";
    static final String DELIVERIES = "/api/v1/deliveries";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final Access access;
    private final ZoneId zone;
    private final Clock clock;
    private final Set<Long> departments;
    private final RollCalls rollCalls;
    private final Deliveries deliveries;
    private final Executor executor;

    /** What many ask for one after the other. */
    private volatile @Nullable Printed printed;

    /**
     * @param access who may
     * @param departments ids of the configured departments
     * @param deliveries what became of the digests of a work date
     * @param executor where answers are given that had to wait for a reading
     */
    public BoardApi(
            Access access,
            ZoneId zone,
            Clock clock,
            Collection<Long> departments,
            RollCalls rollCalls,
            Deliveries deliveries,
            Executor executor) {
        this.access = access;
        this.zone = zone;
        this.clock = clock;
        this.departments = new TreeSet<>(departments);
        this.rollCalls = rollCalls;
        this.deliveries = deliveries;
        this.executor = executor;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(ABSENCES, permitted(this::absences));
        config.routes.get(DELIVERIES, permitted(this::deliveries));
    }

    private Handler permitted(Handler handler) {
        return context -> {
            if (access.permits(context)) {
                try {
                    handler.handle(context);
                } catch (BadValue e) {
                    context.status(400);
                    WebServer.problem(context, "Bad request", e.detail);
                }
            }
        };
    }

    private void absences(Context context) throws BadValue {
        only(context, Set.of("date", "department", "at"));
        LocalDate date = readable(date(context));
        @Nullable String at = one(context, "at");
        Collection<Long> wanted = wanted(context);
        CompletableFuture<RollCall> found =
                at == null ? rollCalls.of(wanted, date) : rollCalls.at(wanted, date, instant(date, at));
        if (found.isDone()) {
            answer(context, found.join());
        } else {
            context.future(() -> found.thenAcceptAsync(rollCall -> answer(context, rollCall), executor));
        }
    }

    private void answer(Context context, RollCall rollCall) {
        Printed known = printed;
        if (known == null || !known.of(rollCall)) {
            known = new Printed(rollCall, RollCallFormat.JSON.print(rollCall).getBytes(StandardCharsets.UTF_8));
            printed = known;
        }
        context.contentType("application/json").result(known.json());
    }

    private void deliveries(Context context) throws BadValue {
        only(context, Set.of("date"));
        context.json(deliveries.of(date(context)).stream().map(Delivery::json).toList());
    }

    private static void only(Context context, Set<String> known) throws BadValue {
        for (String name : context.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw new BadValue(name + ": no such parameter; there are " + new TreeSet<>(known));
            }
        }
    }

    private static @Nullable String one(Context context, String name) throws BadValue {
        List<String> all = context.queryParams(name);
        if (all.size() > 1) {
            throw new BadValue(name + ": give it once");
        }
        return all.isEmpty() ? null : all.get(0);
    }

    private LocalDate date(Context context) throws BadValue {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        @Nullable String given = one(context, "date");
        LocalDate date = given == null ? today : parsed(given);
        if (date.isAfter(today)) {
            throw new BadValue("date: " + date + " is still to come; it is " + today + " in " + zone);
        }
        return date;
    }

    /** Of what DingTalk no longer has, nobody can say that nobody was absent. */
    private LocalDate readable(LocalDate date) throws BadValue {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (date.isBefore(AttendanceSource.earliest(today))) {
            throw new BadValue("date: " + date + " is too long ago, " + AttendanceSource.bound(today));
        }
        return date;
    }

    private static LocalDate parsed(String given) throws BadValue {
        try {
            return LocalDate.parse(given, DATE);
        } catch (DateTimeException e) {
            throw new BadValue("date: give a date as yyyy-MM-dd, such as 2026-11-20");
        }
    }

    private Instant instant(LocalDate date, String given) throws BadValue {
        Instant at;
        try {
            at = date.atTime(LocalTime.parse(given, TIME)).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new BadValue("at: give a time as HH:mm, such as 09:40");
        }
        if (at.isAfter(clock.instant())) {
            throw new BadValue("at: " + given + " of " + date + " is still to come");
        }
        return at;
    }

    private Collection<Long> wanted(Context context) throws BadValue {
        @Nullable String given = one(context, "department");
        if (given == null) {
            return departments;
        }
        try {
            long id = Long.parseLong(given);
            if (departments.contains(id)) {
                return List.of(id);
            }
        } catch (NumberFormatException e) {
            throw new BadValue("department: give a department's number; there are " + departments);
        }
        throw new BadValue("department: no such department; there are " + departments);
    }

    /** Finds out who is absent. Returns at once; implementations are thread-safe. */
    public interface RollCalls {
        /** Of today as of now or a little before, of an earlier date as of its end. */
        CompletableFuture<RollCall> of(Collection<Long> departments, LocalDate date);

        /** As of an instant that is past. */
        CompletableFuture<RollCall> at(Collection<Long> departments, LocalDate date, Instant asOf);
    }

    /** A roll call, and how it is printed, in UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // Two of them are never compared.
    private record Printed(RollCall rollCall, byte[] json) {
        @SuppressWarnings("ReferenceEquality") // Comparing takes longer than printing.
        private boolean of(RollCall other) {
            return rollCall == other;
        }
    }

    /** Knows what became of digests. */
    public interface Deliveries {
        /** Every slot of {@code workDate}, as it is printed. */
        List<Delivery> of(LocalDate workDate);
    }

    /** A value that cannot be meant; its message says which and what can. */
    private static final class BadValue extends Exception {
        private static final long serialVersionUID = 1;

        private final String detail;

        private BadValue(String detail) {
            super(detail);
            this.detail = detail;
        }
    }
}
