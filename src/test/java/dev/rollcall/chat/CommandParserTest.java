package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.message.Language;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandParserTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 6);

    private static final CommandParser PARSER = new CommandParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absnet today | absent today",
                "absnet in Engineering | absent in Engineering",
                "absent yesteday | absent yesterday",
                "absnet yesteday | absent yesterday",
                "abcent | absent",
                "hlep | help",
                "statsu Zhang San | status Zhang San",
                "summry last week | summary last week",
                "mute tomorow | mute tomorrow",
                "releas Engineering | release Engineering",
                "谁没打咔 | 谁没打卡",
                "谁没达卡 昨天 | 谁没打卡 昨天",
                "技术部迟道 | 技术部迟到",
                "张三状太 | 张三状态",
                "帮住 | 帮助",
                "汇中 | 汇总",
                "谁没卡 昨天 | 谁没打卡 昨天",
                "yesterday | absent yesterday",
                "昨天 | 谁没打卡 昨天",
                "my department | absent my department",
                "preview 25:00 | preview 09:40",
                "I will be late today | late today",
                "我昨天没打卡怎么办 | 谁没打卡 昨天"
            })
    void whatIsNearlyACommandIsProposedAndNotTaken(String typed, String proposed) {
        Command command = PARSER.parse(typed, TODAY);

        assertThat(command.intent()).isEqualTo(Intent.UNKNOWN);
        assertThat(command.suggestions()).first().isEqualTo(proposed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lunch?", "技术部", "张三", "ok", "12345", "哈哈哈", "qwertyuiop"})
    void nothingIsProposedForWhatIsLikeNoCommand(String typed) {
        Command command = PARSER.parse(typed, TODAY);

        assertThat(command.intent()).isEqualTo(Intent.UNKNOWN);
        assertThat(command.suggestions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"谁没打卡和迟到 | 谁没打卡", "昨天谁没打卡和请假 | 谁没打卡 昨天", "谁没打卡 和 谁迟到 | 谁没打卡", "是不是有人没来 | 谁没打卡"})
    void noDepartmentIsMadeOfTheRestOfAQuestion(String typed, String proposed) {
        List<String> suggestions = PARSER.parse(typed, TODAY).suggestions();

        assertThat(suggestions).contains(proposed);
        assertThat(suggestions)
                .extracting(one -> PARSER.parse(one, TODAY).scope().kind())
                .containsOnly(Scope.Kind.NONE);
    }

    @Test
    void eachProposalIsAnotherCommand() {
        assertThat(PARSER.parse("absent late", TODAY).suggestions()).containsExactly("absent", "late");
        assertThat(PARSER.parse("unmut", TODAY).suggestions()).containsExactly("unmute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the minutes say that somebody was absent from the meeting and will read them",
                "大家注意一下今天下午三点在二楼会议室开会，关于没打卡的同事请尽快补卡并告知主管",
                "我昨天因为公司门口的考勤机坏了所以没打卡成功这个问题应该找谁来处理一下比较合适呢"
            })
    void aLongSentenceThatHoldsAKeywordGetsHelp(String typed) {
        assertThat(PARSER.parse(typed, TODAY).intent()).isEqualTo(Intent.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "who hasn't clocked in in Customer Care North yesterday",
                "华东大区客户成功与交付中心杭州第一交付团队三组 2026-05-05 谁没打卡",
                "谁没打卡 华东大区客户成功与交付中心杭州第一交付团队三组 2026-05-05"
            })
    void aLongCommandIsOneWhereItBeginsOrEndsWithIt(String typed) {
        Command command = PARSER.parse(typed, TODAY);

        assertThat(command.intent()).isEqualTo(Intent.ABSENT);
        assertThat(command.when()).isEqualTo(new When.Day(LocalDate.of(2026, 5, 5)));
        assertThat(command.scope().kind()).isEqualTo(Scope.Kind.NAMED);
    }

    @Test
    void theReasonOfAnAcknowledgementMayBeLong() {
        Command command = PARSER.parse("已知 张三 " + "客户现场".repeat(20) + " 到 15:30", TODAY);

        assertThat(command.person()).isEqualTo("张三");
        assertThat(command.reason()).isEqualTo("客户现场".repeat(20));
        assertThat(command.time()).hasToString("15:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "已知",
                "ack",
                "已知 到 12:00",
                "ack until noon",
                "已知 朱刚 外勤 到 25:00",
                "已知 朱刚 外勤到25:00",
                "已知 朱刚 外勤 直到 24:30 回来",
                "已知 朱刚 外勤 到 25点",
                "已知 朱刚 外勤 到 下午25点",
                "已知 朱刚 出差 到 明天",
                "已知 朱刚 出差 到 下周三",
                "ack Zhu Gang trip until tomorrow",
                "已知 朱刚 外勤 到 明天 上午 25:00",
                "已知 朱刚 外勤 到 5月8日",
                "已知 朱刚 到 99",
                "ack Zhu Gang client visit until 25:00",
                "ack Zhu Gang client visit until 12:75",
                "ack Zhu Gang client visit until 9"
            })
    void anAcknowledgementWithoutAPersonOrUntilNoTimeOfDayLacksSomething(String typed) {
        Command command = PARSER.parse(typed, TODAY);

        assertThat(command.intent()).isEqualTo(Intent.ACK);
        assertThat(command.person()).isNull();
        assertThat(command.reason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "已知 朱刚 到 3号楼 开会, 到 3号楼 开会",
        "已知 朱刚 迟到 30, 迟到 30",
        "已知 朱刚 迟到 30分钟, 迟到 30分钟",
        "已知 朱刚 到 12:00 回来, 到 12:00 回来",
        "已知 朱刚 编号 25:00, 编号 25:00",
        "ack Zhu Gang talks to 3 clients, talks to 3 clients"
    })
    void digitsThatMayBePartOfAReasonAre(String typed, String reason) {
        Command command = PARSER.parse(typed, TODAY);

        assertThat(command.person()).isIn("朱刚", "Zhu Gang");
        assertThat(command.reason()).isEqualTo(reason);
    }

    @Test
    void namesStayAsTheyWereTyped() {
        assertThat(PARSER.parse("STATUS  zhAng　Ｓａｎ", TODAY).person()).isEqualTo("zhAng San");
        assertThat(PARSER.parse("absent in R&D_*", TODAY).scope()).isEqualTo(Scope.named("R&D_*"));
        assertThat(PARSER.parse("財務部 誰沒打卡", TODAY).scope()).isEqualTo(Scope.named("財務部"));
    }

    @Test
    void theLanguageIsThatOfTheWordsThatAsk() {
        assertThat(PARSER.parse("技术部 absent", TODAY).language()).isEqualTo(Language.EN);
        assertThat(PARSER.parse("Engineering 缺卡 yesterday", TODAY).language()).isEqualTo(Language.ZH);
        assertThat(PARSER.parse("技术部", TODAY).language()).isEqualTo(Language.ZH);
        assertThat(PARSER.parse("😊", TODAY).language()).isNull();
    }

    @Test
    void whatStandsAroundACommandDoesNotMatter() {
        Command plain = PARSER.parse("absent today", TODAY);
        for (String front : new String[] {"", " ", "@bot ", "/", "# ", "!!", "\u2005@机器人\u2005", "please "}) {
            for (String end : new String[] {"", "?", "？！", " please", "。", " @bot", "\u3000", " 👍🏽", "\u200B"}) {
                assertThat(PARSER.parse(front + "absent today" + end, TODAY))
                        .as(front + "…" + end)
                        .isEqualTo(plain);
            }
        }
    }
}
