package dev.rollcall.chat;

import dev.rollcall.message.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be typed in one language.
 *
 * <p>The words live in {@code vocabulary_zh.properties} and {@code vocabulary_en.properties}: the same keys, in the
 * notation of {@link Spellings}. Immutable.
 */
final class Vocabulary {
    private final Language language;
    private final ResourceBundle bundle;

    private Vocabulary(Language language, ResourceBundle bundle) {
        this.language = language;
        this.bundle = bundle;
    }

    /** Reads the words of {@code language}; they are part of the jar, so a missing file is an error of ours. */
    static Vocabulary in(Language language) {
        String file = "vocabulary_" + language.locale().getLanguage() + ".properties";
        try (InputStream in = Vocabulary.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            return new Vocabulary(
                    language, new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    Language language() {
        return language;
    }

    /** What stands under {@code key}, unread; may be empty, since not every language has everything. */
    String pattern(String key) {
        return bundle.getString(key);
    }

    /** Every way to write {@code key}. */
    List<String> spellings(String key) {
        return Spellings.of(pattern(key));
    }

    Set<String> keys() {
        return new TreeSet<>(bundle.keySet());
    }
}
