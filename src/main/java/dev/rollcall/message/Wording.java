package dev.rollcall.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Rollcall says, in one language.
 *
 * <p>The texts live in {@code wording_zh.properties} and {@code wording_en.properties}: the same keys, the same
 * placeholders. Arguments are put in as they are, without grouping of digits, so what comes from outside has to go
 * through {@link Markdown} first. Immutable.
 */
final class Wording {
    private final ResourceBundle bundle;
    private final Locale locale;

    private Wording(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** Reads the bundle of {@code language}; the bundles are part of the jar, so a missing one is an error of ours. */
    static Wording in(Language language) {
        String file = "wording_" + language.locale().getLanguage() + ".properties";
        try (InputStream in = Wording.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            ResourceBundle bundle = new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Wording(bundle, language.locale());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The text of {@code key} with {@code arguments} in its places; numbers are printed plainly. */
    String say(String key, Object... arguments) {
        Object[] texts = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new MessageFormat(bundle.getString(key), locale).format(texts);
    }

    /** {@code parts} as one enumeration. */
    String list(List<String> parts) {
        return String.join(say("list.separator"), parts);
    }

    /** {@code parts} of one sentence. */
    String clauses(List<String> parts) {
        return String.join(say("clause.separator"), parts);
    }

    /** {@code text} with its first letter as at the beginning of a sentence. */
    String sentence(String text) {
        return text.substring(0, 1).toUpperCase(locale) + text.substring(1);
    }

    boolean has(String key) {
        return bundle.containsKey(key);
    }

    Set<String> keys() {
        return bundle.keySet().stream().collect(Collectors.toUnmodifiableSet());
    }

    String pattern(String key) {
        return bundle.getString(key);
    }
}
