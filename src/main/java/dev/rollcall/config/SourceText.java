package dev.rollcall.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a configuration file: UTF-8, at most 1 MB, nothing unprintable. */
final class SourceText {
    private static final int LARGEST = 1 << 20;
    private static final char BOM = '\uFEFF';

    private SourceText() {}

    /** Reads {@code file}; null, with a fault, where it is not there or not such a text. Never reads more than 1 MB. */
    static @Nullable String of(Path file, Findings findings) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            return bytes.length > LARGEST ? tooLarge(findings) : decoded(bytes, findings);
        } catch (IOException e) {
            String why = Files.exists(file) ? "cannot be read" : "is not there";
            findings.fault(
                    Position.START, Fault.WHOLE_FILE, why + "; give it with --config or see bot-config.example.yaml");
            return null;
        }
    }

    /** Checks a text that is in memory already; a byte order mark at its start is dropped. */
    static @Nullable String checked(String raw, Findings findings) {
        if (raw.length() > LARGEST) {
            return tooLarge(findings);
        }
        String text = !raw.isEmpty() && raw.charAt(0) == BOM ? raw.substring(1) : raw;
        int bad = firstUnprintable(text);
        if (bad < 0) {
            return text;
        }
        String name = String.format("U+%04X", text.codePointAt(bad));
        findings.fault(
                Position.in(text, bad),
                Fault.WHOLE_FILE,
                "holds the character " + name + ", which YAML does not allow");
        return null;
    }

    private static @Nullable String decoded(byte[] bytes, Findings findings) {
        CharBuffer text = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            Position at = Position.in(decoded, decoded.length());
            findings.fault(at, Fault.WHOLE_FILE, "is not UTF-8; save it as UTF-8");
            return null;
        }
        return checked(decoded, findings);
    }

    private static @Nullable String tooLarge(Findings findings) {
        findings.fault(Position.START, Fault.WHOLE_FILE, "is larger than 1 MB");
        return null;
    }

    private static int firstUnprintable(String text) {
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            if (!StreamReader.isPrintable(character)) {
                return i;
            }
            i += Character.charCount(character);
        }
        return -1;
    }
}
