package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of keys is the loader's list of keys. */
class ReadmeKeysTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[a-z][^|]*`) \\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    @Test
    void everyKeyOfTheLoaderHasItsRowAndEveryRowIsAKey() {
        String section = Readme.section("## Configuration");

        Set<String> shown = ROW.matcher(section)
                .results()
                .flatMap(row -> KEY.matcher(row.group(1)).results())
                .map(key -> key.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // A section that has only keys below it needs no row of its own.
        Set<String> wanted = new TreeSet<>(Keys.all());
        wanted.removeAll(Set.of("dingtalk", "web"));
        assertThat(shown).containsExactlyElementsOf(wanted);
    }

    @Test
    void theSmallConfigurationOfTheSetUpIsValid() throws Exception {
        List<String> blocks = Readme.blocks(Readme.section("### Set-up in ten minutes"), "yaml");
        assertThat(blocks).hasSize(1);

        BotConfig config = ConfigLoader.parse("bot-config.yaml", blocks.get(0), Example.ENVIRONMENT);

        assertThat(config.departments()).singleElement().satisfies(department -> {
            assertThat(department.robot()).isNotNull();
            assertThat(department.shadow()).isTrue();
            assertThat(department.cutoffs()).containsExactly("morning");
        });
        assertThat(config.warnings()).isEmpty();
    }
}
