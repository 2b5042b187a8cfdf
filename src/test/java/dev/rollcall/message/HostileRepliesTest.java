package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In an answer too a name is only a name, whoever typed it, and nobody is mentioned. */
@Execution(ExecutionMode.CONCURRENT)
class HostileRepliesTest {
    private static final Pattern TAP =
            Pattern.compile("]\\(dtmd://dingtalkclient/sendMessage\\?content=[A-Za-z0-9%*._-]*\\)");

    private final Map<String, List<Map<String, Integer>>> harmless = new HashMap<>();

    @Test
    void aThousandHostileNamesMakeNothingButText() {
        Random random = new Random(20260507);
        List<String> names =
                Stream.generate(() -> Hostile.nasty(random)).limit(1_000).toList();
        int from = 0;
        int round = 0;
        while (from < names.size()) {
            int size = Math.min(List.of(3, 15, 45).get(round % 3), names.size() - from);
            if (size >= 3) {
                check(distinct(names.subList(from, from + size)), round++ % 2 == 0 ? Language.ZH : Language.EN);
            }
            from += size;
        }
    }

    /** The first three are departments and groups as well, which are told apart by their names. */
    private static List<String> distinct(List<String> names) {
        List<String> some = names.subList(0, 3);
        boolean apart = some.stream().map(Markdown::text).distinct().count() == 3
                && some.stream().noneMatch(name -> Markdown.text(name).isEmpty());
        return apart
                ? names
                : IntStream.range(0, names.size())
                        .mapToObj(i -> i < 3 ? (char) ('a' + i) + names.get(i) : names.get(i))
                        .toList();
    }

    private void check(List<String> names, Language language) {
        List<Message> hostile = EveryReply.of(language, names);
        List<Map<String, Integer>> tame = tame(names.size(), language);
        for (int i = 0; i < hostile.size(); i++) {
            check(hostile.get(i), tame.get(i), names);
        }
    }

    /** What the answers are with as many harmless names. */
    private List<Map<String, Integer>> tame(int size, Language language) {
        return harmless.computeIfAbsent(language + " " + size, key -> {
            List<String> names = IntStream.range(0, size).mapToObj(i -> "某" + i).toList();
            return EveryReply.of(language, names).stream()
                    .map(message -> Hostile.structure(message.text()))
                    .toList();
        });
    }

    private static void check(Message hostile, Map<String, Integer> tame, List<String> names) {
        assertThat(Hostile.structure(hostile.text()))
                .as("%s%n%s", names, hostile.text())
                .isEqualTo(tame);
        assertThat(Hostile.structure(hostile.title())).containsOnlyKeys("Document", "Paragraph", "Text");
        String withoutTaps = TAP.matcher(hostile.text()).replaceAll("]");
        assertThat(withoutTaps + hostile.title()).as("%s", names).doesNotContain("@", "://", "<");
        assertThat(Hostile.read(hostile.text()))
                .as("entities decoded: %s", names)
                .doesNotContain("<", ">", "[", "`", "*");
        assertThat(hostile.mentions()).isEmpty();
        assertThat(hostile.title()).hasSizeLessThan(120);
        assertThat(Budget.fits(hostile)).as("%s", hostile.text()).isTrue();
    }
}
