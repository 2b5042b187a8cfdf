package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.NameSearch.Found;
import dev.rollcall.chat.NameSearch.Known;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSearchTest {
    private final NameSearch departments = NameSearch.among(List.of(
            new Known("4100", "技术部", List.of("tech", "研发")),
            new Known("4200", "销售部", List.of("Sales")),
            new Known("4300", "Engineering", List.of("R&D_*")),
            new Known("4400", "旅游部", List.of())));

    private final NameSearch people = NameSearch.among(List.of(
            Known.of("u1", "张三"),
            Known.of("u2", "李四"),
            Known.of("u3", "张伟"),
            Known.of("u4", "张伟"),
            Known.of("u5", "欧阳娜娜"),
            Known.of("u6", "单雄信"),
            Known.of("u7", "吕布"),
            Known.of("u8", "Li Lei"),
            Known.of("u9", "张三丰"),
            Known.of("u10", "吕")));

    @ParameterizedTest
    @CsvSource({
        "技术部, 4100",
        "tech, 4100",
        "TECH, 4100",
        "ｔｅｃｈ, 4100",
        "研发, 4100",
        "技 术 部, 4100",
        "engineering, 4300",
        "r&d_*, 4300",
        "' sales ', 4200"
    })
    void theSameNameInWhateverCaseAndWidthIsFound(String typed, String id) {
        Found found = departments.find(typed);

        assertThat(found.only()).map(Known::id).contains(id);
        assertThat(found.offered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "技术, 4100, a part of the name",
        "技术部门, 4100, the name is a part of it",
        "jishubu, 4100, pinyin",
        "ji shu bu, 4100, pinyin in syllables",
        "jishu, 4100, the beginning of the pinyin",
        "jsb, 4100, initials",
        "Jìshùbù, 4100, pinyin with tones",
        "计数部, 4100, other characters that are read the same",
        "Enginering, 4300, a letter is missing",
        "Engineernig, 4300, two letters are swapped",
        "jishubo, 4100, a letter of the pinyin is wrong",
        "xsb, 4200, initials",
        "lvyoubu, 4400, ü typed as v",
        "luyoubu, 4400, ü typed as u",
        "lüyoubu, 4400, ü",
        "Sale, 4200, a part of an alias"
    })
    void whatIsNearlyANameIsOfferedAndNotTaken(String typed, String id, String why) {
        Found found = departments.find(typed);

        assertThat(found.exact()).as(why).isEmpty();
        assertThat(found.offered()).as(why).extracting(Known::id).first().isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "财务部", "x", "部", "zzzzz", "?", "😊", "\u0000", "lunch"})
    void nothingIsOfferedForWhatIsLikeNoName(String typed) {
        assertThat(departments.find(typed)).isEqualTo(new Found(List.of(), List.of()));
    }

    @Test
    void allOfOneNameAreFoundAndNoneIsTheOnlyOne() {
        Found found = people.find("张伟");

        assertThat(found.exact()).extracting(Known::id).containsExactly("u3", "u4");
        assertThat(found.only()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "zhangsan, u1",
        "Zhang San, u1",
        "San Zhang, u1",
        "zs, u1",
        "章三, u1",
        "Nana Ouyang, u5",
        "ouyangnana, u5",
        "欧阳娜, u5",
        "shanxiongxin, u6",
        "danxiongxin, u6",
        "lvbu, u7",
        "lübu, u7",
        "lyubu, u7",
        "lv, u10",
        "lilei, u8",
        "Li Lie, u8"
    })
    void peopleAreOfferedByHowTheyAreRead(String typed, String id) {
        Found found = people.find(typed);

        assertThat(found.exact()).isEmpty();
        assertThat(found.offered()).extracting(Known::id).first().isEqualTo(id);
    }

    @Test
    void anotherShortNameWithOneCharacterInCommonIsNotOffered() {
        assertThat(people.find("李三").offered()).isEmpty();
        assertThat(people.find("张六").offered()).isEmpty();
    }

    @Test
    void noMoreThanThreeAreOfferedAndAlwaysTheSame() {
        List<Known> many = IntStream.range(0, 50)
                .mapToObj(i -> Known.of("u" + i, "张" + (char) ('一' + i) + "明"))
                .toList();

        List<Known> offered = NameSearch.among(many).find("z").offered();
        assertThat(offered).isEmpty();
        offered = NameSearch.among(many).find("zhang").offered();
        assertThat(offered).hasSize(NameSearch.OFFERED);
        assertThat(NameSearch.among(many).find("zhang").offered()).isEqualTo(offered);
    }

    @Test
    void threeDifferentNamesAreOfferedHoweverManyHaveTheFirst() {
        NameSearch many = NameSearch.among(List.of(
                Known.of("u1", "高超"),
                Known.of("u2", "高超"),
                Known.of("u3", "高 超"),
                Known.of("u4", "高潮"),
                Known.of("u5", "高朝"),
                Known.of("u6", "高超")));

        assertThat(many.find("gaochao").offered()).extracting(Known::name).containsExactlyInAnyOrder("高 超", "高潮", "高朝");
    }

    @ParameterizedTest
    @CsvSource({
        "张三 外勤, u1, 外勤",
        "张三：外勤, u1, 外勤",
        "'张三，去医院，下午回来', u1, '去医院,下午回来'",
        "张三丰 外勤, u9, 外勤",
        "张三, u1, ''",
        "LI LEI field work, u8, field work"
    })
    void theNameAtTheBeginningIsTheLongestThatIsKnown(String text, String id, String rest) {
        NameSearch.Leading leading = people.leading(text).orElseThrow();

        assertThat(leading.exact()).extracting(Known::id).containsExactly(id);
        assertThat(leading.rest()).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"张三外勤", "张三峰 外勤", "Li Leia field work", "", "外勤 张三"})
    void aNameThatGoesOnIsAnotherName(String text) {
        assertThat(people.leading(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"zhangsan client, u1", "zhangsan, u1", "zs client visit, u1", "Li Lie, u8", "lvbu   on site, u7"})
    void whereNobodyIsCalledLikeAllOfItTheFirstWordIsTried(String typed, String id) {
        Found found = people.findOrFirst(typed);

        assertThat(found.exact()).isEmpty();
        assertThat(found.offered()).extracting(Known::id).first().isEqualTo(id);
    }

    @Test
    void whoeverIsCalledLikeAllOfItComesBeforeTheFirstWord() {
        assertThat(people.findOrFirst("张伟").exact()).hasSize(2);
        assertThat(people.findOrFirst("李四").only()).map(Known::id).contains("u2");
        assertThat(people.findOrFirst("")).isEqualTo(new Found(List.of(), List.of()));
        assertThat(people.findOrFirst("lunch client")).isEqualTo(new Found(List.of(), List.of()));
    }

    @Test
    void neverThrowsAndTakesOnlyWhatWasTyped() {
        for (int seed = 0; seed < 2000; seed++) {
            String typed = RandomText.of(new Random(seed));
            for (Known one : people.find(typed).exact()) {
                assertThat(Plain.folded(Plain.of(typed, 200)).replace(" ", ""))
                        .isEqualTo(Plain.folded(one.name()).replace(" ", ""));
            }
            people.leading(typed);
        }
    }
}
