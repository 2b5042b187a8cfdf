package dev.rollcall.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON, and the three forms that a good answer takes. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object in these bytes, or null when they are anything else. */
    static @Nullable ObjectNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes) instanceof ObjectNode object ? object : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A good answer outside /topapi. */
    static ObjectNode plain() {
        return object().put("errcode", 0).put("errmsg", "ok");
    }

    /** A good answer of /topapi with its result. */
    static ObjectNode result(JsonNode result) {
        ObjectNode answer = plain();
        answer.set("result", result);
        return answer.put("request_id", "simrequest");
    }

    /** A good answer of the /topapi/attendance calls that say success. */
    static ObjectNode success(JsonNode result) {
        ObjectNode answer = object().put("errcode", 0).put("success", true);
        answer.set("result", result);
        return answer.put("request_id", "simrequest");
    }
}
