package dev.rollcall.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are switched on. Safe for use by many threads; each fault is used up exactly as often as was said.
 *
 * <p>A call meets an outage before anything else, then the first switch that means it, then, at a robot, its bad luck.
 */
public final class Faults {
    /** Every API but robot messages. */
    public static final String EVERY_API = "*";

    /** Every API, the token and every robot. */
    public static final String EVERYTHING = "*all*";

    private static final class Switch {
        final String path;
        final Fault fault;
        int left;
        boolean begun;

        Switch(String path, Fault fault, int left) {
            this.path = path;
            this.fault = fault;
            this.left = left;
        }

        boolean means(String asked, String withToken) {
            return path.equals(asked)
                    || path.equals(withToken)
                    || path.equals(EVERYTHING)
                    || (path.equals(EVERY_API) && !Gateways.isRobot(asked))
                    || (fault == Fault.IP_BLOCK_1111 && begun);
        }
    }

    private record Outage(Instant from, Instant until, Fault fault) {
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Clock clock;
    private final List<Switch> switches = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private @Nullable BadLuck badLuck;

    Faults(Clock clock) {
        this.clock = clock;
    }

    /**
     * Switches a fault on, behind those that are on already.
     *
     * @param path an API path; {@code *} for every API but robot messages; {@code *all*} for these as well; {@code
     *     /robot/send} for every robot, or {@code /robot/send?access_token=…} for one; {@code
     *     /v1.0/gateway/connections/open} and {@code /connect} for the two steps of Stream mode
     * @param times how many calls; negative: for ever
     */
    public synchronized void on(String path, Fault fault, int times) {
        switches.add(new Switch(path, fault, times));
    }

    /** As {@link #outage(Instant, Instant, Fault)}, every connection being dropped. */
    public void outage(Instant from, Instant until) {
        outage(from, until, Fault.DROPPED_CONNECTION);
    }

    /**
     * All of DingTalk is away for a time: every path meets the fault, robots and token included. It uses up no switch and
     * counts against no limit.
     *
     * @param from by the settings' clock, included
     * @param until likewise, not included; {@link Instant#MAX} until {@link #clear}
     */
    public synchronized void outage(Instant from, Instant until, Fault fault) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("An outage must end after it begins: from " + from + " until " + until);
        }
        outages.add(new Outage(from, until, fault));
    }

    /**
     * Makes every robot unreliable. Of all calls of {@code /robot/send}, each a share from 0 to 1 and together no more
     * than 1. The same seed and order of calls have the same luck; calling it again replaces what was.
     *
     * @param refuse500 HTTP 500, the message is not taken
     * @param timeoutAfterAccept the message is taken; in turn by chance, the answer comes after {@link
     *     SimulatorSettings#withSlowness} or the connection is dropped
     * @param reset the connection is reset, the message is not taken
     */
    public synchronized void unreliable(double refuse500, double timeoutAfterAccept, double reset, long seed) {
        badLuck = new BadLuck(refuse500, timeoutAfterAccept, reset, seed);
    }

    /** Switches all off, and ends outages and bad luck. */
    public synchronized void clear() {
        switches.clear();
        outages.clear();
        badLuck = null;
    }

    /** The fault of the outage that holds now, of the last one said when there are two. */
    synchronized @Nullable Fault ofOutage() {
        Instant now = clock.instant();
        Fault fault = null;
        for (Outage outage : outages) {
            if (outage.holds(now)) {
                fault = outage.fault();
            }
        }
        return fault;
    }

    /** The fault that this call meets outside an outage, which uses it up once. */
    synchronized @Nullable Fault next(String path, String pathWithToken) {
        for (Switch one : switches) {
            if (one.left != 0 && one.means(path, pathWithToken)) {
                one.left--;
                one.begun = true;
                return one.fault;
            }
        }
        return badLuck != null && path.equals(WebhookApi.PATH) ? badLuck.next() : null;
    }
}
