package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which words somebody is found who is to be forgotten. */
class ChatTracesTest {
    @ParameterizedTest(name = "{3}: {1} in {0}")
    @CsvSource({
        "已知 张三 外勤, 张三, true, a name of two characters",
        "已知张三12:00, 张三, true, without a space between",
        "已知 李四 外勤, 张三, false, somebody else",
        "ack zhang san ill, Zhang San, true, a command is in lower case",
        "ack zhang san ill, 'Zhang  San', true, and has single spaces",
        "ack zhang san ill, Ｚｈａｎｇ　Ｓａｎ, true, and no full-width letters",
        "ACK ZHANG SAN, zhang san, true, whichever of the two is in capitals",
        "why user1, user1, true, a user id at the end",
        "why user12, user1, false, another user id that begins alike",
        "mute 2026-11-20, 6, false, a number in a date",
        "preview 09:40, 0940, false, digits in a row",
        "why a.b, a+b, false, signs are no pattern",
        "why a+b, a+b, true, and are found",
        "why x, '', false, nobody",
        "'', x, false, no words"
    })
    void isFound(String text, String sought, boolean found, String why) {
        assertThat(ChatTraces.hasIn(text, sought)).as(why).isEqualTo(found);
    }
}
