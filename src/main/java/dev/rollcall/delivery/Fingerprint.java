package dev.rollcall.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which robot is it, without saying its token: the same recipient always gives the same text of 64 letters. */
public final class Fingerprint {
    private Fingerprint() {}

    /** That of {@code recipient}, as it stands in the ledger. */
    public static String of(Recipient recipient) {
        if (recipient instanceof Recipient.Group group) {
            return hash("group " + group.robot().webhook().reveal());
        }
        return hash("private " + ((Recipient.Private) recipient).userIds());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
