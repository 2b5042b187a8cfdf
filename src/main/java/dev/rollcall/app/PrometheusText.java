package dev.rollcall.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is counted and how things stand, in Prometheus' text format, by Micrometer: whoever
 * is never asked never loads that. Thread-safe.
 */
final class PrometheusText implements AutoCloseable {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Metrics metrics;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final PrometheusGauges gauges;

    /** What the registry has: it complains of what comes twice. */
    private final Set<Tally> registered = new HashSet<>();

    /** @param version of this program, for people */
    PrometheusText(Metrics metrics, Readings readings, String version) {
        this.metrics = metrics;
        gauges = new PrometheusGauges(readings, registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        collector.bindTo(registry);
        Gauge.builder("rollcall.build.info", () -> 1)
                .description("The version that runs, and on which Java")
                .tags("version", version, "java", Runtime.version().toString())
                .register(registry);
    }

    /** All of it as it is now. */
    synchronized String text() {
        gauges.look(); // Which may call DingTalk, and that counts.
        counted();
        timed();
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        collector.close();
        registry.close();
    }

    private void counted() {
        count("rollcall.dingtalk.calls", "Attempts at calls to DingTalk, robots included", metrics.calls());
        count(
                "rollcall.roll.calls",
                "Roll calls, by what they were made for and whether all was read",
                metrics.rollCalls());
        count(
                "rollcall.deliveries",
                "Messages that were to be posted to a group, or to people in private, by what became of them",
                metrics.deliveries());
        count(
                "rollcall.chat.answers",
                "Messages from chats, by what they asked for and what came of it",
                metrics.answers());
    }

    private void timed() {
        time("rollcall.dingtalk.call", "How long calls to DingTalk were under way", metrics.callTimes());
        time(
                "rollcall.dingtalk.turn.wait",
                "How long calls waited for their turn, by DingTalk's limits",
                metrics.waits());
        time("rollcall.roll.call", "How long roll calls took", metrics.rollCallTimes());
        time("rollcall.digest.lateness", "How long after their cutoff digests were taken", metrics.lateness());
        time(
                "rollcall.chat.answer",
                "How long answers took from the message to the answer's delivery",
                metrics.answerTimes());
    }

    private void count(String name, String help, Tallies tallies) {
        fresh(tallies)
                .forEach((values, tally) -> FunctionCounter.builder(name, tally, Tally::count)
                        .description(help)
                        .tags(tags(tallies.labels(), values))
                        .register(registry));
    }

    private void time(String name, String help, Tallies tallies) {
        fresh(tallies).forEach((values, tally) -> {
            Tags tags = tags(tallies.labels(), values);
            FunctionTimer.builder(name, tally, Tally::count, Tally::sum, TimeUnit.NANOSECONDS)
                    .description(help)
                    .tags(tags)
                    .register(registry);
            Gauge.builder(name + ".seconds.max", tally, one -> one.longest() / NANOS)
                    .description(help + ": the longest of the last minutes")
                    .tags(tags)
                    .register(registry);
        });
    }

    /** Those that have come since it was looked last. */
    private Map<List<String>, Tally> fresh(Tallies tallies) {
        Map<List<String>, Tally> fresh = new LinkedHashMap<>(tallies.all());
        fresh.values().removeIf(tally -> !registered.add(tally));
        return fresh;
    }

    private static Tags tags(List<String> labels, List<String> values) {
        List<Tag> tags = new ArrayList<>();
        for (int index = 0; index < labels.size(); index++) {
            tags.add(Tag.of(labels.get(index), values.get(index)));
        }
        return Tags.of(tags);
    }
}
