package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

/** A name is only a name: the same message with harmless names has the same structure, node by node. */
class HostileNamesTest {
    private static final List<String> PIECES = List.of(
            "[点我](http://evil)",
            "![](http://evil/x.png)",
            "@所有人",
            "@all",
            "@u1",
            "# x",
            "\n\n---\n\n",
            "\n===\n",
            "|a|b|",
            "`code`",
            "```",
            "~~~",
            "<font color=red>",
            "<script>alert(1)</script>",
            "<!--",
            "&lt;b&gt;",
            "&#64;all",
            "\u202E",
            "\u200B",
            "\u200D",
            "\uD800",
            "\uDC00",
            "\u0000",
            "\u2028",
            "    ",
            "\t",
            "=HYPERLINK(",
            "- ",
            "+ ",
            "* ",
            "1. ",
            "2) ",
            "**",
            "__",
            "_",
            "*",
            "~~",
            "\\",
            ">",
            "> ",
            "!",
            "[",
            "]",
            "(",
            ")",
            "]: http://x",
            "[a]: http://x",
            "www.evil.com",
            "https://evil.cn/",
            "mailto:a@b.cn",
            "<a@b.cn>",
            "dtmd://x",
            "$x$",
            "{0}",
            "'",
            "张三",
            "O'Neill",
            "R&D",
            "😀",
            "é",
            "、",
            "，",
            "（",
            "Zhang",
            "9",
            ".",
            "-",
            "=",
            " ",
            "\u3164",
            "：**",
            "** 人");

    private final DigestRenderer renderer = new DigestRenderer();
    private final Parser parser = Parser.builder().build();

    @Test
    void tenThousandHostileNamesMakeNothingButText() {
        Random random = new Random(20260506);
        List<String> names = Stream.generate(() -> nasty(random)).limit(10_000).toList();
        int from = 0;
        int round = 0;
        while (from < names.size()) {
            int size = Math.min(List.of(3, 15, 45).get(round % 3), names.size() - from);
            checkAll(names.subList(from, from + size), round++ % 2 == 0 ? Language.ZH : Language.EN);
            from += size;
        }
    }

    private static String nasty(Random random) {
        StringBuilder name = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(500) == 0 ? name.toString().repeat(4096 / name.length() + 1) : name.toString();
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
        assertThat(structure(hostile.text()))
                .as("%s%n%s", names, hostile.text())
                .isEqualTo(structure(tame.text()));
        assertThat(structure(hostile.title())).containsOnlyKeys("Document", "Paragraph", "Text");
        String withoutMentions = hostile.text();
        for (String id : hostile.mentions()) {
            withoutMentions = withoutMentions.replaceFirst("@" + id + "(?![A-Za-z0-9])", "");
        }
        assertThat(withoutMentions + hostile.title()).as("%s", names).doesNotContain("@", "://", "<");
        assertThat(read(hostile.text())).as("entities decoded: %s", names).doesNotContain("<", ">", "[", "`", "*");
        assertThat(hostile.mentions()).isEqualTo(tame.mentions());
        assertThat(Budget.fits(hostile)).isTrue();
    }

    /** What a reader sees of {@code markdown}. */
    private String read(String markdown) {
        StringBuilder seen = new StringBuilder();
        parser.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                seen.append(text.getLiteral()).append('\n');
            }
        });
        return seen.toString();
    }

    /** How many nodes of which kind there are in {@code markdown}; adjacent texts count as one. */
    private Map<String, Integer> structure(String markdown) {
        Map<String, Integer> kinds = new TreeMap<>();
        parser.parse(markdown).accept(new AbstractVisitor() {
            @Override
            protected void visitChildren(Node parent) {
                kinds.merge(parent.getClass().getSimpleName(), 1, Integer::sum);
                super.visitChildren(parent);
            }
        });
        kinds.remove("Text");
        kinds.put("Text", 1);
        return kinds;
    }
}
