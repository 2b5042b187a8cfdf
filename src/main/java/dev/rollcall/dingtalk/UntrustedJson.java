package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import okio.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON that anybody may have written: one object of a bounded size and depth, each name once, every value of the
 * type that is expected. What is not wanted is dropped while parsing.
 */
final class UntrustedJson {
    /** The longest text that is looked at, in bytes of UTF-8. */
    static final int LONGEST = 256 << 10;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .maxDocumentLength(LONGEST)
                            .maxNameLength(1024)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private UntrustedJson() {}

    /** The object that {@code json} is, with those fields that {@code wanted} lets pass. */
    static JsonNode object(String json, TokenFilter wanted) throws UnreadableException {
        if (json.length() > LONGEST || Utf8.size(json) > LONGEST) {
            throw new UnreadableException("it is longer than " + (LONGEST >> 10) + " KB");
        }
        try (JsonParser whole = MAPPER.createParser(json);
                JsonParser some = new FilteringParserDelegate(whole, wanted, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode node = MAPPER.readTree(some);
            if (node != null && node.isObject() && whole.nextToken() == null) {
                return node;
            }
        } catch (IOException e) { // Told below: the words of a parser may quote what was written.
        }
        throw new UnreadableException("it is no JSON object, or one that is nested too deep");
    }

    /** Lets the fields pass that {@code wanted} names, and of each what its own filter lets pass. */
    static TokenFilter fields(Map<String, TokenFilter> wanted) {
        return new TokenFilter() {
            @Override
            public @Nullable TokenFilter includeProperty(String name) {
                return wanted.get(name);
            }

            @Override
            public boolean includeEmptyObject(boolean contentsFiltered) {
                return true;
            }
        };
    }

    /** The text {@code name} of {@code node} as it was written; null where there is none. */
    static @Nullable String text(JsonNode node, String name) throws UnreadableException {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnreadableException(name + " is no text");
        }
        return value.textValue();
    }

    /** The text or whole number {@code name} of {@code node} as text; empty where there is none. */
    static String scalar(JsonNode node, String name) throws UnreadableException {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new UnreadableException(name + " is neither text nor number");
        }
        return value.asText();
    }

    /** The object {@code name} of {@code node}; a missing node where there is none. */
    static JsonNode object(JsonNode node, String name) throws UnreadableException {
        JsonNode value = node.path(name);
        if (!value.isObject() && !value.isMissingNode() && !value.isNull()) {
            throw new UnreadableException(name + " is no object");
        }
        return value;
    }
}
