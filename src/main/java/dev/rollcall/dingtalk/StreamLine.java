package dev.rollcall.dingtalk;

import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket to DingTalk, from its opening to its end: it is opened once and never again. Thread-safe. */
final class StreamLine extends WebSocketListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLine.class);
    private static final int NORMAL = 1000;

    private final StreamInbox inbox;
    private final Runnable changed;
    private volatile State state = State.OPENING;
    private volatile String why = "";
    private volatile @Nullable WebSocket socket;

    /** @param changed told whenever the state has changed; must not block */
    StreamLine(StreamInbox inbox, Runnable changed) {
        this.inbox = inbox;
        this.changed = changed;
    }

    /** Begins to open it at {@code place}. */
    void open(OkHttpClient http, HttpUrl place) {
        socket = http.newWebSocket(new Request.Builder().url(place).build(), this);
    }

    State state() {
        return state;
    }

    /** Why it ended, as a part of a sentence. */
    String why() {
        return why;
    }

    /** Ends it from this side: politely where it is open; without an answer its socket is closed soon all the same. */
    void hangUp() {
        State before = become(State.ENDED, "closed");
        WebSocket open = socket;
        if (open == null || before == State.ENDED) {
            return;
        }
        if (before == State.OPENING || !open.close(NORMAL, null)) {
            open.cancel();
        }
    }

    @Override
    public void onOpen(WebSocket opened, Response response) {
        become(State.OPEN, "");
    }

    @Override
    public void onMessage(WebSocket from, String text) {
        if (inbox.take(text, from::send)) {
            become(State.TOLD_TO_GO, "DingTalk asks for another connection");
        }
    }

    @Override
    public void onMessage(WebSocket from, ByteString bytes) {
        LOG.debug("A frame of {} bytes that is no text is passed over", bytes.size());
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
        from.close(NORMAL, null);
        become(State.ENDED, "DingTalk closed it (" + code + ")");
    }

    @Override
    public void onFailure(WebSocket from, Throwable failure, @Nullable Response response) {
        become(State.ENDED, words(failure, response));
    }

    private static String words(Throwable failure, @Nullable Response response) {
        if (response != null) {
            return "DingTalk answered HTTP " + response.code() + " to the WebSocket";
        }
        if (failure instanceof SocketTimeoutException) {
            return "nothing was heard for too long";
        }
        return failure instanceof SSLException
                ? "the server's certificate cannot be trusted"
                : "the connection broke or could not be made";
    }

    /** States only go forward, so that the first reason to end is the one that is told; which it was in before. */
    private State become(State next, String because) {
        State before;
        synchronized (this) {
            before = state;
            if (next.compareTo(before) <= 0) {
                return before;
            }
            state = next;
            why = because;
        }
        changed.run();
        return before;
    }

    /** In the order in which a line goes through them. */
    enum State {
        OPENING,
        /** Messages come. */
        OPEN,
        /** Open, but no message will come any more. */
        TOLD_TO_GO,
        ENDED
    }
}
