package dev.rollcall.doctor;

import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.message.Language;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is configured, as far as it is examined.
 *
 * @param language of messages to admins and to the company's group
 * @param company null where there is no roll-up
 * @param admins user ids of those who are told when something breaks
 * @param webHost the address on which the web listens
 */
public record Patient(
        DingTalkConfig dingtalk,
        ZoneId zone,
        Language language,
        List<DepartmentConfig> departments,
        @Nullable CompanyConfig company,
        List<String> admins,
        String webHost) {
    public Patient {
        departments = List.copyOf(departments);
        admins = List.copyOf(admins);
    }
}
