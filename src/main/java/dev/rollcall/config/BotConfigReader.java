package dev.rollcall.config;

import dev.rollcall.check.CompanyConfig;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.message.Language;
import dev.rollcall.web.WebConfig;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole file, section by section, in the order of the contract. */
final class BotConfigReader {
    private final Section root;

    BotConfigReader(Section root) {
        this.root = root;
    }

    /** The configuration; empty where anything is faulty. */
    Optional<BotConfig> read() {
        DingTalkConfig dingtalk = dingtalk();
        ZoneId zone = root.get("time_zone", Kinds.zone(), ZoneId.of("Asia/Shanghai"));
        Language language = root.get("language", Kinds.choice(Language.class), Language.ZH);
        Duration grace = root.get("grace", Kinds.durationUnder("12h"), Duration.ZERO);
        double spikeGuard = root.get("spike_guard", Kinds.share(), 0.6);
        Duration correctAfter = root.get("correct_after", Kinds.duration("0m", "12h"), Duration.ofMinutes(30));
        Set<String> exempt = new LinkedHashSet<>(root.list("exempt", Kinds.name()));
        Duration jitter = root.get("jitter", Kinds.duration("0s", "10m"), Duration.ofSeconds(20));
        Section cutoffSection = root.sectionOrEmpty("cutoffs", null);
        Map<String, CutoffConfig> cutoffs = new CutoffsReader(cutoffSection).read();
        DepartmentsReader reader = new DepartmentsReader(cutoffSection.keys(), language);
        List<DepartmentConfig> departments = reader.read(root);
        Optional<CompanyConfig> company = reader.company(root);
        List<String> hr = root.list("hr", Kinds.name());
        List<String> admins = root.list("admins", Kinds.name());
        WebConfig web = WebReader.read(root.sectionOrEmpty("web", Keys.WEB));
        DatabaseConfig database = DatabaseReader.read(root);
        if (root.reading().findings().faulty()) {
            return Optional.empty();
        }
        return Optional.of(new BotConfig(
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
                company.orElse(null),
                hr,
                admins,
                web,
                database,
                List.of()));
    }

    private DingTalkConfig dingtalk() {
        if (!root.has("dingtalk")) {
            root.missing("dingtalk", "is missing; give at least its app_key and app_secret");
            return DingTalkConfig.of("?", Secret.of("?"));
        }
        return root.section("dingtalk", Keys.DINGTALK)
                .map(BotConfigReader::dingtalk)
                .orElseGet(() -> DingTalkConfig.of("?", Secret.of("?")));
    }

    private static DingTalkConfig dingtalk(Section section) {
        String appKey = section.need("app_key", Kinds.name(), "?");
        Secret appSecret = Secrets.needed(section, "app_secret", Secrets.text(), "give it or app_secret_file")
                .orElse(Secret.of("?"));
        DingTalkConfig defaults = DingTalkConfig.of(appKey, appSecret);
        String robotCode = section.get("robot_code", Kinds.text(), "");
        return new DingTalkConfig(
                appKey,
                appSecret,
                robotCode.isEmpty() ? appKey : robotCode,
                section.get("op_user_id", Kinds.name(), defaults.opUserId()),
                section.get("shift_settings", Kinds.bool(), defaults.shiftSettings()),
                section.get("oapi_url", Addresses.base(), defaults.oapiUrl()),
                section.get("api_url", Addresses.base(), defaults.apiUrl()),
                section.get("requests_per_second", Kinds.integer(1, 60), defaults.requestsPerSecond()),
                section.get("monthly_calls", Kinds.integer(0, Integer.MAX_VALUE), defaults.monthlyCalls()),
                section.get("monthly_messages", Kinds.integer(0, Integer.MAX_VALUE), defaults.monthlyMessages()),
                section.get("stream", Kinds.bool(), defaults.stream()),
                section.get("callback", Kinds.bool(), defaults.callback()),
                section.get("callback_tolerance", Kinds.duration("1s", "1h"), defaults.callbackTolerance()),
                section.get("callback_admin", Kinds.bool(), defaults.callbackAdmin()),
                section.get("events", Kinds.bool(), defaults.events()));
    }
}
