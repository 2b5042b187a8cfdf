package dev.rollcall.web;

import dev.rollcall.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A mark of 128 bits that only this installation can put on a text: HMAC-SHA256 with a key that is derived from the app
 * secret, so that every process has it and a new app secret ends everything that was sealed before. Thread-safe.
 */
final class Seal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;

    private final SecretKeySpec key;

    Seal(Secret appSecret) {
        byte[] bytes = appSecret.reveal().getBytes(StandardCharsets.UTF_8);
        key = new SecretKeySpec(mac(new SecretKeySpec(bytes, ALGORITHM), "rollcall board"), ALGORITHM);
    }

    /** The mark of {@code parts}, none of which holds a line feed: 22 characters that need no encoding in an address. */
    String of(String... parts) {
        byte[] whole = mac(key, String.join("\n", parts));
        byte[] first = new byte[BYTES];
        System.arraycopy(whole, 0, first, 0, BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(first);
    }

    /** Whether {@code mark} is that of {@code parts}; takes the same time wherever they differ. */
    boolean fits(String mark, String... parts) {
        return MessageDigest.isEqual(
                mark.getBytes(StandardCharsets.UTF_8), of(parts).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
