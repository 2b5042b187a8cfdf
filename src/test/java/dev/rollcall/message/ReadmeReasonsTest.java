package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README has each reason for which a digest does not arrive, in the words in which people read it. */
class ReadmeReasonsTest {
    private static final String OF_REASONS = "failed.";

    @Test
    void everyReasonHasItsRowInBothLanguagesAndNoOtherHas() {
        Wording english = Wording.in(Language.EN);
        Wording chinese = Wording.in(Language.ZH);
        Set<List<String>> wanted = english.keys().stream()
                .filter(key -> key.startsWith(OF_REASONS))
                .map(key -> List.of(english.say(key), chinese.say(key)))
                .collect(Collectors.toSet());

        List<List<String>> rows = Readme.rows(Readme.section("### Why a digest did not arrive"));

        assertThat(rows).allMatch(row -> row.size() == 4 && row.stream().noneMatch(String::isBlank));
        assertThat(rows.stream().map(row -> List.of(row.get(0), row.get(1))))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }
}
