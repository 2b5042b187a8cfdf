package dev.rollcall.doctor;

import dev.rollcall.message.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the doctor says, in one language: {@code doctor_zh.properties} and {@code doctor_en.properties}, the same keys and
 * the same placeholders. Immutable.
 */
final class DoctorWords {
    private final ResourceBundle bundle;
    private final Locale locale;

    private DoctorWords(ResourceBundle bundle, Locale locale) {
        this.bundle = bundle;
        this.locale = locale;
    }

    /** Reads the bundle of {@code language}, which is part of the jar. */
    static DoctorWords in(Language language) {
        String file = "doctor_" + language.locale().getLanguage() + ".properties";
        try (InputStream in = DoctorWords.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks " + file);
            }
            return new DoctorWords(
                    new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)), language.locale());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    String say(Sentence sentence) {
        return new MessageFormat(bundle.getString(sentence.key()), locale)
                .format(sentence.arguments().toArray());
    }

    Set<String> keys() {
        return new TreeSet<>(bundle.keySet());
    }

    String pattern(String key) {
        return bundle.getString(key);
    }
}
