package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a client gets a WebSocket of Stream mode: a ticket for its secret, then the connection for the ticket (reference 4). */
final class StreamApi {
    static final String OPEN = "/v1.0/gateway/connections/open";
    static final String CONNECT = "/connect";
    private static final Duration TICKET_LIFE = Duration.ofSeconds(90);
    private static final List<String> PARAMETERS =
            List.of("clientId", "clientSecret", "subscriptions", "ua", "localIp", "extras");
    private static final String EVERY_EVENT = "*";
    private static final Set<String> TYPES = Set.of("EVENT", "CALLBACK");

    private record Ticket(String clientId, boolean messages, boolean events, Instant until) {}

    private final Clock clock;
    private final StreamGateway gateway;
    private final Supplier<URI> self;
    private final Map<String, Ticket> tickets = new HashMap<>();

    /**
     * Makes the API.
     *
     * @param self the simulator's address
     */
    StreamApi(Clock clock, StreamGateway gateway, Supplier<URI> self) {
        this.clock = clock;
        this.gateway = gateway;
        this.self = self;
    }

    /** Gives a ticket, or throws a {@link Refusal}. Who does not ask for JSON gets XML, as from DingTalk. */
    Answer open(Call call, SimulatedCompany company) {
        if (!call.method().equals("POST")) {
            throw Refusal.modern(405, "MethodNotAllowed", "需要POST请求");
        }
        Params params = Bodies.params(call);
        params.onlyAllow(PARAMETERS);
        if (!params.string("clientId").equals(company.appKey())
                || !params.string("clientSecret").equals(company.appSecret())) {
            throw Refusal.modern(401, "authFailed", "鉴权失败");
        }
        String ticket = issue(company.appKey(), subscriptions(params));
        String endpoint = "ws://127.0.0.1:" + self.get().getPort() + CONNECT;
        if (!call.headers().getOrDefault("accept", "").contains("application/json")) {
            return Answer.text(
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OpenConnectionResponse><endpoint>%s</endpoint><ticket>%s</ticket></OpenConnectionResponse>"
                            .formatted(endpoint, ticket));
        }
        return Answer.json(
                200, Json.bytes(Json.object().put("endpoint", endpoint).put("ticket", ticket)));
    }

    /** Turns a call into a WebSocket: with a ticket that is not used, for 90 seconds. */
    Answer connect(Call call) {
        if (!call.headers().getOrDefault("upgrade", "").equalsIgnoreCase("websocket")) {
            return Answer.json(400, "{\"message\":\"no WebSocket\"}");
        }
        Ticket ticket = redeem(call.query().getOrDefault("ticket", ""));
        if (ticket == null) {
            return Answer.json(401, "{\"code\":\"authFailed\",\"message\":\"ticket 不存在或已过期\"}");
        }
        return Answer.upgrade(gateway.socket(ticket.clientId(), ticket.messages(), ticket.events()));
    }

    synchronized void clear() {
        tickets.clear();
    }

    /** Whoever does not encode it in the address loses its {@code +}. */
    private synchronized String issue(String clientId, Set<String> topics) {
        Instant now = clock.instant();
        tickets.values().removeIf(ticket -> ticket.until().isBefore(now));
        String ticket = UUID.randomUUID() + "+sim=";
        tickets.put(
                ticket,
                new Ticket(
                        clientId,
                        topics.contains(StreamGateway.MESSAGES),
                        topics.contains(EVERY_EVENT),
                        now.plus(TICKET_LIFE)));
        gateway.gaveTicket();
        return ticket;
    }

    private synchronized @Nullable Ticket redeem(String ticket) {
        Ticket found = tickets.remove(ticket);
        return found == null || found.until().isBefore(clock.instant()) ? null : found;
    }

    private static Set<String> subscriptions(Params params) {
        Set<String> topics = new HashSet<>();
        for (ObjectNode one : params.objects("subscriptions")) {
            JsonNode type = one.path("type");
            JsonNode topic = one.path("topic");
            boolean event = type.asText().equals("EVENT");
            if (!TYPES.contains(type.asText())
                    || !topic.isTextual()
                    || event != topic.asText().equals(EVERY_EVENT)) {
                throw params.wrong("subscriptions");
            }
            topics.add(topic.asText());
        }
        return topics;
    }
}
