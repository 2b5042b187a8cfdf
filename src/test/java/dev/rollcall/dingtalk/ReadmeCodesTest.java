package dev.rollcall.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.Readme;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's table of DingTalk's error codes is the program's. */
class ReadmeCodesTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** What has no code of its own: a block of the address, whatever the TOP gateway says of what lies behind it. */
    private static final Set<String> FORMS = Set.of("88", "isp.*", "\"status\":1111");

    /** Of which the program says no more than DingTalk's own words, and the table what to do. */
    private static final Set<String> EXPLAINED =
            Set.of("22", "33012", "40009", "40035", "41041", "50002", "50004", "60003", "60121", "400105");

    private static final List<List<String>> ROWS = Readme.rows(Readme.section("### DingTalk’s error codes"));

    @Test
    void everyCodeThatTheProgramKnowsHasItsRowAndNoOtherHas() {
        Set<String> known = Stream.of(
                        Envelope.TOKEN_CODES,
                        Envelope.TRANSIENT_CODES,
                        Envelope.THROTTLE_CODES,
                        Envelope.GLOBAL_CODES,
                        Envelope.QUOTA_CODES,
                        Envelope.PERMISSION_CODES,
                        Envelope.ADDRESS_CODES,
                        Envelope.CREDENTIAL_CODES,
                        RobotAnswer.MEANINGS.keySet(),
                        Set.of(Replies.SESSION_OVER, ChatMessageReader.QUOTA),
                        FORMS,
                        EXPLAINED)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));

        List<String> shown = ROWS.stream()
                .flatMap(row -> CODE.matcher(row.get(0)).results())
                .map(code -> code.group(1))
                .toList();

        assertThat(shown).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(shown)).containsExactlyElementsOf(known);
    }

    @Test
    void everyRowSaysWhatItMeansAndWhatToDoInBothLanguages() {
        assertThat(ROWS).isNotEmpty().allSatisfy(row -> {
            assertThat(row).as(row.toString()).hasSize(4).noneMatch(String::isBlank);
            assertThat(row.get(1)).doesNotContainPattern("\\p{IsHan}");
            assertThat(row.get(2)).containsPattern("[a-z]{2}");
            assertThat(row.get(3)).containsPattern("\\p{IsHan}");
        });
    }
}
