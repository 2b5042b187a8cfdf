package dev.rollcall.app;

import dev.rollcall.check.CoverageNews;
import dev.rollcall.check.SilenceAlarm;
import dev.rollcall.common.Waiting;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.Troubles;
import dev.rollcall.message.AdminNotices;
import dev.rollcall.message.Notice;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks every ten seconds whether the admins have to be told of a cutoff without an outcome, of a configuration that was
 * refused, of chat that nobody receives, or of what the night has found. One thread of its own: when the one that makes rounds
 * hangs, that is what it is to notice.
 */
final class AlarmSide implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Looks in a row that find no Stream connection until it is told: five minutes in which the machine did not sleep. */
    private static final int DEAF = 30;

    private final Admins admins;
    private final ConfigState configuration;
    private final Supplier<@Nullable Boolean> connected;
    private final Alarm refused;
    private final Alarm deaf;
    private final Lookout lookout;
    private int unheard;

    /**
     * Does not look yet.
     *
     * @param before whose place it takes, and whose troubles go on; null: nobody's
     * @param connected whether chat comes over the Stream connection; gives null where the configuration wants none
     */
    AlarmSide(
            SilenceAlarm silence,
            CoverageNews news,
            Admins admins,
            ConfigState configuration,
            Supplier<@Nullable Boolean> connected,
            Ledger ledger,
            Clock clock,
            Waiting waiting,
            @Nullable AlarmSide before) {
        this.admins = admins;
        this.configuration = configuration;
        this.connected = connected;
        refused = before == null ? new Alarm(ledger.troubles(), Troubles.Kind.CONFIG_REFUSED) : before.refused;
        deaf = before == null ? new Alarm(ledger.troubles(), Troubles.Kind.NO_STREAM) : before.deaf;
        lookout = new Lookout(
                "alarm",
                PAUSE,
                List.of(silence::look, () -> news.look(clock.instant()), this::configuration, this::stream),
                waiting);
    }

    void start() {
        lookout.start();
    }

    /** HR's group, where the admins cannot be reached, does not read what the file says. */
    private void configuration() {
        List<String> faults = configuration.faults();
        if (faults.isEmpty()) {
            refused.well();
        } else {
            refused.wrong(() -> admins.tell(
                    Notice.configRefused(faults.size(), faults), Notice.configRefused(faults.size(), List.of())));
        }
    }

    private void stream() {
        unheard = Boolean.FALSE.equals(connected.get()) ? unheard + 1 : 0;
        if (unheard == 0) {
            deaf.well();
        } else if (unheard >= DEAF) {
            deaf.wrong(() ->
                    admins.tell(AdminNotices.noStream(PAUSE.multipliedBy(DEAF).toMinutes())));
        }
    }

    /** Looks no more after the look that is under way. */
    void finish() {
        lookout.finish();
    }

    @Override
    public void close() {
        lookout.close();
    }
}
