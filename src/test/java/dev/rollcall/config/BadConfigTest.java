package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One broken file per fault, named after it. Its last lines say what a person reads: {@code # expect: line:column: path:
 * text}, one for each fault, all of them at once and in the order of the file.
 */
class BadConfigTest {
    private static final Path BAD = Path.of("src/test/resources/dev/rollcall/config/bad");
    private static final String EXPECT = "# expect: ";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SECRET",
            "canary-secret",
            "NOTHING",
            "",
            "WEBHOOK",
            "https://oapi.dingtalk.com/robot/send?access_token=canary");

    @TestFactory
    Stream<DynamicTest> isToldWithItsPlaceAndWhatIsAllowed() throws IOException {
        return files().stream().map(file -> DynamicTest.dynamicTest(name(file), () -> check(file)));
    }

    @Test
    void thereAreManyKindsOfFault() throws IOException {
        assertThat(files()).hasSizeGreaterThan(60);
    }

    private static void check(Path file) throws IOException {
        List<String> expected = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(EXPECT))
                .map(line -> file + ":" + line.substring(EXPECT.length()))
                .toList();

        ConfigException exception =
                catchThrowableOfType(ConfigException.class, () -> ConfigLoader.load(file, ENVIRONMENT));

        assertThat(exception).as("the fault of %s", file).isNotNull();
        assertThat(exception.getMessage().lines().toList()).isEqualTo(expected);
        assertThat(exception.getMessage()).doesNotContain("canary");
        assertThat(exception.faults()).hasSameSizeAs(expected).isSorted();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(BAD)) {
            return files.sorted().toList();
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
    }
}
