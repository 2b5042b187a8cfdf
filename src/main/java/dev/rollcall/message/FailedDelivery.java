package dev.rollcall.message;

import org.jspecify.annotations.Nullable;

/**
 * A department's digest that did not arrive, for the company's roll-up.
 *
 * @param department its name; untrusted text
 * @param reason the name of a {@code DeliveryException.Reason}; one without words of its own is "refused"
 * @param detail what helps to look it up, such as DingTalk's errcode; null where there is none
 */
public record FailedDelivery(
        String department, String reason, @Nullable String detail) {}
