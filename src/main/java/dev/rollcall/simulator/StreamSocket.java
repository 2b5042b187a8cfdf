package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One WebSocket of a client in Stream mode. Public because Jetty calls it by reflection; for nobody else. */
public final class StreamSocket implements Session.Listener {
    private final String connection;
    private final String clientId;
    private final boolean messages;
    private final boolean events;
    private final StreamGateway gateway;
    private volatile @Nullable Session session;
    private volatile boolean silent;
    private volatile boolean retired;

    StreamSocket(String connection, String clientId, boolean messages, boolean events, StreamGateway gateway) {
        this.connection = connection;
        this.clientId = clientId;
        this.messages = messages;
        this.events = events;
        this.gateway = gateway;
    }

    String connection() {
        return connection;
    }

    String clientId() {
        return clientId;
    }

    boolean isSilent() {
        return silent;
    }

    /** Whether anything still goes out. */
    boolean isLive() {
        return !silent && !retired;
    }

    /** Whether messages go to it: the client wants them, and was not told that the connection ends. */
    boolean takesMessages() {
        return messages && !retired;
    }

    /** The same of events. */
    boolean takesEvents() {
        return events && !retired;
    }

    /** Nothing more goes out; it still hears. */
    void retire() {
        retired = true;
    }

    /** Stays open, and is as dead as one whose other end has lost its memory: nothing goes out, pongs included. */
    void silence() {
        silent = true;
    }

    /** Ends the connection without a word. */
    void drop() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    /** Sends a frame; into a silent socket, or one that has closed, for nothing. */
    void send(Push push, boolean withMessageId) {
        Session open = session;
        if (open != null && !silent) {
            open.sendText(frame(push, withMessageId), Callback.NOOP);
        }
    }

    private String frame(Push push, boolean withMessageId) {
        ObjectNode frame = Json.object().put("specVersion", "1.0").put("type", push.type());
        ObjectNode headers = frame.putObject("headers")
                .put("appId", "simapp")
                .put("connectionId", connection)
                .put("contentType", "application/json")
                .put("time", String.valueOf(push.at().toEpochMilli()))
                .put("topic", push.topic());
        if (push.type().equals(Push.EVENT)) {
            headers.put("topic", "*").put("eventType", push.topic());
        }
        if (withMessageId) {
            headers.put("messageId", push.messageId());
        }
        return new String(Json.bytes(frame.put("data", push.data())), StandardCharsets.UTF_8);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        gateway.opened(this);
        opened.demand();
    }

    @Override
    public void onWebSocketText(String text) {
        if (!silent) {
            gateway.heard(this, text);
        }
        demand();
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        gateway.heard(this, "a binary message");
        demand();
    }

    @Override
    public void onWebSocketPing(ByteBuffer payload) {
        Session open = session;
        if (open != null && !silent) {
            open.sendPong(payload, Callback.NOOP);
        }
        demand();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        demand();
    }

    /** A silent one does not say goodbye either. */
    @Override
    public void onWebSocketClose(int status, @Nullable String reason, Callback callback) {
        gateway.closed(this);
        if (!silent) {
            callback.succeed();
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        gateway.closed(this);
    }

    private void demand() {
        Session open = session;
        if (open != null) {
            open.demand();
        }
    }
}
