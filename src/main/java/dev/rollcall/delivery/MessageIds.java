package dev.rollcall.delivery;

import dev.rollcall.ledger.MessageKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Under which id does a message go out? The same slot and kind always give the same id, in any process and after any
 * restart, so that DingTalk can drop a repeat.
 *
 * <p>Version 5 of RFC 9562 (SHA-1 of a name within a namespace of our own). Pure.
 */
public final class MessageIds {
    private static final UUID NAMESPACE = UUID.fromString("5b0d6a1e-63f4-4c7f-9a1e-2f0f4b7c9d13");

    private MessageIds() {}

    /**
     * The id of one message.
     *
     * @param department DingTalk's {@code dept_id}; 0 for the company's roll-up
     * @param cutoff the cutoff's name in the configuration
     * @param resend 0 for the message itself, 1 and more for each resend that somebody asked for
     */
    public static UUID of(long department, LocalDate workDate, String cutoff, MessageKind kind, int resend) {
        return nameBased(NAMESPACE, department + "|" + workDate + "|" + kind + "|" + resend + "|" + cutoff);
    }

    static UUID nameBased(UUID namespace, String name) {
        ByteBuffer hash = ByteBuffer.wrap(sha1(namespace, name));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] sha1(UUID namespace, String name) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(ByteBuffer.allocate(16)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .flip());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
