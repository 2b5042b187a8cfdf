package dev.rollcall.web;

import dev.rollcall.message.Language;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the pages say, in one language: {@code board_zh.properties} and {@code board_en.properties}, the same keys and the
 * same placeholders. Immutable.
 */
final class Words {
    /** The switch, which the browser keeps. */
    static final String LANGUAGE = "lang";

    private static final int LONGEST_HEADER = 1000;

    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Words(language));
        }
    }

    private final Language language;
    private final Map<String, String> texts = new LinkedHashMap<>();

    private Words(Language language) {
        this.language = language;
        String file = "board_" + language.locale().getLanguage() + ".properties";
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            PropertyResourceBundle bundle =
                    new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
            bundle.keySet().stream().sorted().forEach(key -> texts.put(key, bundle.getString(key)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static Words in(Language language) {
        Words words = ALL.get(language);
        if (words == null) {
            throw new IllegalStateException("no words in " + language);
        }
        return words;
    }

    /**
     * Those that {@code context} wants: what was switched to, else what its browser prefers, else {@code configured}.
     *
     * @param configured the language of the digests
     */
    static Words of(Context context, Language configured) {
        Language wanted = named(context.queryParam(LANGUAGE));
        if (wanted == null) {
            wanted = named(context.cookie(LANGUAGE));
        }
        if (wanted == null) {
            wanted = preferred(context.header("Accept-Language"));
        }
        return in(wanted == null ? configured : wanted);
    }

    static @Nullable Language named(@Nullable String name) {
        return Arrays.stream(Language.values())
                .filter(one -> one.locale().getLanguage().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The first of its languages that there is; null where there is none, or the header is no list of languages. */
    private static @Nullable Language preferred(@Nullable String header) {
        if (header == null || header.length() >= LONGEST_HEADER) {
            return null;
        }
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(header),
                    Arrays.stream(Language.values())
                            .map(one -> Locale.forLanguageTag(one.locale().getLanguage()))
                            .toList());
            return best == null ? null : named(best.getLanguage());
        } catch (IllegalArgumentException e) { // As if there were none.
            return null;
        }
    }

    Language language() {
        return language;
    }

    /** Every text without placeholders filled in, by key; for the templates. */
    Map<String, String> texts() {
        return texts;
    }

    String say(String key, Object... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        Object[] plain = Arrays.stream(arguments).map(String::valueOf).toArray();
        return new MessageFormat(text, language.locale()).format(plain);
    }
}
