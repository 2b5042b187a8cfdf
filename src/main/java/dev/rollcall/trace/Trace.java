package dev.rollcall.trace;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * What the lines of a log carry besides their words: the request id of a cutoff, of a question or of an HTTP request, and
 * where there is one the cutoff, its work date and the department.
 *
 * <p>SLF4J keeps it for each thread. Whoever hands work on takes {@link #current()} there and goes on within
 * {@link #run}. Immutable; no I/O.
 */
public final class Trace {
    /** One piece of work, from what set it off to the last message that it sends; 16 hexadecimal digits. */
    public static final String REQUEST = "request_id";

    /** The name of a cutoff in the configuration. */
    public static final String CUTOFF = "cutoff";

    /** {@code yyyy-MM-dd}. */
    public static final String WORK_DATE = "work_date";

    /** DingTalk's {@code dept_id}; 0: the company's roll-up. */
    public static final String DEPARTMENT = "department";

    private static final Trace NONE = new Trace(Map.of());

    private final Map<String, String> values;

    private Trace(Map<String, String> values) {
        this.values = values;
    }

    /** What the calling thread is about; nothing where nobody has said so. */
    public static Trace current() {
        Map<String, String> values = MDC.getCopyOfContextMap();
        return values == null || values.isEmpty() ? NONE : new Trace(values);
    }

    /** About nothing: what many pieces of work have in common. */
    public static Trace none() {
        return NONE;
    }

    /** A piece of work that begins here. */
    public static Trace begin() {
        return of(HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    /** The piece of work whose id is {@code request}. */
    public static Trace of(String request) {
        return NONE.with(REQUEST, request);
    }

    /** What the calling thread is about, or a piece of work that begins here where it is about none. */
    public static Trace goOn() {
        Trace current = current();
        return current.values.containsKey(REQUEST) ? current : begin();
    }

    /** All the work for one cutoff: its id is the same in every process, and when something of it is done once more. */
    public static Trace ofCutoff(String cutoff, LocalDate workDate) {
        byte[] name = (workDate + " " + cutoff).getBytes(StandardCharsets.UTF_8);
        long id = UUID.nameUUIDFromBytes(name).getMostSignificantBits();
        return of(HexFormat.of().toHexDigits(id)).with(CUTOFF, cutoff).with(WORK_DATE, workDate.toString());
    }

    /** This, as far as it concerns one department. */
    public Trace department(long department) {
        return with(DEPARTMENT, String.valueOf(department));
    }

    /** The request id; empty where there is none. */
    public String request() {
        return values.getOrDefault(REQUEST, "");
    }

    private Trace with(String key, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(key, value);
        return new Trace(more);
    }

    /** Does {@code work} here and now; afterwards the thread is about what it was about before. */
    public void run(Runnable work) {
        Trace before = current();
        enter();
        try {
            work.run();
        } finally {
            before.enter();
        }
    }

    /** As {@link #run}, with a result. */
    public <T> T get(Supplier<T> work) {
        Trace before = current();
        enter();
        try {
            return work.get();
        } finally {
            before.enter();
        }
    }

    /** As {@link #get}, for what may fail. */
    public <T> T call(Callable<T> work) throws Exception {
        Trace before = current();
        enter();
        try {
            return work.call();
        } finally {
            before.enter();
        }
    }

    /** {@code work}, which is done as a part of this on whatever thread. */
    public Runnable around(Runnable work) {
        return () -> run(work);
    }

    /** As {@link #around(Runnable)}, for what makes one thing of another. */
    public <T, R> Function<T, R> around(Function<T, R> work) {
        return value -> get(() -> work.apply(value));
    }

    private void enter() {
        if (values.isEmpty()) {
            MDC.clear();
        } else {
            MDC.setContextMap(values);
        }
    }
}
