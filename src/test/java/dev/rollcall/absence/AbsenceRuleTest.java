package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule as a table: each row is a sentence that a colleague could say, and holds. */
class AbsenceRuleTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theRule(Row row) {
        assertThat(Row.Expected.of(row.judge())).isEqualTo(row.expected());
    }

    static Stream<Row> rows() {
        return Stream.of(DueRows.rows(), PresentRows.rows(), ExcusedRows.rows(), UnreadRows.rows())
                .flatMap(List::stream);
    }

    @Test
    void noSentenceIsSaidTwice() {
        assertThat(rows()).extracting(Row::sentence).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(110);
    }
}
