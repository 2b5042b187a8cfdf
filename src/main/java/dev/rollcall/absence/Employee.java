package dev.rollcall.absence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An active employee as the contacts know them.
 *
 * @param id DingTalk's user id within the organisation; never empty
 * @param name the name as typed by people: may hold anything, escape it where it is printed
 * @param hiredOn the day of hiring, DingTalk's date; null where DingTalk does not say
 */
public record Employee(String id, String name, @Nullable LocalDate hiredOn) {}
