package dev.rollcall.dingtalk;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.chat.ChatMessage;
import dev.rollcall.common.Waiting;
import dev.rollcall.dingtalk.StreamLine.State;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Receives chat over a connection that Rollcall opens itself, so that no public address is needed (DingTalk's Stream
 * mode), and keeps it up until it is closed.
 *
 * <p>Told to leave, it opens another connection at once and closes the old one then. After a failure it waits longer
 * each time, a minute at most, and begins anew once a connection has lasted a minute. A socket on which not even a pong
 * is heard counts as broken after a minute. The same message may come twice: that is for the consumer to find out. One
 * thread of its own; thread-safe.
 */
public final class StreamConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
    private static final Duration PING = Duration.ofSeconds(30);
    private static final Duration CLOSING = Duration.ofSeconds(1);
    private static final Duration STOPPING = Duration.ofMillis(500);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** A connection that lasts so long shows that all is well. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    /** One that DingTalk wants left sooner may be wanted left for ever. */
    private static final Duration BRIEF = Duration.ofSeconds(5);

    private final StreamGateway gateway;
    private final StreamInbox inbox;
    private final ExecutorService sockets = Executors.newCachedThreadPool(StreamConnection::socketThread);
    private final OkHttpClient http;
    private final Waiting waiting;
    private final Wake wake;
    private final Thread thread = new Thread(this::keepUp, "stream");
    private volatile @Nullable StreamLine current;
    private volatile String state = "not opened yet";
    private volatile boolean closed;
    private long openedAt;
    private int failures;
    private boolean planned;
    private Level told = Level.INFO;

    /**
     * Opens nothing yet.
     *
     * @param messages takes each message after it was acknowledged, one after the other on one thread that is not the
     *     socket's; while it is at one, up to a thousand others wait
     * @param punches takes each punch on that thread too, where the configuration wants events; must not block
     */
    public StreamConnection(
            DingTalkClient client, Waiting waiting, Consumer<ChatMessage> messages, Consumer<PunchEvent> punches) {
        this.gateway = new StreamGateway(client);
        this.inbox = new StreamInbox(client.config(), messages, punches);
        this.waiting = waiting;
        this.wake = new Wake(waiting);
        this.http = client.exchange()
                .webSockets()
                .dispatcher(new Dispatcher(sockets))
                .pingInterval(onTheMachine(PING))
                .webSocketCloseTimeout(onTheMachine(CLOSING))
                .build();
        thread.setDaemon(true);
    }

    /** Begins to open a connection and returns at once. To be called once. */
    public void start() {
        thread.start();
    }

    /** Whether messages come. */
    public boolean connected() {
        StreamLine line = current;
        return line != null && line.state() == State.OPEN && !closed;
    }

    /** How it stands, in words; without an address or a secret. */
    public String state() {
        return closed ? "closed" : connected() ? "connected" : state;
    }

    private void keepUp() {
        while (!closed) {
            rest(once());
        }
        hangUp();
    }

    /** Opens one connection and stays with it until it ends; how long to wait before the next one. */
    private Duration once() {
        try {
            StreamLine line = open();
            while (line.state() == State.OPEN && !closed) {
                wake.pause(LOOK);
            }
            return ended(line, Duration.ofNanos(waiting.nanos() - openedAt));
        } catch (DingTalkException e) {
            return failed(e);
        } catch (RuntimeException e) {
            LOG.error("The Stream connection failed in an unexpected way; tried again", e);
            return RetryPauses.reconnect(failures++);
        }
    }

    private StreamLine open() throws DingTalkException {
        HttpUrl place = gateway.place();
        StreamLine line = new StreamLine(inbox, wake::ring);
        if (!closed) {
            line.open(http, place);
        }
        while (line.state() == State.OPENING && !closed) {
            wake.pause(LOOK);
        }
        if (closed || line.state() == State.ENDED) {
            line.hangUp();
            throw DingTalkException.noAnswer(line.why());
        }
        hangUp();
        openedAt = waiting.nanos();
        boolean news = !planned || told != Level.INFO;
        LOG.atLevel(news ? Level.INFO : Level.DEBUG).log("Chat is received over the Stream connection");
        told = Level.INFO;
        current = line;
        return line;
    }

    private Duration ended(StreamLine line, Duration lasted) {
        if (closed) {
            return Duration.ZERO;
        }
        if (lasted.compareTo(STABLE) >= 0) {
            failures = 0;
        }
        state = "not connected: " + line.why();
        planned = line.state() == State.TOLD_TO_GO;
        LOG.atLevel(planned ? Level.DEBUG : Level.INFO).log("The Stream connection is opened again: {}", line.why());
        if (planned && lasted.compareTo(BRIEF) >= 0) {
            return Duration.ZERO;
        }
        boolean first = failures == 0;
        Duration pause = RetryPauses.reconnect(failures++);
        return planned && first ? Duration.ZERO : pause;
    }

    private Duration failed(DingTalkException e) {
        boolean refused = e.reason() == Reason.CREDENTIALS;
        String next = refused ? "tried again every " + REFUSED.toMinutes() + " minutes" : "tried again until it works";
        state = "not connected: " + e.words() + "; " + next;
        Level level = closed ? Level.DEBUG : refused ? Level.ERROR : Level.WARN;
        boolean news = level.toInt() > told.toInt();
        LOG.atLevel(news ? level : Level.DEBUG)
                .log("Chat cannot be received over the Stream connection: {}; {}", e.words(), next);
        told = news ? level : told;
        return refused ? REFUSED : RetryPauses.reconnect(failures++);
    }

    private void rest(Duration pause) {
        long start = waiting.nanos();
        Duration left = pause;
        while (!closed && !left.isNegative() && !left.isZero()) {
            wake.pause(left);
            left = pause.minusNanos(waiting.nanos() - start);
        }
    }

    private void hangUp() {
        StreamLine line = current;
        if (line != null) {
            line.hangUp();
        }
    }

    /** Never nothing, which would mean for ever. */
    private Duration onTheMachine(Duration duration) {
        Duration machine = waiting.onTheMachine(duration);
        return machine.toMillis() > 0 ? machine : Duration.ofMillis(1);
    }

    private static Thread socketThread(Runnable work) {
        Thread thread = new Thread(work, "stream-socket");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes nothing more, and has closed its socket within a second or two, whatever the other side does. */
    @Override
    public void close() {
        closed = true;
        inbox.close();
        wake.ring();
        hangUp();
        try {
            thread.join(STOPPING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sockets.shutdown();
    }
}
