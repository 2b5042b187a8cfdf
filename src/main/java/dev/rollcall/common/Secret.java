package dev.rollcall.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be seen: an app secret, a signing key, a webhook address that carries a token.
 *
 * <p>Prints as {@code ***} wherever it is printed; {@link #reveal()} is the only way to the text, so every use can be
 * found by its name. Never empty. Comparison takes the same time wherever the texts differ. Immutable.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Wraps {@code text}; an empty text is an {@link IllegalArgumentException}, because it would protect nothing. */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(text);
    }

    /** The text itself, for the one call that needs it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
