package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What {@code --version} says. */
class VersionTest {
    private static Properties build(String... keysAndValues) {
        Properties build = new Properties();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            build.setProperty(keysAndValues[i], keysAndValues[i + 1]);
        }
        return build;
    }

    @Test
    void aJarNamesItsCommitAndWhenThatWasMade() {
        Properties build = build("git.commit.id.abbrev", "abc1234", "git.commit.time", "2026-11-27T17:00:00Z");

        assertThat(Version.line("0.1.0", build)).isEqualTo("rollcall 0.1.0 (commit abc1234 of 2026-11-27T17:00:00Z)");
    }

    @Test
    void aJarThatWasBuiltWithoutARepositorySaysThatItsCommitIsUnknown() {
        assertThat(Version.line("0.1.0", build())).isEqualTo("rollcall 0.1.0 (commit unknown)");
    }

    @Test
    void classesWithoutAJarAreInDevelopment() {
        assertThat(Version.line(null, build())).isEqualTo("rollcall development");
    }
}
