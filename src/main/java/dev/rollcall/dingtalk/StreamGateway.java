package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Asks DingTalk where a Stream connection is to be opened. The answer holds a ticket for one connection, good for 90
 * seconds; it must not be seen. Blocks; thread-safe.
 */
final class StreamGateway {
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final Pattern SOCKET = Pattern.compile("(ws|wss)(://.*)");
    private static final int UNAUTHORIZED = 401;

    private final DingTalkClient client;
    private final DingTalkConfig config;

    StreamGateway(DingTalkClient client) {
        this.client = client;
        this.config = client.config();
    }

    /**
     * A place for one connection, ticket included, with the scheme that OkHttp wants.
     *
     * @throws DingTalkException if there is none; of {@link Reason#CREDENTIALS} where the app is not known
     */
    HttpUrl place() throws DingTalkException {
        // Not noted where this call tells of a block: a page also comes from here when asked too often.
        client.block().refuse();
        HttpUrl address = HttpUrl.get(config.apiUrl() + Api.STREAM.path());
        JsonNode place = client.attempts()
                .make(Api.STREAM.path(), () -> open(client.exchange().postTo(address, body(), LONGEST)));
        HttpUrl endpoint = endpoint(Json.text(place, "endpoint"), config.apiUrl());
        String ticket = Json.text(place, "ticket");
        if (endpoint == null || ticket.isEmpty()) {
            throw DingTalkException.noAnswer("DingTalk names no place for a Stream connection that can be used");
        }
        return endpoint.newBuilder().setQueryParameter("ticket", ticket).build();
    }

    private JsonNode open(Exchange.Answer answer) throws DingTalkException {
        if (answer.status() == UNAUTHORIZED) {
            String why = "DingTalk refuses app_key and app_secret (HTTP 401)";
            throw new DingTalkException(Kind.BLOCKED, Reason.CREDENTIALS, "", why, null);
        }
        if (answer.body().stripLeading().startsWith("<")) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + answer.status() + " with a web page");
        }
        if (answer.status() >= 500) {
            throw DingTalkException.noAnswer("DingTalk answered HTTP " + answer.status());
        }
        String body = Exchange.hide(answer.body(), List.of(config.appSecret().reveal()));
        return Envelope.open(
                Api.Gateway.NEW, answer.status(), body, client.exchange().clock());
    }

    private ObjectNode body() {
        ObjectNode body = Json.object();
        body.put("clientId", config.appKey());
        body.put("clientSecret", config.appSecret().reveal());
        body.put("ua", "rollcall");
        ArrayNode topics = body.putArray("subscriptions");
        topics.addObject().put("type", "CALLBACK").put("topic", StreamInbox.MESSAGES);
        if (config.events()) {
            topics.addObject().put("type", "EVENT").put("topic", "*");
        }
        return body;
    }

    /**
     * {@code text} as an http or https address; null where it is no WebSocket, or one that others could listen to.
     *
     * @param gateway where it was said; without TLS it is on loopback, because the configuration allows no other
     */
    static @Nullable HttpUrl endpoint(String text, URI gateway) {
        Matcher socket = SOCKET.matcher(text);
        if (!socket.matches()) {
            return null;
        }
        boolean tls = socket.group(1).equals("wss");
        HttpUrl address = HttpUrl.parse((tls ? "https" : "http") + socket.group(2));
        if (address == null
                || !address.username().isEmpty()
                || !address.password().isEmpty()) {
            return null;
        }
        boolean safe = tls || Loopback.is(address.host()) || "http".equalsIgnoreCase(gateway.getScheme());
        return safe ? address : null;
    }
}
