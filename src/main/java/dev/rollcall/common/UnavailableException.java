package dev.rollcall.common;

import org.jspecify.annotations.Nullable;

/**
 * It is not the program's fault: something that it needs is away or refuses. The message says what, why and what to do,
 * and may be shown to whoever asked.
 */
public abstract class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
