package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lenient readings of DingTalk's values: numbers may come as text, dates as milliseconds or as Shanghai wall clock.
 *
 * <p>A value that is missing, null or empty reads as null; one that cannot be read at all does too, so callers must
 * treat null as "not said".
 */
final class Json {
    /** The zone of every date string that DingTalk prints or takes, whatever the organisation's own zone is. */
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Writes raw UTF-8, emoji included: escapes would double the size of a message. */
    static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .build();

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A number where {@code text} is one, as DingTalk's ids mostly are; else the text. */
    static JsonNode numberOrText(String text) {
        return text.matches("\\d{1,18}")
                ? MAPPER.getNodeFactory().numberNode(Long.parseLong(text))
                : MAPPER.getNodeFactory().textNode(text);
    }

    /** The text of the first of {@code names} that has one. */
    static @Nullable String text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null
                    && value.isValueNode()
                    && !value.isNull()
                    && !value.asText().isBlank()) {
                return value.asText().strip();
            }
        }
        return null;
    }

    static String text(JsonNode node, String name) {
        return Optional.ofNullable(text(node, new String[] {name})).orElse("");
    }

    /** Whether {@code name} says yes: true, "true", "Y", 1. */
    static boolean yes(JsonNode node, String name) {
        String value = text(node, name).toLowerCase(Locale.ROOT);
        return value.equals("true") || value.equals("y") || value.equals("1");
    }

    static boolean no(JsonNode node, String name) {
        String value = text(node, name).toLowerCase(Locale.ROOT);
        return value.equals("false") || value.equals("n") || value.equals("0");
    }

    static @Nullable Long number(JsonNode node, String name) {
        try {
            String value = text(node, name);
            return value.isEmpty() ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double decimal(JsonNode node, String... names) {
        try {
            String value = text(node, names);
            return value == null ? null : Double.valueOf(value);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** An instant written as milliseconds or as a date and time of Shanghai. */
    static @Nullable Instant instant(JsonNode node, String... names) {
        String value = text(node, names);
        if (value == null) {
            return null;
        }
        try {
            return value.matches("-?\\d{10,}")
                    ? Instant.ofEpochMilli(Long.parseLong(value))
                    : dateTime(value).atZone(ZONE).toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }

    static @Nullable LocalDate date(JsonNode node, String name) {
        Instant instant = instant(node, name);
        return instant == null ? null : LocalDate.ofInstant(instant, ZONE);
    }

    static String dateTime(Instant instant) {
        return SECONDS.format(LocalDateTime.ofInstant(instant, ZONE));
    }

    private static LocalDateTime dateTime(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay();
        }
        return LocalDateTime.parse(text, text.length() == 16 ? MINUTES : SECONDS);
    }
}
