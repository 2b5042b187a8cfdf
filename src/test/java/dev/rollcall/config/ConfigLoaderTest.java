package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.budget.QuotaForecast.Groups;
import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    private static final String WEBHOOK = "https://oapi.dingtalk.com/robot/send?access_token=t";

    @TempDir
    Path directory;

    @Test
    void aTimeWithoutQuotesIsATimeAndNotANumberToTheBaseOf60() throws Exception {
        BotConfig config = parse("cutoffs:\n  morning:\n    at: 09:40\n    days: [MON, fri]\n");

        CutoffConfig morning = config.cutoffs().get("morning");
        assertThat(morning.at()).isEqualTo(LocalTime.of(9, 40));
        assertThat(morning.days()).containsExactly(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    }

    @Test
    void theEnvironmentIsReadInValuesAndTypedAfterwards() throws Exception {
        String yaml = "web:\n  port: \"${PORT:-8080}\"\n  host: ${A}.${B:-0.0}.${C:-1}\nlanguage: ${LANG_:-en}\n";

        BotConfig config = parse(yaml, Map.of("PORT", "9090", "A", "127", "B", "", "LANG_", "zh"));

        assertThat(config.web().port()).isEqualTo(9090);
        assertThat(config.web().host()).isEqualTo("127.0.0.1");
        assertThat(config.language()).isEqualTo(Language.ZH);
    }

    @Test
    void whatAVariableHoldsIsNotReadAgainAndAddsNoKeys() throws Exception {
        String yaml = "hr: [\"${WHO}\"]\n";

        BotConfig config = parse(yaml, Map.of("WHO", "${OTHER}, admins: [x]"));

        assertThat(config.hr()).containsExactly("${OTHER}, admins: [x]");
        assertThat(config.admins()).isEmpty();
    }

    @Test
    void thePortIsThePlatformsWhereNoneIsWritten() throws Exception {
        assertThat(parse("", Map.of("PORT", "5000")).web().port()).isEqualTo(5000);
        assertThat(faults("", Map.of("PORT", "x"))).contains("web.port");
    }

    @Test
    void theAddressOfAWatchdogIsNotPrintedWithTheRest() throws Exception {
        BotConfig config = parse("web:\n  heartbeat_url: https://hc.example/canary-uuid\n");

        assertThat(config.web().heartbeatUrl()).hasToString("https://hc.example/canary-uuid");
        assertThat(config.toString()).contains("heartbeatUrl=***").doesNotContain("canary-uuid");
        assertThat(parse("").toString()).contains("heartbeatUrl=null");
    }

    @Test
    void userIdsMayBeNumbersAndKeepTheirZeros() throws Exception {
        BotConfig config = parse("exempt: [0012, user001, user001]\nadmins: [7]\n");

        assertThat(config.exempt()).containsExactly("0012", "user001");
        assertThat(config.admins()).containsExactly("7");
    }

    @Test
    void aDepartmentIsReadWithAllItsKeys() throws Exception {
        BotConfig config = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT);

        DepartmentConfig department = config.departments().get(0);
        assertThat(department.id()).isEqualTo(4100);
        assertThat(department.aliases()).containsExactly("tech", "研发");
        assertThat(department.robot().keyword()).isEqualTo("考勤");
        assertThat(department.robot().secret()).isEqualTo(Secret.of(Example.ENVIRONMENT.get("TECH_SECRET")));
        assertThat(department.conversation()).isEqualTo("cidXXXX==");
        assertThat(department.style(List.of("boss")).leads()).containsExactly("user001");
        assertThat(department.mention()).isEqualTo(DigestStyle.Mention.NONE);
        assertThat(config.company().robot().keyword()).isNull();
        assertThat(config.cutoffs().get("recheck").follows()).isEqualTo("morning");
    }

    @Test
    void everySecretMayStandInAFileOfItsOwn() throws Exception {
        for (String name : List.of("app", "sign", "password")) {
            Files.writeString(directory.resolve(name), name + "-secret\r\n");
        }
        Files.writeString(directory.resolve("hook"), WEBHOOK + "\n");
        Files.writeString(directory.resolve("tokens"), "0123456789abcdef0123456789\n\nfedcba9876543210fedcba9876\n");
        Path file = write("""
                dingtalk: {app_key: key, app_secret_file: app}
                departments:
                  - id: 1
                    robot: {webhook_file: hook, secret_file: "${SIGN_FILE}"}
                company:
                  robot: {webhook_file: hook, secret_file: sign}
                web: {tokens_file: tokens}
                database: {password_file: password}
                """);

        BotConfig config = ConfigLoader.load(
                file,
                Map.of("SIGN_FILE", directory.resolve("sign").toAbsolutePath().toString()));

        assertThat(config.dingtalk().appSecret().reveal()).isEqualTo("app-secret");
        assertThat(config.departments().get(0).robot().webhook().reveal()).isEqualTo(WEBHOOK);
        assertThat(config.departments().get(0).robot().secret().reveal()).isEqualTo("sign-secret");
        assertThat(config.company().robot().secret().reveal()).isEqualTo("sign-secret");
        assertThat(config.web().tokens())
                .extracting(Secret::reveal)
                .containsExactly("0123456789abcdef0123456789", "fedcba9876543210fedcba9876");
        assertThat(config.database().password().reveal()).isEqualTo("password-secret");
    }

    @Test
    void aCallbacksToleranceIsReadUpToAnHour() throws Exception {
        Path file = write("dingtalk: {app_key: key, app_secret: s, callback_tolerance: 1h}\ndepartments: [{id: 1}]\n");

        assertThat(ConfigLoader.load(file, Map.of()).dingtalk().callbackTolerance())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void anEmptySecretFileIsAFault() throws Exception {
        Files.writeString(directory.resolve("app"), "\n");
        Path file = write("dingtalk: {app_key: key, app_secret_file: app}\ndepartments: [{id: 1}]\n");

        assertThat(faultsOf(file)).contains(":1:43: dingtalk.app_secret_file: names an empty file");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "DATABASE_URL, postgres://bob:p%40ss+1@db:5432/roll?sslmode=require, jdbc:postgresql://db:5432/roll?sslmode=require",
        "DATABASE_URL, postgresql://bob:p%40ss+1@db/roll, jdbc:postgresql://db/roll",
        "JDBC_DATABASE_URL, jdbc:postgresql://db/roll?user=bob&password=p%40ss+1&ssl=true, jdbc:postgresql://db/roll?ssl=true",
    })
    void withoutTheSectionThePlatformsDatabaseIsTaken(String name, String value, String url) throws Exception {
        BotConfig config = parse("", Map.of(name, value));

        assertThat(config.database().url()).isEqualTo(url);
        assertThat(config.database().user()).isEqualTo("bob");
        assertThat(config.database().password().reveal()).isEqualTo("p@ss+1");
        assertThat(config.database().embedded()).isFalse();
    }

    @Test
    void theJdbcVariablesGoBeforeTheOtherAndTheSectionBeforeBoth() throws Exception {
        Map<String, String> environment = Map.of(
                "DATABASE_URL", "postgres://a:b@one/x",
                "JDBC_DATABASE_URL", "jdbc:postgresql://two/x",
                "JDBC_DATABASE_USERNAME", "bob",
                "JDBC_DATABASE_PASSWORD", "pw");

        assertThat(parse("", environment).database().url()).isEqualTo("jdbc:postgresql://two/x");
        assertThat(parse("", environment).database().user()).isEqualTo("bob");
        assertThat(parse("database: {keep_days: 7}\n", environment).database().embedded())
                .isTrue();
    }

    @Test
    void aPlatformsDatabaseThatIsNoPostgresIsAFaultThatDoesNotPrintIt() {
        assertThat(faults("", Map.of("DATABASE_URL", "mysql://canary@x/y")))
                .contains("database: is absent, and the environment's DATABASE_URL is not right")
                .doesNotContain("canary");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreHarmless() throws Exception {
        Path file = write("\uFEFF" + Example.MINIMAL.replace("\n", "\r\n"));

        assertThat(ConfigLoader.load(file, Map.of("SECRET", "s")).departments()).hasSize(1);
    }

    @Test
    void anotherEncodingIsAFaultWithItsPlace() throws Exception {
        Path file = directory.resolve("gbk.yaml");
        byte[] start = "dingtalk:\n  app_key: ".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(start, start.length + 2);
        bytes[start.length] = (byte) 0xBC;
        bytes[start.length + 1] = (byte) 0xBC;
        Files.write(file, bytes);

        assertThat(faultsOf(file)).endsWith(":2:12: file: is not UTF-8; save it as UTF-8");
    }

    @Test
    void aFileThatIsNotThereIsAFaultUnderTheNameThatWasGiven() {
        assertThat(faultsOf(Path.of("nowhere/bot-config.yaml")))
                .startsWith("nowhere/bot-config.yaml:1:1: file: is not there");
    }

    @Test
    void aDirectoryIsAFault() {
        assertThat(faultsOf(directory)).contains(":1:1: file: cannot be read");
    }

    @Test
    void theMonthsQuotaCountsGroupsWithRobotsAndTheCompany() throws Exception {
        BotConfig config = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT);

        ZonedDateTime first = LocalDate.of(2026, 11, 1).atStartOfDay(config.zone());
        ZonedDateTime end = first.plusMonths(1);
        Set<DayOfWeek> weekdays = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

        assertThat(config.quota(first, end, weekdays))
                .extracting("first", "later", "idle", "groups", "share", "correction")
                .containsExactly(
                        tuple(21, 0, 9, new Groups(2, 0, 0, 1), 1.0, true),
                        tuple(0, 21, 9, new Groups(0, 0, 1, 1), 1.0, true));
        assertThat(config.quota(first.plusDays(29).withHour(10), end, weekdays))
                .as("what was looked at this morning is left over in the recheck")
                .extracting("first", "later", "idle")
                .containsExactly(tuple(0, 0, 0), tuple(0, 1, 0));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("bot-config.yaml"), yaml);
    }

    private static BotConfig parse(String more) throws ConfigException {
        return parse(more, Map.of());
    }

    private static BotConfig parse(String more, Map<String, String> variables) throws ConfigException {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("SECRET", "s");
        return ConfigLoader.parse("bot-config.yaml", Example.MINIMAL + more, environment);
    }

    private static String faults(String more, Map<String, String> variables) {
        return catchThrowableOfType(ConfigException.class, () -> parse(more, variables))
                .getMessage();
    }

    private static String faultsOf(Path file) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, Map.of()))
                .getMessage();
    }

    @Test
    void everythingThatTheEnvironmentLacksIsSaidAtOnce() {
        assertThat(catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(Example.FILE, Map.of())))
                .hasMessageContaining("DINGTALK_APP_KEY")
                .hasMessageContaining("DINGTALK_APP_SECRET")
                .hasMessageContaining("TECH_WEBHOOK")
                .hasMessageContaining("TECH_SECRET")
                .hasMessageContaining("HR_WEBHOOK")
                .hasMessageContaining("HR_SECRET")
                .hasMessageContaining("HR_TOKEN");
    }
}
