package dev.rollcall.app;

import dev.rollcall.web.Access;
import dev.rollcall.web.MetricsPage;
import dev.rollcall.web.Routes;
import org.jspecify.annotations.Nullable;

/** What {@code /metrics} answers from. Thread-safe. */
final class MetricsSide implements AutoCloseable {
    private final Metrics metrics;
    private final Readings readings;
    private final Access access;
    private @Nullable PrometheusText text;

    MetricsSide(Metrics metrics, Readings readings, Access access) {
        this.metrics = metrics;
        this.readings = readings;
        this.access = access;
    }

    /** Where it answers. */
    Routes routes() {
        return new MetricsPage(access, () -> text().text());
    }

    /** Made when somebody asks for the first time: a process that nobody scrapes starts sooner and holds less. */
    private synchronized PrometheusText text() {
        PrometheusText made = text;
        if (made == null) {
            made = new PrometheusText(metrics, readings, HealthReport.version());
            text = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (text != null) {
            text.close();
        }
    }
}
