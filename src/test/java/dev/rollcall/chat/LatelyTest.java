package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.ChatMessage.Transport;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final CommandParser parser = new CommandParser();
    private final Lately lately = new Lately();
    private int messages;

    private static ChatMessage message(String id, String sender, String conversation, Kind kind, String text) {
        return new ChatMessage(
                id, kind, text, true, conversation, "", sender, "", "", Transport.STREAM, null, null, null);
    }

    private boolean again(String sender, String text, long seconds) {
        return again(sender, "cid", Kind.TEXT, text, seconds);
    }

    private boolean again(String sender, String conversation, Kind kind, String text, long seconds) {
        messages++;
        ChatMessage message = message("msg" + messages, sender, conversation, kind, text);
        Command command = parser.parse(text, LocalDate.of(2026, 11, 20));
        return lately.same(message, command, seconds * SECOND, Duration.ZERO) != null;
    }

    @Test
    void theSameCommandWithinTenSecondsIsTheSameHoweverItIsTyped() {
        assertThat(again("u1", "absent today", 0)).isFalse();
        assertThat(again("u1", "Today  ABSENT?", 9)).isTrue();
        assertThat(again("u1", "absent today", 11)).isFalse();
    }

    @Test
    void anotherPersonPlaceOrCommandIsAnotherQuestion() {
        assertThat(again("u1", "谁没打卡", 0)).isFalse();
        assertThat(again("u2", "谁没打卡", 0)).isFalse();
        assertThat(again("u1", "other", Kind.TEXT, "谁没打卡", 0)).isFalse();
        assertThat(again("u1", "谁迟到", 0)).isFalse();
        assertThat(again("u1", "谁没打卡", 1)).isTrue();
    }

    @Test
    void everyOrderCountsWhereAnotherCameBetween() {
        assertThat(again("admin", "静默 今天 技术部", 0)).isFalse();
        assertThat(again("admin", "静默 今天 技术部", 1)).as("a slip of the finger").isTrue();
        assertThat(again("admin", "恢复 今天 技术部", 2)).isFalse();
        assertThat(again("admin", "静默 今天 技术部", 3)).isFalse();
    }

    @Test
    void afterAnOrderEverybodyReadsANewAnswer() {
        assertThat(again("u1", "谁没打卡", 0)).isFalse();
        assertThat(again("lead", "已知 张三 外勤", 1)).isFalse();
        assertThat(again("u1", "谁没打卡", 2)).isFalse();
    }

    @Test
    void twoThingsThatAreNotUnderstoodAreTwo() {
        assertThat(again("u1", "qwzx", 0)).isFalse();
        assertThat(again("u1", "vbnm", 1)).isFalse();
        assertThat(again("u1", "qwzx", 2)).isTrue();
        assertThat(again("u1", "cid", Kind.OTHER, "", 3)).isFalse();
        assertThat(again("u1", "", 4)).as("help, after a picture").isFalse();
    }

    @Test
    void whatWasHeldUpIsComparedByWhenItWasWritten() {
        Command command = parser.parse("谁没打卡", LocalDate.of(2026, 11, 20));
        long now = 600 * SECOND;
        ChatMessage held = message("held", "u1", "cid", Kind.TEXT, "谁没打卡");
        ChatMessage fresh = message("fresh", "u1", "cid", Kind.TEXT, "谁没打卡");
        ChatMessage twice = message("twice", "u1", "cid", Kind.TEXT, "谁没打卡");
        assertThat(lately.same(held, command, now, Duration.ofSeconds(60))).isNull();
        assertThat(lately.same(fresh, command, now, Duration.ZERO)).isNull();
        assertThat(lately.same(twice, command, now + 30 * SECOND, Duration.ofSeconds(35)))
                .as("a slip of the finger that came late")
                .isEqualTo("fresh");
    }

    @Test
    void whatAnOrderHasChangedIsANewQuestionAlsoAfterItsEnd() {
        assertThat(again("lead", "已知 张三 外勤", 0)).isFalse();
        assertThat(again("u1", "谁没打卡", 1)).isFalse();
        lately.done(message("msg1", "lead", "cid", Kind.TEXT, "已知 张三 外勤"));
        assertThat(again("u1", "谁没打卡", 2)).isFalse();
        assertThat(again("lead", "已知 张三 外勤", 3)).isTrue();
    }

    @Test
    void theSameMessageIsNotTheSameQuestionAndWhatWasNotAnsweredIsForgotten() {
        ChatMessage message = message("m", "u1", "cid", Kind.TEXT, "谁没打卡");
        Command command = parser.parse(message.text(), LocalDate.of(2026, 11, 20));
        assertThat(lately.same(message, command, 0, Duration.ZERO)).isNull();
        assertThat(lately.same(message, command, 0, Duration.ZERO)).isNull();
        lately.forget(message);
        assertThat(again("u1", "谁没打卡", 1)).isFalse();
    }
}
