package dev.rollcall.message;

import org.jspecify.annotations.Nullable;

/**
 * A department's digest that did not arrive, for HR.
 *
 * @param department its name, untrusted text; or {@link #COMPANY}
 * @param reason the name of a {@code DeliveryException.Reason}, or {@link #MISSED} or {@link #DATA}; one without words
 *     of its own is "refused"
 * @param detail what helps to look it up, such as DingTalk's errcode; null where there is none
 * @param slot the work date and the time of its cutoff, such as {@code 2026-11-18 09:40}; null for the cutoff that the
 *     message is about
 */
public record FailedDelivery(
        String department,
        String reason,
        @Nullable String detail,
        @Nullable String slot) {
    /** The service was down at the cutoff and until after {@code max_late}. */
    public static final String MISSED = "MISSED";

    /** DingTalk's data could not be read while the digest was worth posting. */
    public static final String DATA = "DATA";

    /** In place of a department's name: the company's roll-up. */
    public static final String COMPANY = "";

    /** Of the cutoff that the message is about. */
    public FailedDelivery(String department, String reason, @Nullable String detail) {
        this(department, reason, detail, null);
    }
}
