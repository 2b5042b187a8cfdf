package dev.rollcall.dingtalk;

import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.dingtalk.ChatMessageReader.Received;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Does this request come from DingTalk, and what does it say? Verifies and parses, and does nothing else (DingTalk 0718).
 *
 * <p>The signature is compared in constant time before a byte of the body is looked at. It covers the time alone: who
 * holds one may send any body for as long as the tolerance lasts, so that the sender is no more than a claim, and the
 * same message may come again. DingTalk signs each request by itself, so that one signature carries a few messages and no
 * more. Does no I/O; thread-safe.
 */
public final class RobotCallback {
    /** The longest body that is taken, in bytes. */
    public static final int MOST_BYTES = 64 << 10;

    /** Milliseconds since 1970 as they are written until the year 2286, with nothing before or after. */
    private static final Pattern MILLISECONDS = Pattern.compile("[1-9]\\d{12}");

    private final DingTalkConfig config;
    private final Clock clock;
    private final SignatureUses uses;

    /** A callback for the app in {@code config}; {@code clock} is what its requests are as old as. */
    public RobotCallback(DingTalkConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.uses = new SignatureUses(config.callbackTolerance());
    }

    /**
     * Judges one request.
     *
     * @param timestamp the header of that name; null where it is missing
     * @param sign likewise
     */
    public Result receive(@Nullable String timestamp, @Nullable String sign, byte[] body) {
        if (timestamp == null || sign == null) {
            return refused(Reason.UNSIGNED, "it has no timestamp or no sign");
        }
        if (!MILLISECONDS.matcher(timestamp).matches()) {
            return refused(Reason.FORGED, "its timestamp is no time in milliseconds");
        }
        long signedAt = Long.parseLong(timestamp);
        if (!RobotSignature.matches(signedAt, sign, config.appSecret())) {
            return refused(Reason.FORGED, "its signature was not made with this app's secret");
        }
        Instant now = clock.instant();
        Duration age = Duration.between(Instant.ofEpochMilli(signedAt), now);
        if (age.abs().compareTo(config.callbackTolerance()) > 0) {
            String side = age.isNegative() ? " s ahead of this server's clock" : " s old";
            return refused(Reason.STALE, "its signature is " + age.abs().toSeconds() + side);
        }
        if (body.length > MOST_BYTES) {
            return refused(Reason.TOO_LARGE, "its body is larger than " + (MOST_BYTES >> 10) + " KB");
        }
        Result result = parse(body);
        if (result instanceof Accepted accepted
                && !uses.admit(signedAt, accepted.message().id(), now)) {
            return refused(Reason.OVERUSED, "its signature has carried " + SignatureUses.MOST + " other messages");
        }
        return result;
    }

    private Result parse(byte[] body) {
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Received received = ChatMessageReader.read(json, Transport.CALLBACK);
            return received.isFor(config)
                    ? new Accepted(received.message())
                    : refused(Reason.OTHER_ROBOT, "it was written to another robot");
        } catch (CharacterCodingException e) {
            return refused(Reason.MALFORMED, "its body is no UTF-8");
        } catch (UnreadableException e) {
            return refused(Reason.MALFORMED, "its body cannot be used: " + e.why());
        }
    }

    private static Result refused(Reason reason, String why) {
        return new Refused(reason, why);
    }

    /** What became of a request. */
    public sealed interface Result {}

    /** It comes from DingTalk, or from somebody who has seen one of its signatures. */
    public record Accepted(ChatMessage message) implements Result {}

    /**
     * It is not answered.
     *
     * @param why a part of a sentence, without anything of what was sent
     */
    public record Refused(Reason reason, String why) implements Result {}

    /** Why a request is refused. */
    public enum Reason {
        /** Without a signature. */
        UNSIGNED(401),
        /** Signed by somebody else. */
        FORGED(401),
        /** Signed too long ago, or by a clock that differs by more than the tolerance. */
        STALE(401),
        /** Signed, for another robot. */
        OTHER_ROBOT(403),
        /** Signed, with a body that is too long to look at. */
        TOO_LARGE(413),
        /** Signed, with a signature under which enough other messages have come. */
        OVERUSED(429),
        /** Signed, with a body that is no message. */
        MALFORMED(400);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /** The HTTP status that says so. */
        public int status() {
            return status;
        }
    }
}
