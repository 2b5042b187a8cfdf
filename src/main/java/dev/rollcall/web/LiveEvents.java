package dev.rollcall.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.report.Times;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events for whoever looks: {@code roll-call} when a department's numbers have changed, {@code delivery} when
 * a digest's state has. Whoever came by a digest's link hears of that department alone, and of its date alone. Thread-safe.
 */
public final class LiveEvents implements Routes, AutoCloseable {
    static final String PATH = "/api/v1/events";
    static final int MOST_STREAMS = 200;

    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Access access;
    private final List<Long> departments;
    private final ZoneId zone;
    private final Clock clock;
    private final Map<EventStream, Listener> streams = new ConcurrentHashMap<>();

    /** @param departments ids of the configured departments */
    public LiveEvents(Access access, List<Long> departments, ZoneId zone, Clock clock) {
        this.access = access;
        this.departments = List.copyOf(departments);
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.get(PATH, this::listen);
    }

    private void listen(Context context) {
        String department = context.queryParam("department");
        boolean known = access.knows(context);
        Links.Opened opened =
                known || department == null ? null : access.links().opened(context, department);
        boolean invited = opened != null && !opened.expired();
        if (!known && !invited && !access.permits(context)) {
            return;
        }
        Long only = only(department);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        if (only == null) {
            context.status(400);
            WebServer.problem(context, "Bad request", "department: give one of " + departments);
        } else if (opened != null && !opened.date().equals(today)) {
            context.status(403);
            WebServer.problem(context, "Forbidden", "The link opens " + opened.date() + ", which changes no more");
        } else if (streams.size() >= MOST_STREAMS) {
            context.status(503).header("Retry-After", "30");
            WebServer.problem(context, "Too many listeners", MOST_STREAMS + " pages are live already; try again later");
        } else {
            Instant until = opened == null ? access.until(context) : opened.until();
            Instant midnight = today.plusDays(1).atStartOfDay(zone).toInstant();
            open(context, new Listener(only, opened != null && midnight.isBefore(until) ? midnight : until));
        }
    }

    /** 0: all; null: none that there is. */
    private @Nullable Long only(@Nullable String department) {
        if (department == null) {
            return 0L;
        }
        try {
            Long id = Long.valueOf(department);
            return departments.contains(id) ? id : null;
        } catch (NumberFormatException e) { // Answered by the caller.
            return null;
        }
    }

    private void open(Context context, Listener listener) {
        context.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
        context.future(() -> {
            EventStream stream = new EventStream(out(context));
            streams.put(stream, listener);
            stream.send("retry: 3000\n\n".getBytes(StandardCharsets.UTF_8));
            stream.start();
            return stream.ended().whenComplete((done, never) -> streams.remove(stream));
        });
    }

    private static ServletOutputStream out(Context context) {
        try {
            return context.res().getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether anybody looks. */
    public boolean watched() {
        return !streams.isEmpty();
    }

    /** Tells whoever listens that the numbers of {@code department} are others now. */
    public void rollCall(RollCall rollCall, DepartmentRollCall department) {
        Counts counts = department.counts();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("department", department.id());
        data.put("name", department.name());
        data.put("work_date", rollCall.workDate().toString());
        data.put("as_of", Times.full(rollCall.asOf(), rollCall.zone()));
        data.put("due", counts.due());
        data.put("present", counts.present());
        data.put("late", counts.late());
        data.put("excused", counts.excused());
        data.put("pending", counts.pending());
        data.put("unverified", counts.unverified());
        data.put("absent_count", counts.absent());
        data.put("complete", department.complete());
        publish("roll-call", department.id(), data);
    }

    /** Tells whoever listens that the state of a digest is another now. */
    public void delivery(Delivery delivery) {
        publish("delivery", delivery.department(), delivery.json());
    }

    /** Those of one department do not hear of the company's, which is 0. */
    private void publish(String event, long department, Object data) {
        String json;
        try {
            json = MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers can always be written", e);
        }
        byte[] bytes = ("event: " + event + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        streams.forEach((stream, listener) -> {
            if (listener.hearsOf(department)) {
                stream.send(bytes);
            }
        });
    }

    /** Shows that the line is alive, to browsers and to what stands between; whose time is over is let go. */
    public void beat() {
        Instant now = clock.instant();
        streams.forEach((stream, listener) -> {
            if (now.isAfter(listener.until())) {
                stream.end();
            } else {
                stream.send(COMMENT);
            }
        });
    }

    /** How many look. */
    public int listeners() {
        return streams.size();
    }

    /**
     * Somebody who looks.
     *
     * @param department that they hear of; 0: of all
     * @param until how long they may
     */
    private record Listener(long department, Instant until) {
        private boolean hearsOf(long other) {
            return department == 0 || department == other;
        }
    }

    /** Lets everybody go. */
    @Override
    public void close() {
        List.copyOf(streams.keySet()).forEach(EventStream::end);
    }
}
