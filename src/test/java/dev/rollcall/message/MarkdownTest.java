package dev.rollcall.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '§', textBlock = """
                    张三                  § 张三                    § a plain name stays as it is
                    Anne-Marie O'Neill    § Anne-Marie O'Neill      § hyphen and apostrophe inside a name stay
                    R&D_*                 § R＆D＿＊                § a department called R&D_* stays text
                    @所有人               § ＠所有人                § a nickname cannot mention everybody
                    ﹫all                 § ＠all                   § the small at sign is no way round
                    [点我](http://evil.cn) § ［点我］（http：／／evil．cn） § no link
                    ![x](y)               § ！［x］（y）            § no image
                    # 标题                § ＃ 标题                 § no heading
                    > 引用                § ＞ 引用                 § no quote
                    - 项                  § － 项                   § no list
                    + 项                  § ＋ 项                   § no list with a plus
                    ---                   § －--                    § no rule
                    ===                   § ＝==                    § no underlined heading
                    =HYPERLINK(x)         § ＝HYPERLINK（x）        § no formula
                    1. 项                 § 1． 项                  § no numbered list
                    12) 项                § 12） 项                 § no numbered list with a bracket
                    `x` ~~y~~ |z|         § ｀x｀ ～～y～～ ｜z｜   § no code, no strike, no table
                    <font>x</font>        § ＜font＞x＜/font＞      § no HTML
                    &lt;b&gt; &#64;all    § ＆lt;b＆gt; ＆＃64;all  § no entity
                    www.evil.cn           § www．evil．cn           § no address that a client would link
                    a\\*b                 § a＼＊b                 § a backslash escapes nothing
                    J. Smith              § J. Smith                § a dot before a space stays
                    """)
    void whatCouldMeanSomethingBecomesItsFullWidthTwin(String raw, String inert, String sentence) {
        assertThat(Markdown.text(raw)).as(sentence).isEqualTo(inert);
    }

    @Test
    void whatCannotBeSeenIsDropped() {
        assertThat(Markdown.text("a\u202Eb\u200Bc\u200Dd\uFEFFe\u0000f\u3164g\uD800h\uDC00i\uFFFEj"))
                .isEqualTo("abcdefghij");
        assertThat(Markdown.text("\u200B\u202E \u3000")).isEmpty();
        assertThat(Markdown.text("\u200B", "u_1")).isEqualTo("u＿1");
    }

    @Test
    void everyKindOfSpaceAndLineEndIsOneSpace() {
        assertThat(Markdown.text("  a\n\n---\r\nb\u2028c\u3000\u00A0d\t ")).isEqualTo("a --- b c d");
    }

    @Test
    void aLongNameIsCutAtFortyCodePoints() {
        assertThat(Markdown.text("张".repeat(40))).isEqualTo("张".repeat(40));
        assertThat(Markdown.text("张".repeat(4000))).isEqualTo("张".repeat(39) + "…");
        assertThat(Markdown.text("😀".repeat(41))).isEqualTo("😀".repeat(39) + "…");
        assertThat(Markdown.text("\u200B".repeat(100_000) + "张")).isEqualTo("张");
    }

    @Test
    void rareCharactersOfNamesSurvive() {
        assertThat(Markdown.text("𠮷野家 é Ж")).isEqualTo("𠮷野家 é Ж");
    }

    @Test
    void anAddressCannotEndItsLinkEarly() {
        assertThat(Markdown.link("名单", "https://x/a(b) <c>")).isEqualTo("[名单](https://x/a%28b%29%20%3Cc%3E)");
    }
}
