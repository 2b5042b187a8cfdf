package dev.rollcall.cli;

/** The command cannot mean anything: one line that says what is wrong and what is allowed. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
