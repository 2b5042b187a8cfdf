package dev.rollcall.config;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.message.Language;
import dev.rollcall.web.WebConfig;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration without faults. Prints no secret. Immutable.
 *
 * @param zone the zone of cutoffs and work dates; default: Asia/Shanghai
 * @param language of digests and replies; default: Chinese
 * @param grace time after the plan time that is not late, 0 to under 12 h; default: 0
 * @param spikeGuard share of absent at which a digest is held, 0 to 1; default: 0.6; 0: never
 * @param correctAfter when the people named are read again; default: 30 minutes; 0: never
 * @param exempt user ids that are never listed; default: none
 * @param jitter longest random wait after a cutoff, 0 to 10 minutes; default: 20 s
 * @param cutoffs by name, in the order of the file; may be empty
 * @param departments in the order of the file; at least one, ids unique
 * @param company the roll-up for HR; null: none
 * @param hr user ids that may see everybody; default: none
 * @param admins user ids that may also use the admin commands; default: none
 * @param warnings what is odd but can be used, by position
 */
public record BotConfig(
        DingTalkConfig dingtalk,
        ZoneId zone,
        Language language,
        Duration grace,
        double spikeGuard,
        Duration correctAfter,
        Set<String> exempt,
        Duration jitter,
        Map<String, CutoffConfig> cutoffs,
        List<DepartmentConfig> departments,
        @Nullable CompanyConfig company,
        List<String> hr,
        List<String> admins,
        WebConfig web,
        DatabaseConfig database,
        List<Fault> warnings) {
    public BotConfig {
        exempt = Collections.unmodifiableSet(new LinkedHashSet<>(exempt));
        cutoffs = Collections.unmodifiableMap(new LinkedHashMap<>(cutoffs));
        departments = List.copyOf(departments);
        hr = List.copyOf(hr);
        admins = List.copyOf(admins);
        warnings = List.copyOf(warnings);
        if (departments.isEmpty()) {
            throw new IllegalArgumentException("at least one department");
        }
        if (spikeGuard < 0
                || spikeGuard > 1
                || grace.isNegative()
                || jitter.isNegative()
                || correctAfter.isNegative()) {
            throw new IllegalArgumentException("spikeGuard must be 0 to 1 and no duration negative");
        }
    }

    /**
     * What each cutoff costs after {@code from} and before {@code until}: its fire days and the groups that get a message.
     *
     * @param working the days of the week on which people work
     */
    public List<QuotaForecast.Cutoff> quota(ZonedDateTime from, ZonedDateTime until, Set<DayOfWeek> working) {
        return new QuotaPlan(this, working).of(from, until);
    }

    /** Every user id that is named, in the order of the file, with the keys under which it is, such as {@code exempt}. */
    public Map<String, List<String>> people() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        name(exempt, "exempt", keys);
        for (int i = 0; i < departments.size(); i++) {
            name(departments.get(i).leads(), "departments[" + i + "].leads", keys);
        }
        name(hr, "hr", keys);
        name(admins, "admins", keys);
        return keys;
    }

    private static void name(Collection<String> people, String key, Map<String, List<String>> keys) {
        new LinkedHashSet<>(people)
                .forEach(id ->
                        keys.computeIfAbsent(id, none -> new ArrayList<>()).add(key));
    }

    /** This configuration with {@code found} as its warnings. */
    BotConfig withWarnings(List<Fault> found) {
        return new BotConfig(
                dingtalk,
                zone,
                language,
                grace,
                spikeGuard,
                correctAfter,
                exempt,
                jitter,
                cutoffs,
                departments,
                company,
                hr,
                admins,
                web,
                database,
                found);
    }
}
