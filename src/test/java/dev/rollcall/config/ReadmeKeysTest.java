package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
    void everyKeyOfTheLoaderHasItsRowAndEveryRowIsAKey() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("\n## Configuration"), readme.indexOf("\n## Command line"));

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
}
