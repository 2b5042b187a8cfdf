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

    /** Those that {@code context} wants: what was switched to, else what its browser prefers, else Chinese. */
    static Words of(Context context) {
        Language switched = named(context.queryParam(LANGUAGE));
        if (switched == null) {
            switched = named(context.cookie(LANGUAGE));
        }
        return in(switched == null ? preferred(context.header("Accept-Language")) : switched);
    }

    static @Nullable Language named(@Nullable String name) {
        return Arrays.stream(Language.values())
                .filter(one -> one.locale().getLanguage().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Language preferred(@Nullable String header) {
        if (header != null && header.length() < 1000) {
            try {
                Locale best = Locale.lookup(
                        Locale.LanguageRange.parse(header),
                        Arrays.stream(Language.values())
                                .map(one -> Locale.forLanguageTag(one.locale().getLanguage()))
                                .toList());
                Language found = best == null ? null : named(best.getLanguage());
                return found == null ? Language.ZH : found;
            } catch (IllegalArgumentException e) { // No list of languages: as if there were none.
                return Language.ZH;
            }
        }
        return Language.ZH;
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
