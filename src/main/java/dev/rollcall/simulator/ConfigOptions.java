package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generated configuration says beyond the company itself.
 *
 * @param webPort port of the board
 * @param databaseUrl null leaves the section out
 * @param requestsPerSecond per API
 */
public record ConfigOptions(
        List<Cutoff> cutoffs, int webPort, @Nullable String databaseUrl, int requestsPerSecond) {

    /**
     * One cutoff.
     *
     * @param when {@code HH:mm}, or a Quartz expression
     * @param previousDay {@code work_date: previous}
     */
    public record Cutoff(String name, String when, @Nullable String follows, boolean previousDay) {}

    /** One cutoff named morning at a time of day, the board on any port, no database section, 15 requests a second. */
    public static ConfigOptions morningAt(String when) {
        return new ConfigOptions(List.of(new Cutoff("morning", when, null, false)), 0, null, 15);
    }

    public ConfigOptions withCutoff(Cutoff cutoff) {
        List<Cutoff> more = new ArrayList<>(cutoffs);
        more.add(cutoff);
        return new ConfigOptions(List.copyOf(more), webPort, databaseUrl, requestsPerSecond);
    }

    public ConfigOptions withWebPort(int port) {
        return new ConfigOptions(cutoffs, port, databaseUrl, requestsPerSecond);
    }

    public ConfigOptions withDatabaseUrl(String url) {
        return new ConfigOptions(cutoffs, webPort, url, requestsPerSecond);
    }

    public ConfigOptions withRequestsPerSecond(int number) {
        return new ConfigOptions(cutoffs, webPort, databaseUrl, number);
    }
}
