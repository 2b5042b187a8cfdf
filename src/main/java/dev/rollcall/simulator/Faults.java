package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that are switched on. Safe for use by many threads; each fault is used up exactly as often as was said. */
public final class Faults {
    /** Every API but robot messages. */
    public static final String EVERY_API = "*";

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
    }

    private final List<Switch> switches = new ArrayList<>();

    Faults() {}

    /**
     * Switches a fault on, behind those that are on already.
     *
     * @param path an API path; {@code *} for every API but robot messages; {@code /robot/send} for every robot, or
     *     {@code /robot/send?access_token=…} for one
     * @param times how many calls; negative: for ever
     */
    public synchronized void on(String path, Fault fault, int times) {
        switches.add(new Switch(path, fault, times));
    }

    /** Switches all off. */
    public synchronized void clear() {
        switches.clear();
    }

    /** The fault that this call meets, which uses it up once. */
    synchronized @Nullable Fault next(String path, String pathWithToken) {
        boolean robot = Gateways.isRobot(path);
        for (Switch one : switches) {
            boolean block = one.fault == Fault.IP_BLOCK_1111 && one.begun;
            boolean meant = one.path.equals(path)
                    || one.path.equals(pathWithToken)
                    || (one.path.equals(EVERY_API) && !robot)
                    || block;
            if (meant && one.left != 0) {
                one.left--;
                one.begun = true;
                return one.fault;
            }
        }
        return null;
    }
}
