package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.check.CutoffConfig;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Secret;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.message.Language;
import dev.rollcall.web.WebConfig;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code bot-config.example.yaml} is what it says: complete, loadable, and full of defaults. */
class ExampleConfigTest {
    private static final Pattern KEY = Pattern.compile("( *)(# )?([a-z_]+):( .*)?");

    @Test
    void theExampleLoadsWithoutAWarning() throws Exception {
        BotConfig config = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT);

        assertThat(config.warnings()).isEmpty();
        assertThat(config.departments()).extracting(DepartmentConfig::name).containsExactly("技术部");
        assertThat(config.cutoffs().keySet()).containsExactly("morning", "recheck");
    }

    @Test
    void theExampleShowsTheDefaults() throws Exception {
        BotConfig config = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT);

        assertThat(config.dingtalk())
                .isEqualTo(DingTalkConfig.of("dingkey", Secret.of(Example.ENVIRONMENT.get("DINGTALK_APP_SECRET"))));
        assertThat(config.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(config.language()).isEqualTo(Language.ZH);
        assertThat(config.grace()).isZero();
        assertThat(config.spikeGuard()).isEqualTo(0.6);
        assertThat(config.correctAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.jitter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.cutoffs()).containsEntry("morning", CutoffConfig.at("morning", LocalTime.of(9, 40)));
        assertThat(config.database()).isEqualTo(DatabaseConfig.defaults());
        WebConfig web = config.web();
        assertThat(web)
                .isEqualTo(new WebConfig(
                        WebConfig.defaults().host(),
                        WebConfig.defaults().port(),
                        web.publicUrl(),
                        web.tokens(),
                        WebConfig.defaults().linkDays(),
                        WebConfig.defaults().heartbeatUrl(),
                        WebConfig.defaults().refresh(),
                        WebConfig.defaults().metricsByDepartment()));
    }

    @Test
    void whatIsLeftOutIsAsTheExampleShows() throws Exception {
        BotConfig example = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT);
        BotConfig minimal = ConfigLoader.parse("minimal.yaml", Example.MINIMAL, Map.of("SECRET", "s"));

        assertThat(minimal.dingtalk()).isEqualTo(DingTalkConfig.of("key", Secret.of("s")));
        assertThat(minimal.zone()).isEqualTo(example.zone());
        assertThat(minimal.grace()).isEqualTo(example.grace());
        assertThat(minimal.spikeGuard()).isEqualTo(example.spikeGuard());
        assertThat(minimal.correctAfter()).isEqualTo(example.correctAfter());
        assertThat(minimal.jitter()).isEqualTo(example.jitter());
        assertThat(minimal.exempt()).isEqualTo(example.exempt());
        assertThat(minimal.database()).isEqualTo(example.database());
        assertThat(minimal.web()).isEqualTo(WebConfig.defaults());
        assertThat(minimal.departments()).containsExactly(DepartmentConfig.of(4100, Language.ZH));
        assertThat(minimal.cutoffs()).isEmpty();
        assertThat(minimal.company()).isNull();
    }

    @Test
    void everyKeyThatTheLoaderKnowsOccursInTheExampleAndNoOther() {
        Set<String> found = new HashSet<>();
        Deque<String> parents = new ArrayDeque<>();
        for (String line : Example.text().lines().toList()) {
            boolean inList = "departments[]".equals(parents.peekFirst()) && line.startsWith("  ");
            Matcher key = KEY.matcher(inList ? "  " + line.substring(4) : line);
            if (key.matches() && !(key.group(1).isEmpty() && key.group(2) != null)) {
                while (parents.size() > key.group(1).length() / 2) {
                    parents.removeLast();
                }
                parents.addLast(name(String.join(".", parents), key.group(3)));
                found.add(String.join(".", parents));
            }
        }
        found.remove("cutoffs.*");
        assertThat(found.remove("departments[]")).isTrue();
        found.add("departments");

        assertThat(found).containsExactlyInAnyOrderElementsOf(Keys.all());
    }

    @Test
    void noSecretIsPrintedWithTheConfiguration() throws Exception {
        String printed = ConfigLoader.load(Example.FILE, Example.ENVIRONMENT).toString();

        assertThat(printed).contains("***").doesNotContain(Example.CANARIES);
    }

    /** In the notation of {@link Keys#all()}: a cutoff's name is {@code *}, an item of a list {@code []}. */
    private static String name(String parent, String key) {
        return parent.equals("cutoffs") ? "*" : key.equals("departments") ? key + "[]" : key;
    }
}
