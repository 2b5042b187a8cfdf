package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The parameters of a call, read as strictly as the documentation allows. A scalar may be native or a string, because the
 * official SDK sends strings; a list is an array or a comma-joined string, whichever is documented, never the other. A
 * parameter that no page mentions is refused, which DingTalk would not do.
 */
final class Params {
    private final ObjectNode body;
    private final boolean top;

    Params(ObjectNode body, boolean top) {
        this.body = body;
        this.top = top;
    }

    void onlyAllow(List<String> names) {
        Set<String> unknown = new HashSet<>();
        for (Iterator<String> fields = body.fieldNames(); fields.hasNext(); ) {
            unknown.add(fields.next());
        }
        names.forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw Refusal.of(40035, "不合法的参数 " + unknown + " (the simulator refuses what is not documented)");
        }
    }

    boolean has(String name) {
        JsonNode value = body.path(name);
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isTextual() && value.asText().isBlank());
    }

    String text(String name) {
        JsonNode value = required(name);
        if (value.isContainerNode()) {
            throw wrong(name);
        }
        return value.asText();
    }

    /** A string and nothing that could be taken for one. */
    String string(String name) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name);
        }
        return value.asText();
    }

    long number(String name) {
        JsonNode value = required(name);
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isTextual() && value.asText().trim().matches("-?\\d{1,18}")) {
            return Long.parseLong(value.asText().trim());
        }
        throw wrong(name);
    }

    long number(String name, long otherwise) {
        return has(name) ? number(name) : otherwise;
    }

    boolean flag(String name) {
        if (!has(name)) {
            return false;
        }
        String text = text(name);
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name);
        }
        return text.equals("true");
    }

    /** A JSON array of strings. */
    List<String> array(String name, int most) {
        JsonNode value = required(name);
        if (!value.isArray() || value.isEmpty()) {
            throw wrong(name);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value) {
            if (!one.isTextual()) {
                throw wrong(name);
            }
            texts.add(one.asText());
        }
        return atMost(name, texts, most);
    }

    /** A JSON array of objects. */
    List<ObjectNode> objects(String name) {
        JsonNode value = required(name);
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode one : value) {
            if (!(value.isArray() && one instanceof ObjectNode object)) {
                throw wrong(name);
            }
            objects.add(object);
        }
        if (objects.isEmpty()) {
            throw wrong(name);
        }
        return objects;
    }

    /** One string with commas. */
    List<String> commas(String name, int most) {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw wrong(name);
        }
        return atMost(name, Arrays.asList(value.asText().split(",", -1)), most);
    }

    int size(String name, int least, int most, int code) {
        long size = number(name);
        if (size > most) {
            throw Refusal.oversized(name + " must not be over " + most + ": " + size);
        }
        if (size < least) {
            throw Refusal.of(code, "不合法的参数 " + name);
        }
        return (int) size;
    }

    Refusal wrong(String name) {
        return Refusal.of(top ? 41 : 40035, (top ? "Invalid arguments:" : "不合法的参数 ") + name);
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw Refusal.of(top ? 40 : 40035, (top ? "Missing required arguments:" : "缺少参数 ") + name);
        }
        return body.get(name);
    }

    private static List<String> atMost(String name, List<String> texts, int most) {
        if (texts.size() > most) {
            throw Refusal.oversized(name + " must not have more than " + most + ": " + texts.size());
        }
        return texts;
    }
}
