package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Unwritten;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.LedgerException.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.slf4j.LoggerFactory;

/** What an admin reads while the ledger cannot be written: once that it cannot, once that it can. */
@ResourceLock("log") // Others have more logged than is by default.
class HeartbeatTest {
    private static final String FULL = "Cannot write: there is no room";
    private static final String ILL = "ERROR " + FULL + "; digests wait until it is possible, none is lost";
    private static final String AGAIN = ILL + "; it comes and goes, and that is said no more until it has stopped";
    private static final String BACK = "INFO The ledger is back; what waited for it goes on";
    private static final String FOR_GOOD = "INFO The ledger is back for good; what waited for it has gone on";

    @TempDir
    Path directory;

    @Test
    void aDatabaseThatIsAwayIsSaidOnceAndThatItIsBackOnce() throws InterruptedException {
        assertThat(said(40, beat -> beat >= 5 && beat < 35)).containsExactly(ILL, BACK);
    }

    /** A full disk takes a row now and then. */
    @Test
    void oneThatComesAndGoesIsSaidTwice() throws InterruptedException {
        assertThat(said(500, beat -> beat % 2 == 1)).containsExactly(ILL, BACK, AGAIN);
    }

    @Test
    void whatWasWellForFiveMinutesIsNewTrouble() throws InterruptedException {
        assertThat(said(700, beat -> beat == 1 || beat == 3 || beat == 5 || beat == 310))
                .containsExactly(ILL, BACK, AGAIN, FOR_GOOD, ILL, BACK);
        assertThat(said(700, beat -> beat == 1 || beat == 3 || beat == 5 || beat == 300))
                .as("well for less than that")
                .containsExactly(ILL, BACK, AGAIN, FOR_GOOD);
    }

    @Test
    void whatIsWrongIsKnownWhileItIs() throws InterruptedException {
        assertThat(trouble(4, beat -> beat == 3)).isEqualTo(Reason.FULL);
        assertThat(trouble(5, beat -> beat == 3)).isNull();
    }

    private List<String> said(int beats, IntPredicate ill) throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger(Heartbeat.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            trouble(beats, ill);
        } finally {
            logger.detachAppender(lines);
        }
        return List.copyOf(lines.list).stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    /** What is wrong after so many beats, at some of which the ledger cannot be written. */
    private Reason trouble(int beats, IntPredicate ill) throws InterruptedException {
        DatabaseConfig database = new DatabaseConfig("jdbc:h2:" + directory.resolve("rollcall"), "", null, 180);
        Beats time = new Beats(beats);
        AtomicInteger beat = new AtomicInteger();
        try (Ledger ledger = Ledger.open(database, Clock.systemUTC());
                Heartbeat heartbeat = new Heartbeat(ledger, UUID.randomUUID(), new Unwritten(), time, () -> {
                    if (ill.test(beat.getAndIncrement())) {
                        throw new LedgerException(Reason.FULL, true, FULL);
                    }
                })) {
            heartbeat.start();
            assertThat(time.over.await(1, TimeUnit.MINUTES)).isTrue();
            return heartbeat.trouble();
        }
    }

    /** Pauses of no time, and an end after so many of them. */
    private static final class Beats implements Waiting {
        private final CountDownLatch over = new CountDownLatch(1);
        private int left;

        Beats(int number) {
            left = number;
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            assertThat(duration).isEqualTo(Duration.ofSeconds(1));
            if (--left == 0) {
                over.countDown();
                throw new InterruptedException();
            }
        }
    }
}
