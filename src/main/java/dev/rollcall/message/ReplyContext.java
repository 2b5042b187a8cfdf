package dev.rollcall.message;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * For whom and when an answer is written.
 *
 * @param language the asker's
 * @param zone the zone of all times printed
 * @param today the date on which it is read, in {@code zone}: other dates are printed, this one is "today"
 */
public record ReplyContext(Language language, ZoneId zone, LocalDate today) {}
