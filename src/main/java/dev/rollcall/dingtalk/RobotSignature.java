package dev.rollcall.dingtalk;

import dev.rollcall.common.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of robots, going out and coming in: Base64 of HMAC-SHA-256 over time, line feed and secret (DingTalk
 * guide 0082, 0718). It covers the time alone, not the message.
 */
final class RobotSignature {
    private static final String ALGORITHM = "HmacSHA256";

    private RobotSignature() {}

    /** Whether {@code sign} is the signature for {@code timestamp}; takes the same time wherever it differs. */
    static boolean matches(long timestamp, String sign, Secret secret) {
        byte[] expected = of(timestamp, secret).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, sign.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature for {@code timestamp}, in milliseconds; not URL-encoded. */
    static String of(long timestamp, Secret secret) {
        byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] text = (timestamp + "\n" + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
