package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigWarningsTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SECRET", "s",
            "HOOK", "https://oapi.dingtalk.com/robot/send?access_token=a",
            "TOKEN", "0123456789abcdef0123456789",
            "SHORT", "0123456789abcdef");
    private static final String HEAD = """
            dingtalk:
              app_key: key
              app_secret: "${SECRET}"
            web:
              tokens: ["${TOKEN}"]
            """;
    private static final String MORNING = "cutoffs:\n  morning:\n    at: \"09:40\"\n";

    @TempDir
    Path directory;

    @Test
    void aSoundConfigurationHasNone() throws Exception {
        assertThat(warnings(HEAD + "departments:\n  - id: 1\n")).isEmpty();
    }

    @Test
    void aDepartmentWithCutoffsAndWithoutARobotIsTold() throws Exception {
        assertThat(warnings(HEAD + MORNING + "departments:\n  - id: 1\n    cutoffs: [morning]\n"))
                .containsExactly("10:5: departments[0]: has cutoffs and no robot: no digest, chat and board only");
    }

    @Test
    void aRobotWithoutCutoffsIsTold() throws Exception {
        assertThat(warnings(HEAD + "departments:\n  - id: 1\n    robot:\n      webhook: ${HOOK}\n"))
                .containsExactly("7:5: departments[0]: has a robot and no cutoffs: no digest is posted");
    }

    @Test
    void twoDepartmentsWithOneRobotAreTold() throws Exception {
        String department = "    cutoffs: [morning]\n    robot:\n      webhook: ${HOOK}\n";
        assertThat(warnings(HEAD + MORNING + "departments:\n  - id: 1\n" + department + "  - id: 2\n" + department))
                .containsExactly(
                        "17:16: departments[1].robot.webhook: is the robot of departments[0] too: both digests go to one group");
    }

    @Test
    void twoDepartmentsWithOneConversationAreTold() throws Exception {
        assertThat(warnings(HEAD + "departments:\n  - {id: 1, conversation: c}\n  - {id: 2, conversation: c}\n"))
                .singleElement()
                .asString()
                .startsWith("8:27: departments[1].conversation: is that of departments[0] too");
    }

    @Test
    void aShadowThatNobodySeesIsTold() throws Exception {
        assertThat(warnings(HEAD + "departments:\n  - {id: 1, shadow: true}\n"))
                .singleElement()
                .asString()
                .startsWith("7:21: departments[0].shadow: is true, and there is neither");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "at: 10:00                              | cutoffs.noon.at      | is on the full hour",
                "cron: 0 0 10 * * ?                     | cutoffs.noon.cron    | is on the full hour",
                "cron: 0 5/20 10 * * ?                  | cutoffs.noon.cron    | names several times on one date",
                "{at: 09:40, follows: morning}          | cutoffs.noon.follows | is not after the cutoff that it follows",
                "{at: 00:30, follows: morning}          | cutoffs.noon.follows | is not after the cutoff that it follows",
            })
    void anOddCutoffIsTold(String cutoff, String path, String text) throws Exception {
        String noon = cutoff.startsWith("{") ? "  noon: " + cutoff + "\n" : "  noon:\n    " + cutoff + "\n";
        String yaml = HEAD + MORNING + noon + "departments:\n  - id: 1\n    robot: {webhook: \"${HOOK}\"}\n"
                + "    cutoffs: [morning, noon]\n";

        assertThat(warnings(yaml)).singleElement().asString().contains(path + ": " + text);
    }

    @Test
    void aFollowUpAfterMidnightOfTheDayBeforeIsNotOdd() throws Exception {
        assertThat(
                        warnings(
                                HEAD + MORNING
                                        + "  night: {at: \"00:30\", follows: morning, work_date: previous}\n"
                                        + "departments:\n  - id: 1\n    robot: {webhook: \"${HOOK}\"}\n    cutoffs: [morning, night]\n"))
                .isEmpty();
    }

    @Test
    void aCutoffThatNobodyNamesIsTold() throws Exception {
        assertThat(warnings(HEAD + MORNING + "departments:\n  - id: 1\n"))
                .containsExactly(
                        "7:3: cutoffs.morning: is named by no department and not by the company, so nothing happens then");
    }

    @Test
    void aSecretWrittenIntoTheFileIsTold() throws Exception {
        String yaml = """
                dingtalk:
                  app_key: key
                  app_secret: canary
                web:
                  tokens: [canary-canary-canary-canary]
                departments:
                  - id: 1
                database:
                  password: canary
                """;

        assertThat(warnings(yaml))
                .hasSize(3)
                .allMatch(warning -> warning.endsWith(ConfigWarnings.INLINE))
                .noneMatch(warning -> warning.contains("canary"));
    }

    @Test
    void aFileWithSecretsThatOthersMayReadIsTold() throws Exception {
        Path secret = Files.writeString(directory.resolve("app"), "s");
        Path file = Files.writeString(
                directory.resolve("c.yaml"),
                "dingtalk: {app_key: key, app_secret_file: app}\nweb: {host: 127.0.0.1}\ndepartments: [{id: 1}]\n");
        permit(secret, "rw-r--r--");
        permit(file, "rw-r--r--");
        assertThat(of(ConfigLoader.load(file, Map.of())))
                .containsExactly(
                        "1:43: dingtalk.app_secret_file: names a file that others on this machine may read; chmod 600");

        permit(secret, "rw-------");
        assertThat(ConfigLoader.load(file, Map.of()).warnings()).isEmpty();

        Files.writeString(file, Files.readString(file).replace("app_secret_file: app", "app_secret: s"));
        assertThat(of(ConfigLoader.load(file, Map.of())))
                .contains("1:1: file: holds secrets and others on this machine may read it; chmod 600");
        permit(file, "rw-r-----");
        assertThat(of(ConfigLoader.load(file, Map.of()))).hasSize(1).allMatch(w -> w.endsWith(ConfigWarnings.INLINE));
    }

    @Test
    void aShortTokenIsTold() throws Exception {
        assertThat(warnings(HEAD.replace("TOKEN", "SHORT") + "departments:\n  - id: 1\n"))
                .containsExactly("5:3: web.tokens: has a token of fewer than 22 characters, which is easier to guess");
    }

    @Test
    void aBoardWithoutTokensThatListensToAllIsTold() throws Exception {
        String yaml = HEAD.replace("tokens: [\"${TOKEN}\"]", "tokens: []") + "departments:\n  - id: 1\n";
        assertThat(warnings(yaml))
                .containsExactly("5:3: web.tokens: is empty: the board answers requests from this machine only");
        assertThat(warnings(yaml.replace("tokens: []", "host: \"::1\""))).isEmpty();
    }

    private static void permit(Path file, String permissions) throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static List<String> warnings(String yaml) throws ConfigException {
        return of(ConfigLoader.parse("c.yaml", yaml, ENVIRONMENT));
    }

    private static List<String> of(BotConfig config) {
        return config.warnings().stream()
                .map(warning -> warning.in("c.yaml").substring("c.yaml:".length()))
                .toList();
    }
}
