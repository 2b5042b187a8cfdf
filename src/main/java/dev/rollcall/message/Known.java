package dev.rollcall.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a lead knows where somebody is.
 *
 * @param until when that ends by itself
 * @param reason what the lead wrote, untrusted text; null or empty: nothing
 */
public record Known(Instant until, @Nullable String reason) {}
