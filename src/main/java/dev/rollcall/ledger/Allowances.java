package dev.rollcall.ledger;

import dev.rollcall.ledger.CommonLimits.Kind;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How much of the month is used? What all processes have reserved, without what this one has reserved and not used: that
 * is known here alone. What others have reserved and not used yet counts as used, because nobody but they can know it; so
 * does what a killed one had left. Thread-safe.
 */
final class Allowances {
    /** So often it is asked again where a block was reserved meanwhile. */
    private static final int TRIES = 3;

    private final CommonLimits limits;
    private final QuotaMarks marks;
    private final Set<MonthlyAllowance> open = ConcurrentHashMap.newKeySet();

    Allowances(CommonLimits limits, QuotaMarks marks) {
        this.limits = limits;
        this.marks = marks;
    }

    /** One of this process, which is reckoned with until it is closed. */
    MonthlyAllowance open(Kind kind, long limit) {
        MonthlyAllowance allowance = new MonthlyAllowance(limits, marks, kind, limit, open::remove);
        open.add(allowance);
        return allowance;
    }

    /** How many of {@code kind} are used in this month; does I/O. */
    long used(Kind kind) {
        long before = unused(kind);
        long reserved = limits.reserved(kind);
        long after = unused(kind);
        for (int once = 1; once < TRIES && after > before; once++) { // A block has come: is it in what was read?
            before = after;
            reserved = limits.reserved(kind);
            after = unused(kind);
        }
        return Math.max(0, reserved - Math.min(before, after));
    }

    private long unused(Kind kind) {
        return open.stream()
                .filter(allowance -> allowance.kind() == kind)
                .mapToLong(MonthlyAllowance::unused)
                .sum();
    }
}
