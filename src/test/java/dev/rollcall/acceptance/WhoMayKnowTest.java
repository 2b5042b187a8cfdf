package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.Conversation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asker by place by command, through the whole program: nobody is told what is not theirs to know. */
class WhoMayKnowTest {
    /** Commands about the first department (D), one of its people (P), or the company; {@code group} is its own list. */
    private static final List<String> COMMANDS = List.of(
            "D 谁没打卡",
            "absent in D",
            "D 谁迟到",
            "D 谁请假",
            "who's out in D",
            "D 昨天 没打卡的有谁",
            "D 上周 没打卡的有谁",
            "D 汇总",
            "全公司 汇总",
            "全公司 谁没打卡",
            "absent today all",
            "P 打卡了吗",
            "status P",
            "为什么 P",
            "why P",
            "已知 P 外勤 到 12:00",
            "ack P client visit",
            "预览 18:00 D",
            "重发 18:00 D",
            "静默 今天 D",
            "恢复 D",
            "放行 D",
            "体检",
            "配额",
            "quota");

    private static final int MOST_A_MINUTE = 20;

    /** What whoever is in the first department's group may ask there: its digest says it anyway. */
    private static final List<String> OWN_GROUP = List.of("D 谁没打卡", "absent in D");

    private static Set<String> names(ChatDay day) {
        Set<String> names = new TreeSet<>();
        day.company
                .bookAt(ChatDay.NOW)
                .department(day.department(0).id())
                .absent()
                .keySet()
                .forEach(id -> names.add(day.company.nameOf(id)));
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void whoeverMayNotKnowReadsNeitherNamesNorNumbersWhateverTheyAsk(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, ChatDay.company(), true)) {
            Set<String> names = names(day);
            assertThat(names).isNotEmpty();
            String person = names.iterator().next();
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<String, Asker> asker : outsiders(day, names).entrySet()) {
                for (Conversation where : places(day, asker.getValue())) {
                    day.afterAMinute();
                    int asked = 0;
                    for (String command : commands(day, asker.getValue(), where)) {
                        if (++asked % MOST_A_MINUTE == 0) {
                            day.afterAMinute();
                        }
                        String typed =
                                command.replace("D", day.department(0).name()).replace("P", person);
                        String told = told(day, asker.getValue(), where, typed);
                        if (names.stream().anyMatch(told::contains) || told.matches("(?s).*\\d.*")) {
                            wrong.add(asker.getKey() + " in " + where.name() + " asks '" + typed + "': " + told);
                        }
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(day.app().ledger().acknowledgements().of(ChatDay.DATE, ChatDay.NOW))
                    .isEmpty();
            assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).isEmpty();
        }
    }

    private static Map<String, Asker> outsiders(ChatDay day, Set<String> names) {
        Map<String, Asker> all = new LinkedHashMap<>();
        all.put("a stranger", day.company.askers().stranger());
        all.put("another company's namesake of the admin", day.company.askers().namesake(day.company.adminUserId()));
        all.put(
                "an employee",
                day.company.askers().members(day.department(0).id()).stream()
                        .filter(one -> !names.contains(one.name()))
                        .filter(one -> !day.department(0).leads().contains(one.userId()))
                        .findFirst()
                        .orElseThrow());
        all.put(
                "another department's lead",
                day.company.askers().lead(day.department(1).id()));
        return all;
    }

    private static List<Conversation> places(ChatDay day, Asker asker) {
        return List.of(
                day.group(0), day.group(1), day.company.conversations().others().get(0), day.alone(asker));
    }

    private static List<String> commands(ChatDay day, Asker asker, Conversation where) {
        boolean ours = asker.corpId().equals(day.company.corpId());
        boolean reads = ours && where.equals(day.group(0));
        return COMMANDS.stream()
                .filter(command -> !reads || !OWN_GROUP.contains(command))
                .toList();
    }

    /** Whatever the bot says there, or to the asker in private. */
    private static String told(ChatDay day, Asker asker, Conversation where, String typed) throws InterruptedException {
        int before = day.privately(asker).size();
        String answer = day.answer(asker, where, typed);
        String more = day.privately(asker).stream()
                .skip(before)
                .map(ChatMessage::text)
                .collect(Collectors.joining(" "));
        return answer + more;
    }
}
