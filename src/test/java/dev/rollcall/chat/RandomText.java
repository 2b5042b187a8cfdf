package dev.rollcall.chat;

import dev.rollcall.message.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Text as nobody types it, made of what is typed and of what no keyboard has. */
public final class RandomText {
    private static final List<String> WORDS = words();

    private static final List<String> PIECES = List.of(
            "张三",
            "李四",
            "技术部",
            "Engineering",
            "Zhang San",
            "周一鸣",
            "5-6",
            "2026-02-30",
            "2026-05-06",
            "20260506",
            "9:40",
            "25:99",
            "０９：４０",
            "13月45日",
            "5月6日",
            "@bot",
            "@机器人",
            "＠张三",
            "@",
            "/",
            "#",
            "!",
            "？",
            "。",
            "、",
            " ",
            "\u3000",
            "\u00A0",
            "\u2005",
            "\u200B",
            "\u202E",
            "\uFEFF",
            "\n",
            "\t",
            "\u0000",
            "\u001B",
            "😊",
            "👨‍👩‍👧",
            "👍🏽",
            "\uD83D",
            "\uDE00",
            "’",
            "‘",
            "“",
            "”",
            "`",
            "*",
            "_",
            "[点我](http://evil)",
            "<script>",
            "|",
            "ﷺ",
            "ﬃ",
            "é",
            "e\u0301",
            "İ",
            "ß",
            "ς",
            "१२",
            "٣",
            "한국",
            "が",
            "𠮷",
            "\uFFFF",
            "\u0301\u0301\u0301",
            "-",
            "–",
            "a",
            "的",
            "在",
            "我");

    private RandomText() {}

    /** Up to some hundred pieces, mostly few. */
    public static String of(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(20) == 0 ? random.nextInt(300) : random.nextInt(9);
        for (int i = 0; i < pieces; i++) {
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> text.append(WORDS.get(random.nextInt(WORDS.size())));
                case 3, 4 -> text.append(PIECES.get(random.nextInt(PIECES.size())));
                default ->
                    text.append(
                            (char) (random.nextBoolean() ? random.nextInt(0x10000) : 0x4E00 + random.nextInt(0x51A0)));
            }
            if (random.nextBoolean()) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Language language : Language.values()) {
            Vocabulary vocabulary = Vocabulary.in(language);
            for (String key : vocabulary.keys()) {
                Spellings.alternatives(vocabulary.pattern(key)).stream()
                        .map(one -> Spellings.of(one.replace("*", "")))
                        .filter(all -> !all.isEmpty())
                        .forEach(all -> {
                            words.add(all.get(0));
                            words.add(all.get(all.size() - 1));
                        });
            }
        }
        return words;
    }
}
