package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
            List<Message> hostile = forms(names, style);
            List<Message> tame = forms(harmless, style);
            for (int i = 0; i < hostile.size(); i++) {
                check(hostile.get(i), tame.get(i), names);
            }
        }
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

    /** Every form, with {@code names} for people, their sub-departments and the department. */
    private List<Message> forms(List<String> names, DigestStyle style) {
        DigestContext context = DigestContext.of(Cast.at("09:40"), Cast.at("09:40:12"), Cast.DAY, Cast.SHANGHAI)
                .mentioningLeads(true);
        DepartmentRollCall absent = department(names, EnumSet.of(Standing.ABSENT));
        DepartmentRollCall mixed = department(names, EnumSet.of(Standing.ABSENT, Standing.UNVERIFIED));
        DepartmentRollCall down = department(names, EnumSet.of(Standing.UNVERIFIED));
        DepartmentRollCall in = department(names, EnumSet.of(Standing.PRESENT));
        Lateness late = new Lateness(Cast.at("09:58"), null, null, Set.of("u0"));
        FollowUp then = new FollowUp(Cast.at("09:00"), Set.of("u0", "u1"));
        RollCall company = new RollCall(
                context.asOf(),
                context.readAt(),
                context.workDate(),
                context.zone(),
                List.of(absent, mixed, down, in),
                absent.counts(),
                Map.of(),
                List.of());
        List<FailedDelivery> failed =
                List.of(new FailedDelivery(names.get(0), "SECURITY", names.get(1 % names.size())));
        List<Message> forms = new ArrayList<>();
        for (DepartmentRollCall one : List.of(absent, mixed, down, in)) {
            renderer.digest(context, one, style).ifPresent(forms::add);
            renderer.digest(context.late(late), one, style).ifPresent(forms::add);
        }
        forms.add(renderer.spikeHeld(context, absent, style));
        forms.add(renderer.dataDown(context, absent, style));
        forms.add(renderer.followUp(context, mixed, then, style));
        forms.add(renderer.company(context, company, failed, style));
        return forms;
    }

    private static DepartmentRollCall department(List<String> names, EnumSet<Standing> standings) {
        List<Standing> cycle = List.copyOf(standings);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String group = i % 3 == 0 ? "" : names.get(i % 3);
            Standing standing = cycle.get(i % cycle.size());
            Employee employee = new Employee("u" + i, names.get(i), null);
            findings.add(new Finding(employee, group, standing, Cast.at("09:00"), false, null, null));
        }
        return new DepartmentRollCall(4100, names.get(0), false, findings, List.of("u7"));
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
