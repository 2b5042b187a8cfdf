package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A name is only a name: the same message with harmless names has the same structure, node by node. */
@Execution(ExecutionMode.CONCURRENT)
class HostileNamesTest {
    private final DigestRenderer renderer = new DigestRenderer();

    @Test
    void tenThousandHostileNamesMakeNothingButText() {
        Random random = new Random(20260506);
        List<String> names =
                Stream.generate(() -> Hostile.nasty(random)).limit(10_000).toList();
        int from = 0;
        int round = 0;
        while (from < names.size()) {
            int size = Math.min(List.of(3, 15, 45).get(round % 3), names.size() - from);
            checkAll(names.subList(from, from + size), round++ % 2 == 0 ? Language.ZH : Language.EN);
            from += size;
        }
    }

    private void checkAll(List<String> names, Language language) {
        List<String> harmless =
                IntStream.range(0, names.size()).mapToObj(i -> "某" + i).toList();
        for (Show show : Show.values()) {
            DigestStyle style = Cast.style(language, show, Mention.ABSENTEES);
            List<Message> hostile = EveryForm.of(renderer, names, style);
            List<Message> tame = EveryForm.of(renderer, harmless, style);
            for (int i = 0; i < hostile.size(); i++) {
                check(hostile.get(i), tame.get(i), names);
            }
        }
        DigestStyle plain = Cast.style(language, Show.NAMES, Mention.ABSENTEES).countsOnly();
        assertThat(EveryForm.of(renderer, names, plain))
                .as("in plain no name is printed: %s", names)
                .isEqualTo(EveryForm.of(renderer, harmless, plain));
    }

    private void check(Message hostile, Message tame, List<String> names) {
        assertThat(Hostile.structure(hostile.text()))
                .as("%s%n%s", names, hostile.text())
                .isEqualTo(Hostile.structure(tame.text()));
        assertThat(Hostile.structure(hostile.title())).containsOnlyKeys("Document", "Paragraph", "Text");
        String withoutMentions = hostile.text();
        for (String id : hostile.mentions()) {
            withoutMentions = withoutMentions.replaceFirst("@" + id + "(?![A-Za-z0-9])", "");
        }
        assertThat(withoutMentions + hostile.title()).as("%s", names).doesNotContain("@", "://", "<");
        assertThat(Hostile.read(hostile.text()))
                .as("entities decoded: %s", names)
                .doesNotContain("<", ">", "[", "`", "*");
        assertThat(hostile.mentions()).isEqualTo(tame.mentions());
        assertThat(Budget.fits(hostile)).isTrue();
    }
}
