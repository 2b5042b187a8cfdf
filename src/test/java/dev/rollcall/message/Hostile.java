package dev.rollcall.message;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Names that try to be more than names, and what a message of them is, as CommonMark reads it. */
final class Hostile {
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

    private static final Parser PARSER = Parser.builder().build();

    private Hostile() {}

    /** A name of up to six nasty pieces; one in five hundred has four kilobytes. */
    static String nasty(Random random) {
        StringBuilder name = new StringBuilder();
        int pieces = 1 + random.nextInt(6);
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return random.nextInt(500) == 0 ? name.toString().repeat(4096 / name.length() + 1) : name.toString();
    }

    /** What a reader sees of {@code markdown}. */
    static String read(String markdown) {
        StringBuilder seen = new StringBuilder();
        PARSER.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                seen.append(text.getLiteral()).append('\n');
            }
        });
        return seen.toString();
    }

    /** How many nodes of which kind there are in {@code markdown}; adjacent texts count as one. */
    static Map<String, Integer> structure(String markdown) {
        Map<String, Integer> kinds = new TreeMap<>();
        PARSER.parse(markdown).accept(new AbstractVisitor() {
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
