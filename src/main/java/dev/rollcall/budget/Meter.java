package dev.rollcall.budget;

import dev.rollcall.budget.QuotaForecast.Calls;
import dev.rollcall.budget.QuotaForecast.Habits;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Mornings.Lately;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What does the month cost, what will it have cost when it ends, and what is done without so that the digests last?
 *
 * <p>Counts what all processes together have used. What others have reserved and not used yet is taken for used, because
 * only they know it. While the ledger cannot be read the last answer holds. Thread-safe.
 */
public final class Meter {
    private static final Logger LOG = LoggerFactory.getLogger(Meter.class);

    /** DingTalk's months are those of its own zone. */
    private static final ZoneId DINGTALK = ZoneId.of("Asia/Shanghai");

    private static final int DAYS_BACK = 15;

    /** A cutoff that is over for so long may still have calls to make: of its correction, say. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(45);

    /** More than that were left over on no usual morning. */
    private static final double MOST_LEFT_OVER = 0.2;

    /** One busy day says little of a month: what is used besides digests is taken for that of a week at least. */
    private static final Duration A_WEEK = Duration.ofDays(7);

    private static final int FEW = 100;

    private final Ledger ledger;
    private final Limits limits;
    private final Plan plan;
    private final Clock clock;
    private volatile State state = State.UNKNOWN;
    private @Nullable Lately lately;
    private @Nullable LocalDate latelyOn;

    /**
     * A meter that has read nothing yet.
     *
     * @param plan what cutoffs do in some time
     */
    public Meter(Ledger ledger, Limits limits, Plan plan, Clock clock) {
        this.ledger = ledger;
        this.limits = limits;
        this.plan = plan;
        this.clock = clock;
    }

    /** What is done without now, as of the last look. */
    public Shed shed() {
        return state.shed();
    }

    /** How the month stood when it was looked at last; nothing is used before the first time. */
    public State state() {
        return state;
    }

    /** Looks at the ledger; where that cannot be read, everything stays as it was. */
    public synchronized State look() {
        try {
            State now = read();
            tell(state.shed(), now);
            state = now;
        } catch (LedgerException e) {
            LOG.debug("Nobody knows how the quota stands: {}", e.getMessage());
        }
        return state;
    }

    private void tell(Shed before, State now) {
        if (before == now.shed()) {
            return;
        }
        if (now.shed() == Shed.NOTHING) {
            LOG.info("The month's calls suffice again; nothing is done without");
        } else {
            LOG.warn(
                    "Of the month's {} calls {} are used and the digests to come need {}: {} is done without",
                    limits.calls(),
                    now.calls(),
                    now.needed(),
                    now.shed());
        }
    }

    private State read() {
        ZonedDateTime now = clock.instant().atZone(DINGTALK);
        ZonedDateTime begin = now.toLocalDate().withDayOfMonth(1).atStartOfDay(DINGTALK);
        ZonedDateTime end = begin.plusMonths(1);
        LocalDate today = now.toLocalDate();
        Lately mornings = lately(today);
        int people = ledger.mornings().people();
        Set<DayOfWeek> working = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        working.addAll(mornings.working());
        Habits habits = habits(mornings);
        long calls = ledger.used(Kind.CALLS);
        long messages = ledger.used(Kind.MESSAGES);
        List<QuotaForecast.Cutoff> before = plan.between(begin, now, working);
        List<QuotaForecast.Cutoff> after = plan.between(now.minus(UNDER_WAY), end, working);
        QuotaForecast past = QuotaForecast.of(before, people, habits, true);
        QuotaForecast ahead = QuotaForecast.of(after, people, habits, true);
        double still = (double) Duration.between(now, end).toMinutes()
                / Math.max(A_WEEK.toMinutes(), Duration.between(begin, now).toMinutes());
        boolean known = people > 0;
        boolean sweeps = limits.calls() == 0
                || (known
                        && calls
                                        + ahead.calls().all()
                                        + others(calls, past.calls().all(), still)
                                <= limits.calls());
        if (!sweeps) {
            past = QuotaForecast.of(before, people, habits, false);
            ahead = QuotaForecast.of(after, people, habits, false);
        }
        Calls needed = ahead.calls();
        boolean limited = known && limits.calls() > 0;
        return new State(
                calls,
                limits.calls(),
                known ? calls + needed.all() + others(calls, past.calls().all(), still) : 0,
                messages,
                limits.messages(),
                messages + ahead.messages() + others(messages, past.messages(), still),
                needed.all(),
                limited ? Shed.of(limits.calls() - calls, needed) : Shed.NOTHING,
                sweeps,
                ledger.quota().refused(Kind.CALLS));
    }

    /** Days that are over do not change. */
    private Lately lately(LocalDate today) {
        Lately known = lately;
        if (known == null || !today.equals(latelyOn)) {
            known = ledger.mornings().of(today.minusDays(DAYS_BACK), today.minusDays(1));
            lately = known;
            latelyOn = today;
        }
        return known;
    }

    /** What is used besides digests, at the pace so far: chat, board, reports. */
    private static long others(long used, long forDigests, double still) {
        return Math.round(Math.max(0, used - forDigests) * still);
    }

    private static Habits habits(Lately lately) {
        if (lately.due() < FEW) {
            return Habits.TYPICAL;
        }
        double leftOver = Math.min(MOST_LEFT_OVER, (double) lately.leftOver() / lately.due());
        return new Habits(leftOver, Habits.TYPICAL.asked() * leftOver / Habits.TYPICAL.leftOver());
    }

    /** What cutoffs do after one moment and before another, by config. */
    public interface Plan {
        /** Of each cutoff its runs; {@code working} are the days of the week on which people work. */
        List<QuotaForecast.Cutoff> between(ZonedDateTime from, ZonedDateTime until, Set<DayOfWeek> working);
    }

    /** How many metered calls and messages a month has; 0: unlimited. */
    public record Limits(long calls, long messages) {}

    /**
     * How the month stands.
     *
     * @param calls metered calls so far, and what other processes have reserved
     * @param callLimit 0: unlimited
     * @param callForecast by the end of the month; 0 where nobody knows how many people there are
     * @param messages messages so far, and what other processes have reserved
     * @param messageLimit 0: unlimited
     * @param messageForecast by the end of the month
     * @param needed calls that the digests still to come need
     * @param shed what is done without
     * @param sweeps whether there are enough for asking about everybody ahead of cutoffs
     * @param refused whether DingTalk has said that the calls are used up
     */
    public record State(
            long calls,
            long callLimit,
            long callForecast,
            long messages,
            long messageLimit,
            long messageForecast,
            long needed,
            Shed shed,
            boolean sweeps,
            boolean refused) {
        private static final State UNKNOWN = new State(0, 0, 0, 0, 0, 0, 0, Shed.NOTHING, false, false);

        /** How much of the calls is used, in percent, rounded down; all of it where DingTalk says so. */
        public int callPercent() {
            return refused ? 100 : percent(calls, callLimit);
        }

        /** How much of the messages is used, in percent, rounded down. */
        public int messagePercent() {
            return percent(messages, messageLimit);
        }

        private static int percent(long used, long limit) {
            return limit == 0 ? 0 : (int) Math.min(100, used * 100 / limit);
        }
    }
}
