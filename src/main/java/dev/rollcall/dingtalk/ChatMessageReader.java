package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.ChatMessage.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What did somebody write to the robot? The body of DingTalk 0699 and 0718, which both transports bring.
 *
 * <p>Needed are {@code msgId} and {@code conversationId}; everything else may be missing, nothing may have another type.
 * A conversation that does not say what it is is taken for a group, where less is answered. What Rollcall has no use for
 * is not kept: pictures, devices, who else was mentioned, what was quoted.
 */
final class ChatMessageReader {
    /** Ids are one word of letters, digits and signs; they end up in logs and in the database. */
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}]{1,256}");

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,15}");
    private static final String PRIVATE = "1";
    static final String QUOTA = "20001";
    private static final int LONGEST_ADDRESS = 2048;

    private static final TokenFilter ALL = TokenFilter.INCLUDE_ALL;
    private static final TokenFilter WANTED = UntrustedJson.fields(Stream.concat(
                    Stream.of(
                                    "msgId",
                                    "msgtype",
                                    "conversationId",
                                    "conversationType",
                                    "conversationTitle",
                                    "senderStaffId",
                                    "senderNick",
                                    "senderCorpId",
                                    "chatbotCorpId",
                                    "robotCode",
                                    "createAt",
                                    "sessionWebhook",
                                    "sessionWebhookExpiredTime",
                                    "errorCode",
                                    "errCode")
                            .map(name -> Map.entry(name, ALL)),
                    Stream.of(
                            Map.entry("text", UntrustedJson.fields(Map.of("content", ALL))),
                            // A text in some samples, an object in rich texts.
                            Map.entry(
                                    "content",
                                    UntrustedJson.fields(
                                            Map.of("richText", UntrustedJson.fields(Map.of("text", ALL)))))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));

    private ChatMessageReader() {}

    /**
     * Reads {@code json}, which came over {@code transport}.
     *
     * @throws UnreadableException if it is no such body; says why without quoting it
     */
    static Received read(String json, Transport transport) throws UnreadableException {
        JsonNode body = UntrustedJson.object(json, WANTED);
        String id = needed(body, "msgId");
        String conversation = needed(body, "conversationId");
        String corporation = orEmpty(body, "senderCorpId");
        String text = text(body);
        Kind kind = kind(body, text);
        ChatMessage message = new ChatMessage(
                id,
                kind,
                text == null || kind == Kind.QUOTA ? "" : clean(text),
                !UntrustedJson.scalar(body, "conversationType").equals(PRIVATE),
                conversation,
                clean(orEmpty(body, "conversationTitle")),
                sender(body, corporation),
                clean(orEmpty(body, "senderNick")),
                corporation,
                transport,
                instant(body, "createAt"),
                webhook(body),
                instant(body, "sessionWebhookExpiredTime"));
        return new Received(message, orEmpty(body, "robotCode"));
    }

    private static Kind kind(JsonNode body, @Nullable String text) throws UnreadableException {
        String error = UntrustedJson.scalar(body, body.has("errorCode") ? "errorCode" : "errCode");
        if (error.equals(QUOTA)) {
            return Kind.QUOTA;
        }
        return text != null || orEmpty(body, "msgtype").equals("text") ? Kind.TEXT : Kind.OTHER;
    }

    /** What was typed, wherever it stands; null where nothing was. */
    private static @Nullable String text(JsonNode body) throws UnreadableException {
        String text = UntrustedJson.text(UntrustedJson.object(body, "text"), "content");
        if (text != null) {
            return text;
        }
        JsonNode content = body.path("content");
        return content.isTextual() ? content.textValue() : richText(UntrustedJson.object(body, "content"));
    }

    private static @Nullable String richText(JsonNode content) throws UnreadableException {
        JsonNode parts = content.path("richText");
        if (parts.isMissingNode() || parts.isNull()) {
            return null;
        }
        if (!parts.isArray()) {
            throw new UnreadableException("richText is no list");
        }
        StringBuilder all = new StringBuilder();
        boolean any = false;
        for (JsonNode part : parts) {
            if (!part.isObject()) {
                throw new UnreadableException("a part of richText is no object");
            }
            String text = UntrustedJson.text(part, "text");
            any |= text != null;
            all.append(text == null ? " " : text);
        }
        return any ? all.toString() : null;
    }

    /** Only whoever is of the robot's own organisation has a user id that means anything here. */
    private static @Nullable String sender(JsonNode body, String corporation) throws UnreadableException {
        String own = orEmpty(body, "chatbotCorpId");
        boolean foreign = !own.isEmpty() && !corporation.isEmpty() && !own.equals(corporation);
        return foreign ? null : id(body, "senderStaffId");
    }

    private static @Nullable URI webhook(JsonNode body) throws UnreadableException {
        String address = orEmpty(body, "sessionWebhook");
        if (address.isEmpty() || address.length() > LONGEST_ADDRESS) {
            return null;
        }
        try {
            return new URI(address);
        } catch (URISyntaxException e) { // Then the answer goes another way.
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode body, String name) throws UnreadableException {
        String millis = UntrustedJson.scalar(body, name);
        return MILLISECONDS.matcher(millis).matches() ? Instant.ofEpochMilli(Long.parseLong(millis)) : null;
    }

    private static String needed(JsonNode body, String name) throws UnreadableException {
        String id = id(body, name);
        if (id == null) {
            throw new UnreadableException(name + " is missing");
        }
        return id;
    }

    private static @Nullable String id(JsonNode body, String name) throws UnreadableException {
        String id = orEmpty(body, name);
        if (id.isEmpty()) {
            return null;
        }
        if (!ID.matcher(id).matches()) {
            throw new UnreadableException(name + " is no id");
        }
        return id;
    }

    private static String orEmpty(JsonNode body, String name) throws UnreadableException {
        String text = UntrustedJson.text(body, name);
        return text == null ? "" : text;
    }

    /** Without what neither a database nor an answer can hold: half a character, and nothing at all. */
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace("\0", "");
    }

    /**
     * A message, and for which robot it was meant.
     *
     * @param robotCode empty where it was not said
     */
    record Received(ChatMessage message, String robotCode) {
        /** Whether it was meant for the app's robot, which also goes by the app's key. */
        boolean isFor(DingTalkConfig config) {
            return robotCode.isEmpty() || robotCode.equals(config.robotCode()) || robotCode.equals(config.appKey());
        }
    }
}
