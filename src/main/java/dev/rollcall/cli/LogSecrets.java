package dev.rollcall.cli;

import java.util.regex.Pattern;

/**
 * Blots out what looks like a secret in an address or a header. Nobody logs one on purpose; this is for the texts of
 * others, an exception's say. Pure.
 */
final class LogSecrets {
    private static final Pattern VALUE = Pattern.compile(
            "(?i)((?:access_token|token|session|ticket|sign|sig|secret|password)=)[^&\\s\"'<>]+|(Bearer )[^\\s\"',]+");

    private LogSecrets() {}

    /** {@code text} with *** in the place of such values. */
    static String hidden(String text) {
        boolean possible = text.indexOf('=') >= 0 || text.contains("earer ");
        return possible ? VALUE.matcher(text).replaceAll(found -> found.group(1) == null ? "$2***" : "$1***") : text;
    }
}
