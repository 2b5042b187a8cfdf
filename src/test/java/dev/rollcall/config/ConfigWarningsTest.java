package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
                .containsExactly(
                        "10:5: departments[0]: has cutoffs and no robot: no digest, chat and board only; give its group's robot, or no cutoffs");
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
                        "17:16: departments[1].robot.webhook: is the robot of departments[0] too: both digests go to one group; give it its own group's");
    }

    /** Its token is the robot, whatever else stands in the address. */
    @Test
    void twoAddressesOfOneRobotAreTold() throws Exception {
        String first = "  - id: 1\n    cutoffs: [morning]\n    robot: {webhook: \"${HOOK}\"}\n";
        String second =
                "  - id: 2\n    cutoffs: [morning]\n    robot: {webhook: \"https://proxy.example/robot/send?x=1&"
                        + "access_token=${SAME:-a}&y=2\"}\n";
        String yaml = HEAD + MORNING + "departments:\n" + first;

        assertThat(warnings(yaml + second))
                .contains(
                        "15:22: departments[1].robot.webhook: is the robot of departments[0] too: both digests go to one group; give it its own group's");
        assertThat(warnings(yaml + second.replace("SAME:-a", "SAME:-b"))).isEmpty();
    }

    /** The roll-up and every digest in shadow would be read by a department. */
    @Test
    void aCompanyWithADepartmentsRobotIsTold() throws Exception {
        String yaml = HEAD + MORNING + "departments:\n  - id: 1\n    cutoffs: [morning]\n"
                + "    robot: {webhook: \"https://oapi.dingtalk.com/robot/send?access_token=${SAME:-a}\"}\n"
                + "company:\n  robot: {webhook: \"${HOOK}\"}\n  cutoffs: [morning]\n";

        assertThat(warnings(yaml))
                .containsExactly(
                        "14:20: company.robot.webhook: is the robot of departments[0] too: that group gets the company's roll-up and the digests in shadow; give it HR's own group's");
        assertThat(warnings(yaml.replace("SAME:-a", "SAME:-b"))).isEmpty();
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
                "{at: 09:40, follows: morning}          | cutoffs.noon.follows | is not after the cutoff that it follows; give it a later time than morning",
                "{at: 00:30, follows: morning}          | cutoffs.noon.follows | is not after the cutoff that it follows; give it a later time than morning",
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

    /** Ten cutoffs a day are more than the standard edition has calls for. */
    @Test
    void aForecastOfCallsOverTheQuotaIsToldWithHowManyPeopleItFits() throws Exception {
        String yaml = HEAD + everyHour(10) + department(1, 10);

        assertThat(warnings(yaml))
                .singleElement()
                .asString()
                .matches(
                        "1:1: dingtalk\\.monthly_calls: is 5000, and the forecast of a month of 23 working days is over it"
                                + " from [1-9]\\d* people on \\(1000 people: [1-9]\\d{3,}\\); have fewer cutoffs, or raise it to"
                                + " what you have bought");
        assertThat(warnings(yaml.replace("  app_key: key\n", "  app_key: key\n  monthly_calls: 5000\n")))
                .singleElement()
                .asString()
                .startsWith("3:18: dingtalk.monthly_calls: is 5000");
        assertThat(warnings(yaml.replace("  app_key: key\n", "  app_key: key\n  monthly_calls: 0\n")))
                .as("unlimited")
                .isEmpty();
    }

    @Test
    void aForecastOfMessagesOverTheQuotaIsTold() throws Exception {
        StringBuilder yaml = new StringBuilder(HEAD + everyHour(2));
        for (int id = 1; id <= 70; id++) {
            yaml.append(department(id, 2).replace("departments:\n", id == 1 ? "departments:\n" : ""));
        }
        String many = yaml.toString();

        assertThat(warnings(many))
                .filteredOn(warning -> warning.contains("dingtalk.monthly_messages"))
                .singleElement()
                .asString()
                .matches("1:1: dingtalk\\.monthly_messages: is 3000, and the forecast of a month of 23 working days is"
                        + " 3[1-9]\\d\\d; post less .*");
        assertThat(warnings(many.replace("  app_key: key\n", "  app_key: key\n  monthly_messages: 4000\n")))
                .noneMatch(warning -> warning.contains("monthly_messages"));
    }

    private static String everyHour(int times) {
        StringBuilder cutoffs = new StringBuilder("cutoffs:\n");
        for (int i = 0; i < times; i++) {
            cutoffs.append("  c%d: {at: \"%02d:10\"}\n".formatted(i, 9 + i));
        }
        return cutoffs.toString();
    }

    private static String department(int id, int cutoffs) {
        String names = IntStream.range(0, cutoffs).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return "departments:\n  - id: " + id
                + "\n    robot: {webhook: \"https://oapi.dingtalk.com/robot/send?access_token=${T:-t" + id + "}\"}\n"
                + "    cutoffs: [" + names + "]\n";
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
