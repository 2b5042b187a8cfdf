package dev.rollcall.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a custom robot: Base64(HmacSHA256(secret, timestamp + "\n" + secret)) [KB-GUIDE 0082]. */
final class Signature {
    private Signature() {}

    static String of(String timestamp, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((timestamp + "\n" + secret).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean matches(String sign, String timestamp, String secret) {
        return MessageDigest.isEqual(
                sign.getBytes(StandardCharsets.UTF_8), of(timestamp, secret).getBytes(StandardCharsets.UTF_8));
    }
}
