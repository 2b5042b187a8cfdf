package dev.rollcall.common;

/**
 * An exception that is not the program's fault: something that it needs is away or refuses. Its message says what, why and
 * what to do, and may be shown to whoever asked.
 */
public interface Unavailable {
    /** What is away, why, and what to do; null only where the exception was made without. */
    String getMessage();
}
