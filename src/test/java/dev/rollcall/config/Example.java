package dev.rollcall.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The example at the top of the repository, and an environment full of canaries that makes it load. */
final class Example {
    static final Path FILE = Path.of("bot-config.example.yaml");

    static final Map<String, String> ENVIRONMENT = Map.of(
            "DINGTALK_APP_KEY", "dingkey",
            "DINGTALK_APP_SECRET", "canary-app-secret-4711",
            "TECH_WEBHOOK", "https://oapi.dingtalk.com/robot/send?access_token=canary-tech-webhook",
            "TECH_SECRET", "SECcanary-tech-secret",
            "HR_WEBHOOK", "https://oapi.dingtalk.com/robot/send?access_token=canary-hr-webhook",
            "HR_SECRET", "SECcanary-hr-secret",
            "HR_TOKEN", "canary-hr-token-0123456789");

    /** What must never be printed. */
    static final List<String> CANARIES = List.of("canary");

    /** The least that loads. */
    static final String MINIMAL = """
            dingtalk:
              app_key: key
              app_secret: "${SECRET}"
            departments:
              - id: 4100
            """;

    private Example() {}

    static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
