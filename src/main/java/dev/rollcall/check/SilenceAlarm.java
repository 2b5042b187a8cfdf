package dev.rollcall.check;

import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Troubles;
import dev.rollcall.message.AdminNotices;
import dev.rollcall.message.Notice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Do the admins know within five minutes that a cutoff which was due has no outcome? They are told once until all have one,
 * by one of all processes; what is being posted at this moment, because the program has just come back, is no trouble.
 *
 * <p>While the ledger cannot be read it is not known what has become of a cutoff: then each process tells that, once. Must
 * be looked at every ten seconds, on a thread that does nothing for cutoffs, so that it notices when those hang.
 * Thread-safe; blocks while it tells.
 */
public final class SilenceAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceAlarm.class);

    /** What is over by then was about to be posted. */
    private static final Duration LASTING = Duration.ofSeconds(20);

    /** How long it may take until what is due is written down. */
    private static final Duration PLANNING = Duration.ofSeconds(5);

    /** Where nobody could be told, so many looks pass before it is tried again. */
    private static final int PAUSE = 3;

    private final Silence silence;
    private final Ledger ledger;
    private final Predicate<Notice> tell;
    private final Clock clock;
    private final Waiting waiting;
    private @Nullable Long since;
    private Instant settled;
    private int pause;
    private boolean logged;
    private boolean told;

    /**
     * @param checks makes the checks that are looked after
     * @param tell tells the admins; whether anybody could be told
     */
    public SilenceAlarm(Checks checks, Ledger ledger, Predicate<Notice> tell, Clock clock, Waiting waiting) {
        this(checks.silence(), ledger, tell, clock, waiting);
    }

    SilenceAlarm(Silence silence, Ledger ledger, Predicate<Notice> tell, Clock clock, Waiting waiting) {
        this.silence = silence;
        this.ledger = ledger;
        this.tell = tell;
        this.clock = clock;
        this.waiting = waiting;
        settled = clock.instant();
    }

    /** Looks once, and tells what is new. */
    public synchronized void look() {
        Instant now = clock.instant();
        try {
            if (silence.settled(now)) {
                settled = now.minus(PLANNING);
            }
            Optional<Silence.Overdue> overdue = silence.overdue(now);
            if (overdue.isPresent()) {
                lasts(overdue.get(), now);
            } else {
                over();
            }
        } catch (LedgerException e) {
            LOG.debug("What has become of cutoffs cannot be read: {}", e.getMessage());
            if (!Thread.currentThread().isInterrupted()) { // Else the program stops, and its ledger with it.
                silence.lastDue(settled, now.minus(Silence.PATIENCE)).ifPresent(cutoff -> unknown(cutoff, now));
            }
        }
    }

    private void over() {
        since = null;
        pause = 0;
        logged = false;
        told = false;
        ledger.troubles().over(Troubles.Kind.NO_OUTCOME);
    }

    private void lasts(Silence.Overdue overdue, Instant now) {
        Long first = since;
        if (first == null) {
            since = waiting.nanos();
            return;
        }
        if (told || waiting.nanos() - first < LASTING.toNanos() || waits()) {
            return;
        }
        if (ledger.troubles().begins(Troubles.Kind.NO_OUTCOME)) {
            long minutes = minutes(overdue.cutoff(), now);
            say(overdue.cutoff(), "no outcome after " + minutes + " min: " + words(overdue));
            told = tell.test(AdminNotices.overdue(overdue.cutoff(), minutes, overdue.digests(), overdue.reason()));
            if (!told) {
                pause = PAUSE;
                ledger.troubles().over(Troubles.Kind.NO_OUTCOME);
            }
        }
    }

    private static String words(Silence.Overdue overdue) {
        return overdue.digests() == 0
                ? "nobody has begun; start the program anew"
                : "digests still to come: " + overdue.digests();
    }

    /** The ledger cannot say who tells. */
    private void unknown(Instant cutoff, Instant now) {
        if (told || waits()) {
            return;
        }
        long minutes = minutes(cutoff, now);
        say(cutoff, "no known outcome after " + minutes + " min: the ledger cannot be read");
        told = tell.test(AdminNotices.outcomeUnknown(cutoff, minutes));
        pause = told ? 0 : PAUSE;
    }

    /** Whether nobody could be told a moment ago. */
    private boolean waits() {
        boolean waits = pause > 0;
        pause = Math.max(0, pause - 1);
        return waits;
    }

    private static long minutes(Instant cutoff, Instant now) {
        return Duration.between(cutoff, now).toMinutes();
    }

    /** In the log once, however often it is tried to tell. */
    private void say(Instant cutoff, String what) {
        if (!logged) {
            LOG.error("The cutoff of {} has {}", silence.local(cutoff), what);
            logged = true;
        }
    }
}
