package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;

/**
 * The simulator's own addresses under /simulator, for a user who runs it as a process of its own. Nothing switched on here
 * touches them.
 *
 * <ul>
 *   <li>{@code GET config?at=09:40} a bot-config.yaml, {@code GET book?at=<instant>} the book
 *   <li>{@code GET calls}, {@code GET chats}, {@code GET attempts?after=<number>}: what was asked, what is in the chats, and
 *       each call of a robot but the first so many
 *   <li>{@code POST faults} one of three: {@code {"path":…,"fault":…,"times":1}} as {@link Faults#on}; {@code
 *       {"outage":{"from":…,"until":…,"fault":…}}} as {@link Faults#outage}, by default from now, until switched off,
 *       dropping connections; {@code {"unreliable":{"refuse500":0.3,"timeout_after_accept":0.1,"reset":0.05,"seed":1}}} as
 *       {@link Faults#unreliable}, each 0 by default
 *   <li>{@code DELETE faults} switches all off
 * </ul>
 */
final class ControlApi {
    static final String PREFIX = "/simulator/";
    private final Dispatcher dispatcher;
    private final SimulatorSettings settings;
    private final Faults faults;
    private final CallLog calls;
    private final Chats chats;
    private final History history;

    ControlApi(
            Dispatcher dispatcher,
            SimulatorSettings settings,
            Faults faults,
            CallLog calls,
            Chats chats,
            History history) {
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.faults = faults;
        this.calls = calls;
        this.chats = chats;
        this.history = history;
    }

    Answer answer(Call call, URI self) {
        try {
            return switch (call.method() + " " + call.path().substring(PREFIX.length())) {
                case "GET config" -> Answer.text("application/yaml", config(call, self));
                case "GET book" -> json(book(call));
                case "GET calls" -> json(callLog());
                case "GET chats" -> json(conversations());
                case "GET attempts" -> json(attempts(call));
                case "POST faults" -> switchOn(call);
                case "DELETE faults" -> switchOff();
                default -> Answer.json(404, "{\"error\":\"no such control\"}");
            };
        } catch (IllegalArgumentException | DateTimeParseException e) {
            return Answer.json(400, Json.bytes(Json.object().put("error", String.valueOf(e.getMessage()))));
        }
    }

    private String config(Call call, URI self) {
        String at = call.parameter("at");
        return dispatcher.company().configYaml(self, ConfigOptions.morningAt(at == null ? "09:40" : at));
    }

    private ObjectNode book(Call call) {
        String at = call.parameter("at");
        Instant asOf = at == null ? settings.clock().instant() : Instant.parse(at);
        Book book = dispatcher.company().bookAt(asOf);
        ObjectNode json = Json.object()
                .put("as_of", asOf.toString())
                .put("work_date", dispatcher.company().workDate().toString());
        ArrayNode departments = json.putArray("departments");
        book.departments().forEach(page -> departments.add(page(page)));
        json.set("company", page(book.company()));
        return json;
    }

    private ObjectNode page(Book.Page page) {
        ObjectNode json = Json.object()
                .put("id", page.id())
                .put("name", page.name())
                .put("due", page.due())
                .put("present", page.present())
                .put("late", page.late())
                .put("excused", page.excused())
                .put("pending", page.pending())
                .put("unverified", page.unverified());
        ArrayNode absent = json.putArray("absent");
        page.absent()
                .forEach((id, due) -> absent.addObject()
                        .put("user_id", id)
                        .put("name", dispatcher.company().nameOf(id))
                        .put("due_at", due.toString()));
        return json;
    }

    private ObjectNode callLog() {
        ObjectNode json = Json.object().put("refused", calls.refused()).put("metered", calls.metered());
        json.set("counts", Json.tree(calls.counts()));
        json.set("refusals", Json.tree(calls.refusals()));
        return json;
    }

    private ArrayNode conversations() {
        ArrayNode all = Json.array();
        for (Chat chat : chats.chats()) {
            ObjectNode one = all.addObject()
                    .put("id", chat.id())
                    .put("name", chat.name())
                    .put("group", chat.group());
            ArrayNode messages = one.putArray("messages");
            chat.messages().forEach(message -> messages.add(message(message)));
        }
        return all;
    }

    private static ObjectNode message(ChatMessage message) {
        ObjectNode json = Json.object()
                .put("at", message.at().toString())
                .put("title", message.title())
                .put("text", message.text())
                .put("html", message.html())
                .put("at_all", message.atAll())
                .put("msg_uuid", message.msgUuid())
                .put("bytes", message.bytes());
        json.set("at_user_ids", Json.tree(message.atUserIds()));
        return json;
    }

    private ObjectNode attempts(Call call) {
        String after = call.parameter("after");
        ObjectNode json = Json.object().put("forgotten", history.forgotten());
        ArrayNode all = json.putArray("attempts");
        for (Attempt attempt : history.after(after == null ? 0 : Long.parseLong(after))) {
            all.addObject()
                    .put("at", attempt.at().toString())
                    .put("nanos", attempt.nanos())
                    .put("robot", attempt.robot())
                    .put("msg_uuid", attempt.msgUuid())
                    .put("content", attempt.content())
                    .put("outcome", attempt.outcome().name().toLowerCase(Locale.ROOT))
                    .put("code", attempt.code())
                    .put(
                            "fault",
                            attempt.fault() == null ? null : attempt.fault().name());
        }
        return json;
    }

    private Answer switchOn(Call call) {
        ObjectNode body = Json.parse(call.body());
        if (body != null && body.path("outage").isObject()) {
            outage(body.path("outage"));
        } else if (body != null && body.path("unreliable").isObject()) {
            JsonNode shares = body.path("unreliable");
            faults.unreliable(
                    shares.path("refuse500").asDouble(),
                    shares.path("timeout_after_accept").asDouble(),
                    shares.path("reset").asDouble(),
                    shares.path("seed").asLong());
        } else if (body != null && body.path("path").isTextual()) {
            Fault fault = Fault.valueOf(body.path("fault").asText());
            faults.on(body.path("path").asText(), fault, body.path("times").asInt(1));
        } else {
            throw new IllegalArgumentException(
                    "{\"path\":…,\"fault\":…,\"times\":…}, {\"outage\":{…}} or {\"unreliable\":{…}} is needed; faults: "
                            + List.of(Fault.values()));
        }
        return Answer.json(200, "{}");
    }

    private void outage(JsonNode outage) {
        Instant now = settings.clock().instant();
        Instant from = outage.has("from") ? Instant.parse(outage.path("from").asText()) : now;
        Instant until = outage.has("until") ? Instant.parse(outage.path("until").asText()) : Instant.MAX;
        faults.outage(from, until, Fault.valueOf(outage.path("fault").asText(Fault.DROPPED_CONNECTION.name())));
    }

    private Answer switchOff() {
        faults.clear();
        return Answer.json(200, "{}");
    }

    private static Answer json(JsonNode node) {
        return Answer.json(200, Json.bytes(node));
    }
}
