package dev.rollcall.chat;

/**
 * Whom a command is about, where that is not one person.
 *
 * @param kind how it was said
 * @param name a department's name as it was typed, never empty with {@link Kind#NAMED}, else empty; untrusted text, and
 *     not necessarily a department that there is
 */
public record Scope(Kind kind, String name) {
    /** Nothing was said. */
    public static final Scope NONE = new Scope(Kind.NONE, "");

    /** The department of the group, or of the one who asks. */
    public static final Scope OWN = new Scope(Kind.OWN, "");

    /** Everybody. */
    public static final Scope COMPANY = new Scope(Kind.COMPANY, "");

    /** How a scope was said. */
    public enum Kind {
        NONE,
        OWN,
        COMPANY,
        NAMED
    }

    static Scope named(String name) {
        return new Scope(Kind.NAMED, name);
    }
}
