package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonSearchTest {
    @ParameterizedTest(name = "{0} finds {1}: {2}")
    @CsvSource({
        "张, 张三, true",
        "三, 张三, true",
        "zhang, 张三, true",
        "zhangsan, 张三, true",
        "Zhang San, 张三, true",
        "zs, 张三, true",
        "ZS, 张三, true",
        "ｚｓ, 张三, true",
        "z, 张三, true",
        "san, 张三, false",
        "sz, 张三, false",
        "zs1, 张三, false",
        "李, 张三, false",
        "ada, Ada Lovelace, true",
        "lovelace, Ada Lovelace, true",
        "al, Ada Lovelace, true",
        "乐, 乐毅, true",
        "yueyi, 乐毅, true",
        "leyi, 乐毅, true",
        "'', 张三, false",
        "' ', 张三, false",
        "张, '', false",
        ".*, 张三, false"
    })
    void partOfANameHowItIsReadAndItsInitialsFind(String typed, String name, boolean found) {
        assertThat(PersonSearch.of(typed).finds(name)).isEqualTo(found);
    }
}
