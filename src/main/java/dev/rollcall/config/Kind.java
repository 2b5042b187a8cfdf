package dev.rollcall.config;

/** What a value may be: turns its text into a {@code T} or says what is allowed. */
@FunctionalInterface
interface Kind<T> {
    /**
     * The value that {@code text} means.
     *
     * @throws IllegalArgumentException with what is allowed as its message, which does not quote {@code text}
     */
    T of(String text);
}
