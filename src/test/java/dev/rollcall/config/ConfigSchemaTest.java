package dev.rollcall.config;

import static dev.rollcall.config.EditorView.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.rollcall.Readme;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.SimulatedCompany;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that editors read says what the loader does. */
class ConfigSchemaTest {
    private static final String WRITING = "java -jar target/rollcall.jar schema > bot-config.schema.json";

    private static final Path BAD = Path.of("src/test/resources/dev/rollcall/config/bad");
    private static final Pattern RANGE = Pattern.compile("(\\d+[smhd]) to (\\d+[smhd])|under (\\d+[smhd])");

    /** Of what else there is no default: what must be given, and what stands for something else. */
    private static final Set<String> WITHOUT_DEFAULT = Set.of(
            "dingtalk.app_key",
            "dingtalk.app_secret",
            "cutoffs.*.at",
            "cutoffs.*.cron",
            "cutoffs.*.follows",
            "departments[].id",
            "departments[].language",
            "departments[].robot.webhook",
            "company.robot.webhook");

    /** The files that only the loader can refuse, and what an editor cannot know there. */
    private static final Map<String, String> LOADER_ONLY = new TreeMap<>(Map.ofEntries(
            Map.entry("alias-of-two-departments", "what another department is called"),
            Map.entry("callback-tolerance-out-of-range", "how long a duration is"),
            Map.entry("cutoff-named-without-cutoffs", "which cutoffs there are"),
            Map.entry("cutoff-unknown", "which cutoffs there are"),
            Map.entry("department-id-twice", "what another department's number is"),
            Map.entry("duration-out-of-range", "how long a duration is"),
            Map.entry("environment-gives-the-wrong-kind", "what the environment holds"),
            Map.entry("environment-not-set", "what the environment holds"),
            Map.entry("follows-in-a-circle", "which cutoff follows which"),
            Map.entry("follows-nothing", "which cutoffs there are"),
            Map.entry("max-late-out-of-range", "how long a duration is"),
            Map.entry("robot-webhook-empty", "what the environment holds"),
            Map.entry("secret-empty", "what the environment holds"),
            Map.entry("secret-file-missing", "which files there are"),
            Map.entry("time-zone-unknown", "which zones there are")));

    private static Stream<DynamicTest> each(Stream<SchemaKey> keys, Checked check) {
        return keys.map(key -> DynamicTest.dynamicTest(key.path(), () -> check.check(key)));
    }

    private interface Checked {
        void check(SchemaKey key) throws Exception;
    }

    private static BotConfig loaded(JsonNode json) throws ConfigException {
        return loaded(json, Map.of());
    }

    private static BotConfig loaded(JsonNode json, Map<String, String> more) throws ConfigException {
        Map<String, String> environment = new HashMap<>(SchemaKey.ENVIRONMENT);
        environment.putAll(more);
        return ConfigLoader.parse("c.yaml", json.toString(), environment).withWarnings(List.of());
    }

    private static String refused(JsonNode json) {
        ConfigException e = catchThrowableOfType(ConfigException.class, () -> loaded(json));
        assertThat(e).as("the loader refuses %s", json).isNotNull();
        return e.getMessage();
    }

    @Test
    void everyKeyOfTheLoaderIsInTheSchemaAndNoOther() {
        assertThat(SchemaKey.all()).extracting(SchemaKey::path).containsExactlyInAnyOrderElementsOf(Keys.all());
    }

    @Test
    void itIsASchemaOfItsDraft() {
        assertThat(EditorView.SCHEMA.path("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(EditorView.faultsOfTheSchema()).isEmpty();
        assertThat(ConfigSchema.text()).endsWith("}\n");
    }

    @TestFactory
    Stream<DynamicTest> aKeyIsDescribedAndSaysItsDefaultIfItHasOne() {
        return each(SchemaKey.all().stream(), key -> {
            assertThat(key.said().path("description").asText()).endsWith(".").hasSizeBetween(10, 200);
            boolean without = key.section() || key.path().endsWith("_file") || WITHOUT_DEFAULT.contains(key.path());
            assertThat(key.byDefault().isMissingNode()).isEqualTo(without);
        });
    }

    @TestFactory
    Stream<DynamicTest> aDefaultIsTheLoaders() throws ConfigException {
        JsonNode base = EditorView.parsed(SchemaKey.BASE);
        Map<String, String> port = Map.of("PORT", "5000");
        BotConfig without = loaded(base);
        BotConfig withPort = loaded(base, port);
        return each(SchemaKey.all().stream().filter(key -> !key.byDefault().isMissingNode()), key -> {
            ObjectNode with = key.with(key.byDefault());
            assertThat(with).as("it is not in the base").isNotEqualTo(base);
            assertThat(faults(with)).isEmpty();
            assertThat(loaded(with)).isEqualTo(without);
            assertThat(loaded(with, port)).isEqualTo(withPort);
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnknownKeyIsRefusedInEverySection() {
        Stream<String> sections = Keys.all().stream()
                .map(path -> path.replaceAll("[^.]+$", "nonsense"))
                .distinct();
        return sections.map(path -> DynamicTest.dynamicTest(path, () -> {
            ObjectNode with = new SchemaKey(path, EditorView.SCHEMA, EditorView.SCHEMA).with(TextNode.valueOf("x"));
            assertThat(faults(with)).isNotEmpty();
            assertThat(refused(with)).contains("nonsense: is not a known key");
        }));
    }

    @TestFactory
    Stream<DynamicTest> aRangeOfNumbersIsTheLoaders() {
        return each(SchemaKey.all().stream().filter(key -> key.choices().anyMatch(one -> one.has("minimum"))), key -> {
            JsonNode range =
                    key.choices().filter(one -> one.has("minimum")).findFirst().orElseThrow();
            BigDecimal step = range.path("type").asText().equals("integer") ? BigDecimal.ONE : new BigDecimal("0.1");
            isTheEdge(key, range.path("minimum").decimalValue(), step.negate());
            if (range.has("maximum")) {
                isTheEdge(key, range.path("maximum").decimalValue(), step);
            }
        });
    }

    private static void isTheEdge(SchemaKey key, BigDecimal edge, BigDecimal step) throws ConfigException {
        ObjectNode at = key.with(DecimalNode.valueOf(edge));
        ObjectNode beyond = key.with(DecimalNode.valueOf(edge.add(step)));
        assertThat(faults(at)).isEmpty();
        assertThat(loaded(at)).isNotNull();
        assertThat(faults(beyond)).isNotEmpty();
        assertThat(refused(beyond)).contains("must be ");
    }

    @TestFactory
    Stream<DynamicTest> theRangeOfADurationThatIsDescribedIsTheLoaders() {
        return each(SchemaKey.all().stream().filter(key -> key.is("duration")), key -> {
            Matcher range = RANGE.matcher(key.said().path("description").asText());
            assertThat(range.find()).isTrue();
            if (range.group(3) != null) {
                assertThat(loaded(key.with(seconds(range.group(3), -1)))).isNotNull();
                assertThat(refused(key.with(seconds(range.group(3), 0)))).contains("must be a duration");
                return;
            }
            assertThat(loaded(key.with(seconds(range.group(1), 0)))).isNotNull();
            assertThat(loaded(key.with(seconds(range.group(2), 0)))).isNotNull();
            assertThat(refused(key.with(seconds(range.group(2), 1)))).contains("must be a duration");
            if (!range.group(1).startsWith("0")) {
                assertThat(refused(key.with(seconds(range.group(1), -1)))).contains("must be a duration");
            }
        });
    }

    private static TextNode seconds(String duration, int more) {
        String iso = duration.endsWith("d") ? "P" + duration : "PT" + duration;
        return TextNode.valueOf(Duration.parse(iso).toSeconds() + more + "s");
    }

    @TestFactory
    Stream<DynamicTest> theWordsOfAChoiceAreTheLoaders() {
        return each(
                SchemaKey.all().stream().filter(key -> key.choices().anyMatch(ConfigSchemaTest::isOfWords)), key -> {
                    List<String> words = key.choices()
                            .filter(ConfigSchemaTest::isOfWords)
                            .flatMap(one -> {
                                Stream.Builder<String> all = Stream.builder();
                                one.path("enum").forEach(word -> all.add(word.asText()));
                                return all.build().distinct();
                            })
                            .toList();
                    for (String word : words) {
                        ObjectNode with = key.withOne(TextNode.valueOf(word));
                        assertThat(faults(with)).as(word).isEmpty();
                        assertThat(loaded(with)).as(word).isNotNull();
                    }
                    ObjectNode wrong = key.withOne(TextNode.valueOf("nonsense"));
                    assertThat(faults(wrong)).isNotEmpty();
                    assertThat(refused(wrong).lines())
                            .anyMatch(line -> line.endsWith("must be " + Shown.either(words)));
                });
    }

    private static boolean isOfWords(JsonNode choice) {
        return choice.has("enum");
    }

    @TestFactory
    Stream<DynamicTest> everyValueMayReadTheEnvironmentAndABrokenReferenceIsRefused() {
        return each(SchemaKey.all().stream().filter(key -> !key.section()), key -> {
            assertThat(faultsAt(key, "${NAME}")).isEmpty();
            assertThat(faultsAt(key, "${NAME:-}")).isEmpty();
            assertThat(faultsAt(key, "a ${NAME:-x y}${_B2} z")).isEmpty();
            for (String broken : List.of("${NAME", "${1X}", "${A:-${B}}", "x ${", "${A} ${}")) {
                assertThat(faultsAt(key, broken)).as(broken).isNotEmpty();
                assertThat(refused(key.withOne(TextNode.valueOf(broken)))).contains("has a broken \"${\"");
            }
        });
    }

    /** What the schema finds at {@code key} alone: a section may want something else besides it. */
    private static List<String> faultsAt(SchemaKey key, String value) {
        String place = "/" + key.path().replace("[]", "/0").replace(".", "/").replace("*", "morning");
        return faults(key.withOne(TextNode.valueOf(value))).stream()
                .filter(fault -> fault.startsWith(place + ":") || fault.startsWith(place + "/0:"))
                .toList();
    }

    @Test
    void theExampleIsValidAndNamesTheSchemaInItsFirstLine() {
        assertThat(faults(Example.text())).isEmpty();
        assertThat(Example.text()).startsWith("# yaml-language-server: $schema=bot-config.schema.json\n");
        assertThat(Example.text()).contains(WRITING);
    }

    /** Without it the editor of whoever has just copied the example complains that there is no such file. */
    @Test
    void whereTheExampleIsCopiedTheReadmeHasTheSchemaWritten() {
        for (String heading : List.of("### Set-up in ten minutes", "## 管理员")) {
            assertThat(Readme.section(heading))
                    .containsSubsequence("cp bot-config.example.yaml bot-config.yaml", WRITING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cutoffs:\n  morning:\n    at: 09:40\n    days: [MON, fri, \"${DAY:-Tue}\"]\n",
                "cutoffs:\n  night:\n    cron: 0 40 0 ? * MON-FRI\n    work_date: previous\n    max_late: 90s\n",
                "cutoffs: {月末: {cron: \"0 40 9 L * ? 2026-2099\"}}\n",
                "web:\n  port: \"${PORT:-8080}\"\n  host: ${A:-127}.0.0.1\nlanguage: ${LANG_:-en}\n",
                "web: {port: \"8080\", link_days: \"7\", refresh: 30s, host: \"[::1]\"}\n",
                "web: {public_url: https://board.example.com/, heartbeat_url: \"https://hc.example/ping/1?x=y\"}\n",
                "web: {public_url: \"\", heartbeat_url: \"\", tokens: [\"0123456789abcdef0123456789\"]}\n",
                "exempt: [0012, user001, 7]\nadmins: [7]\nhr: []\n",
                "spike_guard: 0\n",
                "spike_guard: \"0.25\"\n",
                "time_zone: America/Argentina/Buenos_Aires\ngrace: 719m\njitter: 0s\ncorrect_after: 0m\n",
                "database: {url: \"jdbc:postgresql://bob:pw@db:5432/roll?sslmode=require\", keep_days: 3650}\n",
                "database: {url: \"jdbc:h2:/var/lib/rollcall/ledger\", user: sa, password: 12345}\n",
                "company: {robot: {webhook: \"https://proxy.example/robot/send?x=1&access_token=t&y=2\", secret: \"\"}}\n",
                "company: {robot: {webhook: \"http://127.0.0.1:8090/robot/send?access_token=t\", keyword: 7}}\n"
            })
    void whatTheLoaderTakesTheSchemaTakes(String more) throws ConfigException {
        String yaml = Example.MINIMAL + more;
        ConfigLoader.parse("c.yaml", yaml, SchemaKey.ENVIRONMENT);

        assertThat(faults(yaml)).isEmpty();
    }

    @Test
    void theSimulatorsConfigurationsAreValid() throws ConfigException {
        SimulatedCompany company = SimulatedCompany.generate(CompanyPlan.of(60, 3, 7, LocalDate.of(2026, 11, 20)));
        ConfigOptions options = ConfigOptions.morningAt("09:40")
                .withCutoff(new ConfigOptions.Cutoff("night", "0 30 0 * * ?", "morning", true, Duration.ofHours(1)))
                .withConversations(true)
                .withEvents(true)
                .withCallbackAdmin(true)
                .withCorrectAfter(Duration.ofMinutes(10))
                .withWeb("tokens: [\"0123456789abcdef0123456789\"]")
                .withDatabaseUrl("jdbc:h2:./ledger")
                .withDatabaseUser("sa", "pw")
                .withKeepDays(30);
        String yaml = company.configYaml(URI.create("http://127.0.0.1:8090"), options);
        ConfigLoader.parse("c.yaml", yaml, Map.of());

        assertThat(faults(yaml)).isEmpty();
    }

    @Test
    void everyBadFileThatIsATreeIsRefusedButForWhatOnlyTheLoaderKnows() throws IOException {
        Set<String> taken = new TreeSet<>();
        int refused = 0;
        try (Stream<Path> files = Files.list(BAD)) {
            for (Path file : files.toList()) {
                Findings findings = new Findings();
                String text = SourceText.of(file, findings);
                Node tree = text == null ? null : TreeReader.read(text, findings);
                if (tree != null && !findings.faulty()) {
                    boolean sound = faults(EditorView.json(tree)).isEmpty();
                    refused += sound ? 0 : 1;
                    if (sound) {
                        taken.add(file.getFileName().toString().replace(".yaml", ""));
                    }
                }
            }
        }
        assertThat(taken).isEqualTo(LOADER_ONLY.keySet());
        assertThat(refused).isGreaterThan(35);
    }

    @Test
    void everyZoneThatTheLoaderTakesIsTakenAndNoOffset() {
        SchemaKey zone = SchemaKey.all().stream()
                .filter(key -> key.path().equals("time_zone"))
                .findFirst()
                .orElseThrow();
        for (String id : ZoneId.getAvailableZoneIds()) {
            assertThat(faults(zone.with(TextNode.valueOf(id))).isEmpty()).as(id).isEqualTo(!id.startsWith("SystemV/"));
        }
        assertThat(faults(zone.with(TextNode.valueOf("+08:00")))).isNotEmpty();
    }
}
