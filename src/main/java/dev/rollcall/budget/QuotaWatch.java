package dev.rollcall.budget;

import dev.rollcall.budget.Meter.State;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.message.Notice;
import dev.rollcall.message.QuotaNotices;
import dev.rollcall.message.QuotaNotices.Part;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Do the admins know how the month stands? They are told at {@value #WARNING} and {@value #URGENT} percent of calls and of
 * messages, and when no call is left, each once, by whichever process notices first. That no message is left only the log
 * can say. Thread-safe.
 */
public final class QuotaWatch {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaWatch.class);
    private static final int WARNING = 70;
    private static final int URGENT = 90;
    private static final int ALL = 100;

    /** Where nobody could be told, so many looks pass before it is tried again. */
    private static final int PAUSE = 60;

    private final Ledger ledger;
    private final Meter meter;
    private final Predicate<Notice> tell;
    private int pause;

    /** @param tell tells the admins; whether anybody could be told */
    public QuotaWatch(Ledger ledger, Meter meter, Predicate<Notice> tell) {
        this.ledger = ledger;
        this.meter = meter;
        this.tell = tell;
    }

    /** Looks once, and tells what is new. Blocks while it is told. */
    public synchronized void look() {
        State now = meter.look();
        if (pause > 0) {
            pause--;
            return;
        }
        look(Kind.CALLS, now.callPercent(), now);
        look(Kind.MESSAGES, now.messagePercent(), now);
    }

    private void look(Kind kind, int percent, State now) {
        int step = percent >= ALL ? ALL : percent >= URGENT ? URGENT : percent >= WARNING ? WARNING : 0;
        if (step == 0) {
            return;
        }
        try {
            OptionalInt before = ledger.quota().tell(kind, step);
            if (before.isPresent()) {
                LOG.warn(
                        "{} % of the month's {} are used: {} of {}",
                        percent,
                        kind == Kind.CALLS ? "calls" : "messages",
                        kind == Kind.CALLS ? now.calls() : now.messages(),
                        kind == Kind.CALLS ? now.callLimit() : now.messageLimit());
                // Without messages nobody can be told that there are none; without calls, HR's group can.
                boolean possible = kind == Kind.CALLS || step < ALL;
                if (possible && !tell.test(notice(kind, step, percent, now)) && step < ALL) {
                    pause = PAUSE;
                    ledger.quota().untold(kind, step, before.getAsInt());
                }
            }
        } catch (LedgerException e) {
            LOG.debug("Admins are told of the quota when the ledger is back: {}", e.getMessage());
        }
    }

    private static Notice notice(Kind kind, int step, int percent, State now) {
        if (kind == Kind.MESSAGES) {
            return QuotaNotices.messagesUsed(percent, messages(now));
        }
        if (now.refused()) {
            return QuotaNotices.callsRefused();
        }
        return step == ALL
                ? QuotaNotices.callsUsedUp(calls(now))
                : QuotaNotices.callsUsed(percent, calls(now), shed(now.shed()));
    }

    /** The calls of {@code state}, as they are told. */
    public static Part calls(State state) {
        return new Part(state.calls(), state.callLimit(), state.callForecast());
    }

    /** The messages of {@code state}, as they are told. */
    public static Part messages(State state) {
        return new Part(state.messages(), state.messageLimit(), state.messageForecast());
    }

    /** Names of everything that is done without where {@code now} is. */
    public static List<String> shed(Shed now) {
        return Arrays.stream(Shed.values())
                .filter(now::includes)
                .map(Shed::name)
                .toList();
    }
}
