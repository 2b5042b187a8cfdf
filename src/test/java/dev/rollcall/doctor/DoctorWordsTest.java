package dev.rollcall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.message.Language;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the doctor says. */
class DoctorWordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");

    private final DoctorWords chinese = DoctorWords.in(Language.ZH);
    private final DoctorWords english = DoctorWords.in(Language.EN);

    private static Set<String> places(DoctorWords words, String key) {
        return PLACE.matcher(words.pattern(key))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameKeysWithTheSamePlaces() {
        assertThat(english.keys()).isEqualTo(chinese.keys());
        for (String key : chinese.keys()) {
            assertThat(places(english, key)).as(key).isEqualTo(places(chinese, key));
            for (DoctorWords words : Set.of(chinese, english)) {
                assertThat(places(words, key)).as(key).allMatch(place -> place.matches("\\{\\d}"));
                assertThat(words.pattern(key)).as(key).isNotBlank().doesNotContain("'");
            }
        }
    }

    /** The remedy of a problem is put together from the same values. */
    @Test
    void aRemedyNeedsNoValueThatItsProblemHasNot() {
        for (String key : chinese.keys()) {
            if (key.endsWith(".remedy")) {
                String problem = key.substring(0, key.length() - ".remedy".length());
                assertThat(chinese.keys()).contains(problem);
                boolean shown = places(chinese, problem).containsAll(places(chinese, key));
                // The app's key is for the address alone.
                assertThat(shown || key.equals("permission.missing.remedy"))
                        .as(key)
                        .isTrue();
            }
        }
    }

    @Test
    void whateverKeepsSomethingFromBeingLookedAtHasWords() {
        Stream<String> skipped = Arrays.stream(Reason.values()).map(one -> "skipped." + one);
        Stream<String> database = Arrays.stream(LedgerException.Reason.values())
                .flatMap(one -> Stream.of("database." + one, "database." + one + ".remedy"));
        assertThat(Stream.concat(skipped, database)).allMatch(chinese.keys()::contains);
    }
}
