package dev.rollcall.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a bot-config.yaml; every scalar in double quotes, which YAML and JSON read alike. */
final class ConfigYaml {
    private static final JsonMapper JSON = new JsonMapper();
    private final SimulatedCompany company;
    private final URI simulator;
    private final ConfigOptions options;

    ConfigYaml(SimulatedCompany company, URI simulator, ConfigOptions options) {
        this.company = company;
        this.simulator = simulator;
        this.options = options;
    }

    String text() {
        StringBuilder yaml = new StringBuilder();
        String base = quoted(simulator.toString().replaceAll("/+$", ""));
        yaml.append("dingtalk:\n  app_key: ").append(quoted(company.appKey()));
        yaml.append("\n  app_secret: ").append(quoted(company.appSecret()));
        yaml.append("\n  op_user_id: ").append(quoted(company.adminUserId()));
        yaml.append("\n  oapi_url: ").append(base).append("\n  api_url: ").append(base);
        yaml.append("\n  requests_per_second: ").append(options.requestsPerSecond());
        yaml.append("\n  monthly_calls: ")
                .append(options.monthlyCalls())
                .append("\n  monthly_messages: 0\n  stream: ")
                .append(options.stream())
                .append(options.events() ? "\n  events: true" : "")
                .append(options.callbackAdmin() ? "\n  callback_admin: true" : "")
                .append("\n");
        yaml.append("\ntime_zone: Asia/Shanghai\njitter: ")
                .append(seconds(options.jitter()))
                .append("\n");
        if (options.correctAfter() != null) {
            yaml.append("correct_after: ")
                    .append(seconds(options.correctAfter()))
                    .append("\n");
        }
        yaml.append("exempt: ")
                .append(list(company.userIds(Situation.EXEMPT_IN_CONFIG)))
                .append("\n");
        cutoffs(yaml);
        departments(yaml);
        yaml.append("\ncompany:\n");
        robot(yaml, "  ", company.companyRobot());
        yaml.append("  cutoffs: ").append(cutoffNames()).append("\n");
        yaml.append("hr: ").append(list(List.of(company.hrUserId())));
        yaml.append("\nadmins: ").append(list(List.of(company.adminUserId())));
        yaml.append("\n\nweb:\n  host: \"127.0.0.1\"\n  port: ")
                .append(options.webPort())
                .append("\n");
        options.web().forEach(line -> yaml.append("  ").append(line).append("\n"));
        database(yaml);
        return yaml.toString();
    }

    private void database(StringBuilder yaml) {
        if (options.databaseUrl() == null) {
            return;
        }
        yaml.append("database:\n  url: ").append(quoted(options.databaseUrl())).append("\n");
        if (options.databaseUser() != null) {
            yaml.append("  user: ").append(quoted(options.databaseUser())).append("\n");
        }
        if (options.databasePassword() != null) {
            yaml.append("  password: ")
                    .append(quoted(options.databasePassword()))
                    .append("\n");
        }
        if (options.keepDays() != 0) {
            yaml.append("  keep_days: ").append(options.keepDays()).append("\n");
        }
    }

    private void cutoffs(StringBuilder yaml) {
        yaml.append("\ncutoffs:\n");
        for (ConfigOptions.Cutoff cutoff : options.cutoffs()) {
            boolean time = cutoff.when().matches("\\d\\d:\\d\\d");
            yaml.append("  ").append(cutoff.name()).append(":\n    ");
            yaml.append(time ? "at: " : "cron: ").append(quoted(cutoff.when())).append("\n");
            if (cutoff.follows() != null) {
                yaml.append("    follows: ").append(quoted(cutoff.follows())).append("\n");
            }
            if (cutoff.previousDay()) {
                yaml.append("    work_date: previous\n");
            }
            if (cutoff.maxLate() != null) {
                yaml.append("    max_late: ").append(seconds(cutoff.maxLate())).append("\n");
            }
        }
    }

    private void departments(StringBuilder yaml) {
        yaml.append("\ndepartments:\n");
        List<SimulatedDepartment> all = company.departments();
        int robots = options.robots() == 0 ? all.size() : Math.min(options.robots(), all.size());
        for (int i = 0; i < all.size(); i++) {
            yaml.append("  - id: ").append(all.get(i).id()).append("\n");
            robot(yaml, "    ", all.get(i % robots));
            yaml.append("    cutoffs: ").append(cutoffNames()).append("\n");
            yaml.append("    leads: ").append(list(all.get(i).leads())).append("\n");
            if (options.conversations()) {
                String id = company.conversations().of(all.get(i).id()).id();
                yaml.append("    conversation: ").append(quoted(id)).append("\n");
            }
        }
    }

    private void robot(StringBuilder yaml, String indent, SimulatedDepartment robot) {
        URI webhook = simulator.resolve("/robot/send?access_token=" + robot.robotToken());
        yaml.append(indent).append("robot:\n");
        yaml.append(indent)
                .append("  webhook: ")
                .append(quoted(webhook.toString()))
                .append("\n");
        if (robot.robotSecret() != null) {
            yaml.append(indent)
                    .append("  secret: ")
                    .append(quoted(robot.robotSecret()))
                    .append("\n");
        }
        if (robot.keyword() != null) {
            yaml.append(indent)
                    .append("  keyword: ")
                    .append(quoted(robot.keyword()))
                    .append("\n");
        }
    }

    private String cutoffNames() {
        return list(options.cutoffs().stream().map(ConfigOptions.Cutoff::name).toList());
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + "s";
    }

    private static String list(List<String> texts) {
        return texts.stream().map(ConfigYaml::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
