package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.chat.CommandParser;
import dev.rollcall.chat.Intent;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.Conversation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Asker by place by command, through the whole program: nobody is told what is not theirs to know. */
class WhoMayKnowTest {

    /** What whoever is in the first department's group may ask there: its digest says it anyway. */
    private static final List<String> OWN_GROUP = List.of("D 谁没打卡", "absent in D");

    /** Of these anybody may read numbers: of themselves, of the clock. Nobody else's name is in them all the same. */
    private static final Set<Intent> FOR_ANYBODY = EnumSet.of(Intent.ME, Intent.NEXT, Intent.HELP, Intent.UNKNOWN);

    /** Questions about the first department (D), one of its people (P), or the company; both languages of each. */
    private static List<String> commands(Intent intent) {
        return switch (intent) {
            case ABSENT ->
                List.of("D 谁没打卡", "D 昨天 没打卡的有谁", "D 上周 没打卡的有谁", "全公司 谁没打卡", "absent in D", "absent today all");
            case LATE -> List.of("D 谁迟到", "who's late in D");
            case LEAVE -> List.of("D 谁请假", "who's on leave in D");
            case OUT -> List.of("D 谁不在", "who's out in D");
            case SUMMARY -> List.of("D 汇总", "全公司 汇总", "summary in D", "summary all");
            case STATUS -> List.of("P 打卡了吗", "P 到了吗", "status P", "is P in");
            case WHY -> List.of("为什么 P", "why P");
            case ME -> List.of("我打卡了吗", "am i in");
            case NEXT -> List.of("D 下次播报", "next in D");
            case HELP -> List.of("帮助", "help");
            case PREVIEW -> List.of("预览 18:00 D", "preview 18:00 in D");
            case RESEND -> List.of("重发 18:00 D", "resend 18:00 in D");
            case MUTE -> List.of("静默 今天 D", "静默 今天", "mute today in D");
            case UNMUTE -> List.of("恢复 D", "unmute in D");
            case RELEASE -> List.of("放行 D", "release in D");
            case DOCTOR -> List.of("体检", "doctor");
            case QUOTA -> List.of("配额", "quota");
            case QUOTA_RESUME -> List.of("配额 恢复", "quota resume");
            case ACK -> List.of("已知 P 外勤 到 12:00", "ack P client visit");
            case BIND -> List.of("绑定 D", "bind D");
            case UNBIND -> List.of("解绑", "unbind");
            case UNKNOWN -> List.of("P 今天中午吃什么 D", "what about P of D then");
        };
    }

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
                    for (String command : commands(day, asker.getValue(), where)) {
                        day.afterTenSeconds();
                        String typed =
                                command.replace("D", day.department(0).name()).replace("P", person);
                        String told = told(day, asker.getValue(), where, typed);
                        boolean numbers = told.matches("(?s).*\\d.*") && !FOR_ANYBODY.contains(intent(typed));
                        if (names.stream().anyMatch(told::contains) || numbers) {
                            wrong.add(asker.getKey() + " in " + where.name() + " asks '" + typed + "': " + told);
                        }
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(day.app().ledger().acknowledgements().of(ChatDay.DATE, ChatDay.NOW))
                    .isEmpty();
            assertThat(day.app().ledger().mutes().of(ChatDay.DATE)).isEmpty();
            assertThat(day.app().ledger().ties().all()).isEmpty();
        }
    }

    private static Intent intent(String typed) {
        return new CommandParser().parse(typed, ChatDay.DATE).intent();
    }

    /** So that a new command cannot be left out of the table, nor be in it in one language only. */
    @ParameterizedTest
    @EnumSource
    void everyCommandIsAskedInBothLanguages(Intent intent) {
        List<String> typed = commands(intent).stream()
                .map(command -> command.replace("D", "技术部").replace("P", "张三"))
                .toList();
        assertThat(typed).allSatisfy(text -> assertThat(intent(text)).as(text).isEqualTo(intent));
        assertThat(commands(intent)).anyMatch(text -> text.matches(".*\\p{IsHan}.*"));
        assertThat(commands(intent)).anyMatch(text -> text.matches("[ -~]+"));
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
        return Stream.of(Intent.values())
                .flatMap(intent -> commands(intent).stream())
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
