package dev.rollcall.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every key that a configuration may have: the one list, which the loader reads by and the example is tested by. */
final class Keys {
    static final List<String> DINGTALK = List.of(
            "app_key",
            "app_secret",
            "app_secret_file",
            "robot_code",
            "op_user_id",
            "shift_settings",
            "oapi_url",
            "api_url",
            "requests_per_second",
            "monthly_calls",
            "monthly_messages",
            "stream",
            "callback",
            "callback_tolerance",
            "callback_admin",
            "events");
    static final List<String> CUTOFF = List.of("at", "cron", "days", "max_late", "follows", "repeat", "work_date");
    static final List<String> ROBOT = List.of("webhook", "webhook_file", "secret", "secret_file", "keyword");
    static final List<String> DEPARTMENT = List.of(
            "id",
            "name",
            "aliases",
            "robot",
            "cutoffs",
            "leads",
            "conversation",
            "mention",
            "show",
            "shadow",
            "when_all_present",
            "language");
    static final List<String> COMPANY = List.of("robot", "cutoffs");
    static final List<String> WEB = List.of(
            "host",
            "port",
            "public_url",
            "tokens",
            "tokens_file",
            "link_days",
            "heartbeat_url",
            "refresh",
            "metrics_by_department");
    static final List<String> DATABASE = List.of("url", "user", "password", "password_file", "keep_days");
    static final List<String> ROOT = List.of(
            "dingtalk",
            "time_zone",
            "language",
            "grace",
            "spike_guard",
            "correct_after",
            "exempt",
            "jitter",
            "cutoffs",
            "departments",
            "company",
            "hr",
            "admins",
            "web",
            "database");

    private Keys() {}

    /** All of them as paths; {@code *} stands for a cutoff's name, {@code []} for a list's item. */
    static Set<String> all() {
        Set<String> all = new LinkedHashSet<>(ROOT);
        add(all, "dingtalk.", DINGTALK);
        add(all, "cutoffs.*.", CUTOFF);
        add(all, "departments[].", DEPARTMENT);
        add(all, "departments[].robot.", ROBOT);
        add(all, "company.", COMPANY);
        add(all, "company.robot.", ROBOT);
        add(all, "web.", WEB);
        add(all, "database.", DATABASE);
        return all;
    }

    private static void add(Set<String> all, String prefix, List<String> keys) {
        keys.forEach(key -> all.add(prefix + key));
    }
}
