package dev.rollcall.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.message.Language;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One digest that was due, as {@code /api/v1/deliveries} prints it.
 *
 * @param department DingTalk's {@code dept_id}; 0: the company's roll-up
 * @param name the department's name when it was last read; untrusted text
 * @param workDate as {@code yyyy-MM-dd}
 * @param state due, claimed, frozen, sending, sent, failed, missed or silent
 * @param late whether it left late
 * @param attempts how often it was tried to send it
 * @param reason in words why it failed, for programs and their owners; null where it did not
 * @param why the same for people, by language, in each that there is; empty where it did not fail
 * @param sentAt with the offset of the configured zone; null where it was not sent
 */
public record Delivery(
        long department,
        String name,
        String workDate,
        String cutoff,
        String state,
        boolean late,
        int attempts,
        @Nullable String reason,
        Map<Language, String> why,
        @Nullable String sentAt) {
    public Delivery {
        why = Map.copyOf(why);
    }

    /** Why it failed, in {@code language}; null where it did not. */
    @Nullable
    String why(Language language) {
        return why.get(language);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("department", department)
                .put("name", name)
                .put("work_date", workDate)
                .put("cutoff", cutoff)
                .put("state", state)
                .put("late", late)
                .put("attempts", attempts)
                .put("reason", reason)
                .put("sent_at", sentAt);
    }
}
