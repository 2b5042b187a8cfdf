package dev.rollcall.message;

import java.util.Locale;

/** A language that Rollcall speaks. */
public enum Language {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The locale of the resource bundle. */
    public Locale locale() {
        return locale;
    }
}
