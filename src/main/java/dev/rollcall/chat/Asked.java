package dev.rollcall.chat;

import java.time.LocalDate;

/** A day or days as they were said, which depend on when it is said and about what. */
@FunctionalInterface
interface Asked {
    /** The days that are meant on {@code today}; {@code ahead}: of two that fit, the one that is still to come. */
    When on(LocalDate today, boolean ahead);
}
