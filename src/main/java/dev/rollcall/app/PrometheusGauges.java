package dev.rollcall.app;

import dev.rollcall.absence.Standing;
import dev.rollcall.budget.Meter;
import dev.rollcall.ledger.ConnectionUse;
import dev.rollcall.ledger.LatestNumbers.Numbers;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** How things stand, as gauges of a registry. Used by one thread at a time. */
final class PrometheusGauges {
    private static final String KIND = "kind";
    private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final Readings readings;
    private final MeterRegistry registry;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private List<Numbers> shown = List.of();

    PrometheusGauges(Readings readings, MeterRegistry registry) {
        this.readings = readings;
        this.registry = registry;
        connections(readings.connections());
    }

    /** Looks up everything once. */
    void look() {
        quota(readings.quota());
        Readings.Day day = readings.day();
        show(
                "rollcall.cutoffs.overdue",
                "Slots without an outcome five minutes after their cutoff",
                List.of(row(day.overdue())));
        List<Row<?>> slots = new ArrayList<>();
        day.slots().forEach((state, number) -> slots.add(row(number, "state", state.word())));
        show("rollcall.slots", "Slots of today's work date, the company's included", slots);
        departments(day.departments());
        parts();
        stream();
        reload();
    }

    private void quota(Meter.State now) {
        show(
                "rollcall.quota.used",
                "How many of the month's metered calls and messages are used, by all processes together",
                List.of(row(now.calls(), KIND, "calls"), row(now.messages(), KIND, "messages")));
        show(
                "rollcall.quota.limit",
                "How many the month has; 0: unlimited",
                List.of(row(now.callLimit(), KIND, "calls"), row(now.messageLimit(), KIND, "messages")));
        show(
                "rollcall.quota.forecast",
                "How many there will have been at the end of the month; 0: not known yet",
                List.of(row(now.callForecast(), KIND, "calls"), row(now.messageForecast(), KIND, "messages")));
    }

    @SuppressWarnings(
            "ReferenceEquality") // The same list is the same numbers, and comparing thousands is not for nothing.
    private void departments(List<Numbers> now) {
        if (now != shown) {
            shown = now;
            department(
                    "absent",
                    "People absent as of the department's latest cutoff today",
                    one -> one.of(Standing.ABSENT));
            department("unverified", "People of whom that could not be read", one -> one.of(Standing.UNVERIFIED));
            department("due", "People due as of the department's latest cutoff today", Numbers::due);
        }
    }

    private void department(String what, String help, ToIntFunction<Numbers> number) {
        List<Row<?>> rows = new ArrayList<>();
        for (Numbers one : shown) {
            rows.add(row(number.applyAsInt(one), "department", String.valueOf(one.department()), "name", one.name()));
        }
        show("rollcall.department." + what, help, rows);
    }

    private void parts() {
        List<Row<?>> rows = new ArrayList<>();
        readings.parts().forEach((part, word) -> rows.add(row(word.equals("ok") ? 1 : 0, "part", part)));
        show("rollcall.part.ok", "Whether each part that the next cutoff needs is well, as /readyz says", rows);
    }

    private void stream() {
        Boolean connected = readings.stream();
        if (connected != null) {
            show(
                    "rollcall.stream.connected",
                    "Whether chat is received over the Stream connection",
                    List.of(row(connected ? 1 : 0)));
        }
    }

    private void reload() {
        ConfigState configuration = readings.configuration();
        show(
                "rollcall.config.last.reload.successful",
                "Whether the last change of the configuration was taken over",
                List.of(row(configuration.isRefused() ? 0 : 1)));
        show(
                "rollcall.config.last.reload.success.timestamp.seconds",
                "When the configuration that is in force was loaded",
                List.of(row(configuration.takenAt().toEpochMilli() / MILLIS)));
    }

    private void connections(ConnectionUse use) {
        String help = "Connections to the database";
        Gauge.builder("rollcall.database.connections", use, ConnectionUse::active)
                .description(help)
                .tag("state", "active")
                .register(registry);
        Gauge.builder("rollcall.database.connections", use, ConnectionUse::idle)
                .description(help)
                .tag("state", "idle")
                .register(registry);
        Gauge.builder("rollcall.database.connections.limit", use, ConnectionUse::most)
                .description("How many connections there may be")
                .register(registry);
        Gauge.builder("rollcall.database.waiting", use, ConnectionUse::waiting)
                .description("Pieces of work that wait for a connection")
                .register(registry);
        FunctionTimer.builder(
                        "rollcall.database.connection.wait",
                        use,
                        ConnectionUse::had,
                        one -> one.waited().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("How long work has waited for connections")
                .register(registry);
        FunctionCounter.builder("rollcall.database.connection.timeouts", use, ConnectionUse::notHad)
                .description("Pieces of work that have waited for a connection in vain")
                .register(registry);
    }

    private void show(String name, String help, List<Row<?>> rows) {
        gauges.computeIfAbsent(
                        name, key -> MultiGauge.builder(key).description(help).register(registry))
                .register(rows, true);
    }

    private static Row<?> row(Number value, String... tags) {
        return Row.of(Tags.of(tags), value);
    }
}
