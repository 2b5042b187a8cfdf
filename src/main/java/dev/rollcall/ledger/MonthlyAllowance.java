package dev.rollcall.ledger;

import dev.rollcall.ledger.CommonLimits.Kind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * May one more be sent this month? Takes from blocks that are reserved in the ledger, so that all processes together
 * keep to the month's limit without a row for each call. What a killed process had left of its block counts as used.
 *
 * <p>While the ledger cannot be reached it says yes as long as the month had some left when it was last asked, a block at
 * a time lest every call wait for the database, and writes down later what it let through. Thread-safe.
 */
public final class MonthlyAllowance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MonthlyAllowance.class);

    /** Blocks are a small part of the month's limit, so that little is lost with a killed process. */
    private static final long BLOCKS = 200;

    private static final long SMALLEST_BLOCK = 25;
    private static final long LARGEST_BLOCK = 250;
    private static final Duration NEW = Duration.ofHours(1);

    private final CommonLimits limits;
    private final QuotaMarks marks;
    private final Kind kind;
    private final long limit;
    private final Consumer<MonthlyAllowance> closed;
    private final long block;
    private LocalDate month;
    private long left;
    private long owed;
    private long rest;
    private boolean told;
    private boolean refused;

    /**
     * Nothing is reserved yet.
     *
     * @param limit how many a month; 0: unlimited, then they are only counted
     * @param closed is told of it when it is closed
     */
    MonthlyAllowance(CommonLimits limits, QuotaMarks marks, Kind kind, long limit, Consumer<MonthlyAllowance> closed) {
        this.limits = limits;
        this.marks = marks;
        this.kind = kind;
        this.limit = limit;
        this.closed = closed;
        this.block = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, all() / BLOCKS));
        this.month = limits.month();
        this.rest = all();
    }

    /** Takes one; false when the month's are used up, by our own count or because DingTalk says so. */
    public synchronized boolean take() {
        if (!month.equals(limits.month())) {
            month = limits.month();
            left = 0;
            owed = 0;
            rest = all();
            told = false;
            refused = false;
        }
        refused = refused && stillRefused();
        if (left == 0 && !refused) {
            refill();
        }
        if (refused) {
            return false;
        }
        if (left > 0) {
            left--;
            return true;
        }
        if (!told) {
            told = true;
            LOG.error("The month's {} {} are used up: no more until the next month", limit, kind.word());
        }
        return false;
    }

    /**
     * DingTalk says that the month's are used up: none is left until it ends, or until {@link QuotaMarks#resume}. In the
     * first hour of a month it may still speak of the last one: then the next call asks again.
     */
    public synchronized void refused() {
        if (limits.monthIsNew(NEW)) {
            LOG.warn(
                    "DingTalk says that the organisation's {} are used up, and the month is new: asked again",
                    kind.word());
            return;
        }
        if (!refused) {
            refused = true;
            LOG.error(
                    "DingTalk says that the organisation's {} of this month are used up: no more until the next month,"
                            + " or until an admin writes to the bot: quota resume (配额 恢复)",
                    kind.word());
        }
        try {
            marks.refuse(kind);
        } catch (LedgerException e) { // This process knows it all the same, until the ledger says otherwise.
            LOG.debug("Other processes do not know yet: {}", e.getMessage());
        }
    }

    /** Whether none is left because DingTalk says so, as far as this process knows. */
    public synchronized boolean isRefused() {
        return refused;
    }

    Kind kind() {
        return kind;
    }

    /** How many of what is reserved here are not used; less than none where some were let through without. */
    synchronized long unused() {
        return month.equals(limits.month()) ? left - owed : 0;
    }

    /** Whether none is left until the next month, as far as this process knows. */
    public synchronized boolean usedUp() {
        return month.equals(limits.month()) && left == 0 && rest == 0;
    }

    private long all() {
        return limit == 0 ? Long.MAX_VALUE : limit;
    }

    private boolean stillRefused() {
        try {
            return marks.refused(kind);
        } catch (LedgerException e) {
            return true;
        }
    }

    private void refill() {
        try {
            CommonLimits.Reserved reserved = limits.reserve(kind, block + owed, limit);
            refused = reserved.refused();
            if (refused) {
                return;
            }
            left = Math.max(0, reserved.granted() - owed);
            owed = Math.max(0, owed - reserved.granted());
            rest = reserved.rest();
        } catch (LedgerException e) {
            left = Math.min(block, rest);
            owed += left;
            rest -= left;
            LOG.debug("Counted for later: {}", e.getMessage());
        }
    }

    /** Gives back what is left of the block, or writes down what was let through without one. */
    @Override
    public synchronized void close() {
        try {
            if (left > owed) {
                limits.giveBack(kind, left - owed, month);
            } else if (owed > left) {
                limits.reserve(kind, owed - left, 0);
            }
            left = 0;
            owed = 0;
        } catch (LedgerException e) {
            LOG.debug("Not settled with the month's quota: {}", e.getMessage());
        }
        closed.accept(this);
    }
}
