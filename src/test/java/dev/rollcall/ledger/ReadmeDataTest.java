package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README says of every table what stands in it, for what, and how long. */
class ReadmeDataTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/dev/rollcall/ledger/migrations");
    private static final Pattern TABLE = Pattern.compile("(?i)create table(?: if not exists)? (\\w+)");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void everyTableHasItsRowAndNoOtherHas() throws IOException {
        Set<String> tables = new TreeSet<>();
        try (Stream<Path> migrations = Files.list(MIGRATIONS)) {
            for (Path migration : migrations.toList()) {
                TABLE.matcher(Files.readString(migration)).results().forEach(table -> tables.add(table.group(1)));
            }
        }

        List<List<String>> rows = Readme.rows(Readme.section("## Privacy"));

        assertThat(tables).isNotEmpty();
        assertThat(rows).allMatch(row -> row.size() == 4 && row.stream().noneMatch(String::isBlank));
        assertThat(rows.stream()
                        .flatMap(row -> NAME.matcher(row.get(0)).results())
                        .map(table -> table.group(1)))
                .containsExactlyInAnyOrderElementsOf(tables);
    }
}
