package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.Standing;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Shortly after midnight: a shift of the day before runs since 23:56, and some have come since midnight only. */
class NightShiftTest {
    private static final Instant NOW =
            ChatDay.DATE.plusDays(1).atTime(0, 38).atZone(ChatDay.ZONE).toInstant();
    private static final Instant LAST_SECOND =
            ChatDay.DATE.atTime(23, 59, 59).atZone(ChatDay.ZONE).toInstant();

    private static ChatDay night() throws Exception {
        CompanyPlan plan = ChatDay.company().withShiftStart(LocalTime.of(23, 56));
        return new ChatDay(Way.STREAM, plan, true, "18:00", NOW);
    }

    private static Book.Page page(ChatDay day, Instant time, int index) {
        return day.company.bookAt(time).department(day.department(index).id());
    }

    /** Whoever was not there at the last second of the day, and is now. */
    private static Set<String> cameSinceMidnight(ChatDay day, int index) {
        return page(day, LAST_SECOND, index).absent().keySet().stream()
                .filter(id -> day.company.bookAt(NOW).standings().get(id) == Standing.LATE)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(ChatDay day, Set<String> ids) {
        return ids.stream().map(day.company::nameOf).collect(Collectors.toSet());
    }

    /** A department where somebody has come since midnight and somebody has not. */
    private static int department(ChatDay day) {
        return IntStream.range(0, day.company.departments().size())
                .filter(one -> !page(day, NOW, one).absent().isEmpty()
                        && !cameSinceMidnight(day, one).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void afterMidnightTodayIsTheNightShiftThatStillRuns() throws Exception {
        try (ChatDay day = night()) {
            int index = department(day);
            Book.Page page = page(day, NOW, index);
            String answer = day.answer(
                    day.company.askers().employee(day.department(index).id()), day.group(index), "谁没打卡");

            assertThat(answer).contains("应到 " + page.due());
            assertThat(names(day, page.absent().keySet())).allMatch(answer::contains);
            String id = page.absent().keySet().iterator().next();
            Asker absent = day.company.askers().of(id);
            assertThat(day.answer(absent, day.alone(absent), "我打卡了吗")).contains("未打卡");
        }
    }

    @Test
    void whoCameAfterMidnightIsLateForTheDayBeforeAndNotMissing() throws Exception {
        try (ChatDay day = night()) {
            int index = department(day);
            Book.Page page = page(day, NOW, index);
            Set<String> late = names(day, cameSinceMidnight(day, index));
            Asker lead = day.company.askers().lead(day.department(index).id());
            String department = day.department(index).name();

            String missing = day.answer(lead, day.alone(lead), department + " 昨天 没打卡的有谁");
            assertThat(missing).contains("应到 " + page.due());
            assertThat(names(day, page.absent().keySet())).allMatch(missing::contains);
            assertThat(late).noneMatch(missing::contains);

            String tooLate = day.answer(lead, day.alone(lead), department + " 昨天 谁迟到");
            assertThat(late).allMatch(tooLate::contains);
            assertThat(names(day, page.absent().keySet())).noneMatch(tooLate::contains);

            String week = day.answer(lead, day.alone(lead), department + " 本周 谁没打卡");
            assertThat(week)
                    .contains("周五 11月20日：未打卡 **%d** / %d · 迟到 %d"
                            .formatted(page.absent().size(), page.due(), page.late()));

            Asker came = day.company
                    .askers()
                    .of(cameSinceMidnight(day, index).iterator().next());
            assertThat(day.answer(came, day.alone(came), "昨天 我打卡了吗")).contains("已打卡（迟到）");
            Asker absent =
                    day.company.askers().of(page.absent().keySet().iterator().next());
            assertThat(day.answer(lead, day.alone(lead), "昨天 为什么 " + absent.name()))
                    .contains("截至 00:38 没有打卡");
        }
    }
}
