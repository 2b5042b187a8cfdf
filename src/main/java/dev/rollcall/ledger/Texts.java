package dev.rollcall.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/** Texts as columns hold them: PostgreSQL refuses half a character and the character 0, which come out as U+FFFD. */
final class Texts extends AbstractArgumentFactory<String> {
    private Texts() {
        super(Types.VARCHAR);
    }

    static void register(Jdbi jdbi) {
        jdbi.registerArgument(new Texts());
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        String text = whole(value);
        return (position, statement, context) -> statement.setString(position, text);
    }

    private static String whole(String text) {
        return text.codePoints().noneMatch(Texts::refused)
                ? text
                : text.codePoints()
                        .map(one -> refused(one) ? 0xFFFD : one)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean refused(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }

    /** {@code text} in at most {@code most} characters, never half of one. */
    static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }

    /** The SHA-256 of {@code text}, in 64 hexadecimal digits. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** {@code ids}, one a line. */
    static String lines(Collection<String> ids) {
        return String.join("\n", ids);
    }

    /** The other way round. */
    static List<String> list(String lines) {
        return lines.isEmpty() ? List.of() : Arrays.asList(lines.split("\n", -1));
    }
}
