package dev.rollcall.chat;

import dev.rollcall.check.BoardAddress;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.message.Language;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What chat needs of the configuration.
 *
 * @param zone the zone of days and times
 * @param language the language in which is answered where a question has none, and its group neither
 * @param spikeGuard share of absent from which names are held; 0: never
 * @param departments the configured departments, in their order
 * @param cutoffs by name
 * @param companyCutoffs names of the cutoffs of the company's roll-up; may be empty
 * @param hr user ids of those who may see everybody
 * @param admins user ids of those who may use the admin commands
 * @param board where lists are to be seen as a whole
 * @param callbackMayChange whether commands that change something are taken over the callback
 */
public record ChatSettings(
        ZoneId zone,
        Language language,
        double spikeGuard,
        List<DepartmentConfig> departments,
        Map<String, CutoffConfig> cutoffs,
        List<String> companyCutoffs,
        Set<String> hr,
        Set<String> admins,
        BoardAddress board,
        boolean callbackMayChange) {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    public ChatSettings {
        departments = List.copyOf(departments);
        cutoffs = Map.copyOf(cutoffs);
        companyCutoffs = List.copyOf(companyCutoffs);
        hr = Set.copyOf(hr);
        admins = Set.copyOf(admins);
    }

    Optional<DepartmentConfig> department(long id) {
        return departments.stream().filter(one -> one.id() == id).findFirst();
    }

    /** The local time of {@code instant}, to the minute. */
    String clock(Instant instant) {
        return LocalTime.ofInstant(instant, zone).format(MINUTE);
    }

    /** The names of the cutoffs of a department; {@link SlotKey#COMPANY}: of the company's roll-up. */
    List<String> cutoffsOf(long id) {
        return id == SlotKey.COMPANY
                ? companyCutoffs
                : department(id).map(DepartmentConfig::cutoffs).orElse(List.of());
    }

    /** The department whose group the configuration says that {@code conversation} is. */
    Optional<Long> configured(String conversation) {
        return departments.stream()
                .filter(one -> conversation.equals(one.conversation()))
                .map(DepartmentConfig::id)
                .findFirst();
    }
}
