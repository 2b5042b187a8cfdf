package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.acceptance.ChatDay.Way;
import dev.rollcall.simulator.Asker;
import dev.rollcall.simulator.Callback;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.Conversation;
import dev.rollcall.simulator.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many people ask: each question is answered once, quickly, and at no more cost than one. */
class ManyQuestionsTest {
    private static final Duration KNOWN = Duration.ofMillis(300);
    private static final Duration ASKING = Duration.ofMillis(1500);
    private static final Duration ACKNOWLEDGED = Duration.ofMillis(2500);
    private static final Duration QUICKLY = Duration.ofMillis(500);

    /** No two are the same command, and each has one answer where it is asked, in a group and in private. */
    private static final List<String> QUESTIONS = List.of(
            "谁没打卡",
            "absent today",
            "帮助",
            "下次播报",
            "本部门 未打卡 名单",
            "help",
            "今天 谁没打卡",
            "absent",
            "next",
            "本部门 今天 缺卡",
            "qwzxa",
            "qwzxb",
            "qwzxc",
            "qwzxd",
            "qwzxe",
            "qwzxf",
            "qwzxg",
            "qwzxh",
            "qwzxi",
            "qwzxj");

    /** Over the callback these alone are answered where the message says that it was written. */
    private static boolean forAnybody(String question) {
        return question.startsWith("qwzx")
                || Set.of("帮助", "下次播报", "help", "next").contains(question);
    }

    private static CompanyPlan company(int departments) {
        return CompanyPlan.of(30 * departments, departments, 5, ChatDay.DATE)
                .withCalm(true)
                .withDirectMembersOnly(true);
    }

    @ParameterizedTest
    @EnumSource
    void noAnswerIsLostOrDoubledWhateverHappensToTheConnections(Way way) throws Exception {
        asked(way, new Crowd(120, 3, 3, 15), Duration.ofMillis(15), Duration.ofSeconds(3));
    }

    /** The second time they come a hundred a second, which is as many as P16 brings. */
    @ParameterizedTest
    @EnumSource
    @Tag("proof")
    void ofAThousandQuestionsByFiftyPeopleInTwentyChatsEachIsAnsweredOnce(Way way) throws Exception {
        asked(way, new Crowd(1000, 14, 6, 50), Duration.ofMillis(150), Duration.ofMillis(300));
    }

    /**
     * Who asks how much: every chat in turn, in a group its members in turn.
     *
     * @param groups chats that are groups
     * @param alone chats that are private
     * @param people at least so many different ones ask
     */
    private record Crowd(int questions, int groups, int alone, int people) {
        private int chats() {
            return groups + alone;
        }
    }

    private static void asked(Way way, Crowd crowd, Duration apart, Duration step) throws Exception {
        try (ChatDay day = new ChatDay(way, company(crowd.groups()), true)) {
            day.simulator.stream().repeat(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5));
            Map<Conversation, Integer> expected = new LinkedHashMap<>();
            Set<Asker> askers = new HashSet<>();
            List<String> questions = new ArrayList<>();
            for (int i = 0; i < crowd.questions(); i++) {
                disturb(day, i, crowd.questions());
                int chat = i % crowd.chats();
                int round = i / crowd.chats();
                Asker asker = asker(day, crowd, chat, round);
                Conversation where = chat < crowd.groups() ? day.group(chat) : day.alone(asker);
                askers.add(asker);
                String question = question(crowd, chat, round);
                String msgId = day.simulator.say(asker, where, question);
                if (way == Way.STREAM || forAnybody(question)) {
                    questions.add(msgId); // Else the robot writes on its own, and no answer says to what.
                }
                expected.merge(where, 1, Integer::sum);
                day.simulator.chats().await(apart, none -> false);
            }
            settle(day, expected);
            fiveMinutesPass(day, step);
            expected.forEach((where, number) ->
                    assertThat(day.said(where)).as(where.name()).hasSize(number));
            assertThat(questions)
                    .hasSizeGreaterThanOrEqualTo(crowd.questions() / (way == Way.STREAM ? 1 : 3))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(day.answersTo(id)).as(id).hasSize(1));
            assertThat(askers).hasSizeGreaterThanOrEqualTo(crowd.people());
            assertThat(expected).hasSizeGreaterThanOrEqualTo(crowd.chats());
            assertThat(day.simulator.stream().problems()).isEmpty();
            List<Duration> acknowledged =
                    acknowledgements(day, way).stream().sorted().toList();
            System.out.println(way + ": acknowledged, the slowest: "
                    + acknowledged.subList(acknowledged.size() - acknowledged.size() / 100, acknowledged.size()));
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(crowd.questions());
            assertThat(acknowledged.get(acknowledged.size() - 1)).isLessThan(ACKNOWLEDGED);
            int late = acknowledged.size() / 1000;
            assertThat(acknowledged.get(acknowledged.size() - 1 - late))
                    .as("acknowledged, but for one in a thousand")
                    .isLessThanOrEqualTo(late == 0 ? ACKNOWLEDGED : QUICKLY);
        }
    }

    /** In a group five of its members in turn; in private always the same, so that the chat is the same. */
    private static Asker asker(ChatDay day, Crowd crowd, int chat, int round) {
        List<Asker> members = day.company
                .askers()
                .members(day.department(chat % crowd.groups()).id());
        return chat < crowd.groups() ? members.get(round % 5) : members.get(5 + chat % 5);
    }

    /** Nobody asks the same twice within ten seconds, which would be one question. */
    private static String question(Crowd crowd, int chat, int round) {
        int ownRound = chat < crowd.groups() ? round / 5 : round;
        return QUESTIONS.get(ownRound % QUESTIONS.size());
    }

    /** Connections are rotated, cut, and where there is time for it fall silent; acknowledgements get lost. */
    private static void disturb(ChatDay day, int question, int questions) {
        int step = question * 8 % questions < 8 ? question * 8 / questions : 0;
        switch (step) {
            case 1, 5 -> day.simulator.stream().rotate();
            case 2, 6 -> day.simulator.stream().drop();
            case 3 -> day.simulator.stream().loseAcks(5);
            case 4 -> {
                if (questions >= 1000) {
                    day.simulator.stream().silence();
                }
            }
            default -> {}
        }
    }

    /** What got lost on its way comes again after a minute, and after another. */
    private static void settle(ChatDay day, Map<Conversation, Integer> expected) throws InterruptedException {
        for (int minutes = 0; minutes < 4; minutes++) {
            boolean all = day.simulator
                    .chats()
                    .await(
                            Duration.ofSeconds(minutes == 0 ? 3 : 40),
                            chats -> expected.entrySet().stream()
                                    .allMatch(one -> day.said(one.getKey()).size() >= one.getValue()));
            if (all) {
                return;
            }
            day.afterAMinute(); // Nothing is under way, so that both clocks may go on.
            day.later(Duration.ofSeconds(61));
        }
    }

    /** Everything comes once more, five minutes after it was asked by the simulator's clock, which goes on by {@code step}s. */
    private static void fiveMinutesPass(ChatDay day, Duration step) throws InterruptedException {
        for (long left = Duration.ofMinutes(5).dividedBy(step); left > 0; left--) {
            day.later(step);
            day.simulator.chats().await(Duration.ofMillis(20), none -> false);
        }
        day.simulator.chats().await(Duration.ofMillis(500), none -> false);
    }

    private static List<Duration> acknowledgements(ChatDay day, Way way) {
        return way == Way.CALLBACK
                ? day.simulator.callbacks().stream().map(Callback::took).toList()
                : day.simulator.stream().pushes().stream()
                        .filter(push -> push.msgId() != null && push.ack() != null)
                        .map(push -> Duration.ofNanos(
                                Objects.requireNonNull(push.ack()).nanos() - push.nanos()))
                        .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKnownIsAnsweredAtOnceAndWhatHasToBeAskedSoon(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, company(8), true)) {
            Asker first = day.company.askers().employee(day.department(0).id());
            day.answer(first, day.group(0), "帮助");
            List<Duration> asking = new ArrayList<>();
            List<Duration> known = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                Asker asker =
                        day.company.askers().employee(day.department(index).id());
                asking.add(took(day, asker, day.group(index), "谁没打卡"));
                for (String question : List.of("absent today", "未打卡", "名单")) {
                    known.add(took(day, asker, day.group(index), question));
                }
            }
            System.out.println(way + ": median answer " + median(known).toMillis() + " ms from what is known, "
                    + median(asking).toMillis() + " ms where DingTalk is asked");
            assertThat(median(known)).isLessThan(KNOWN);
            assertThat(median(asking)).isLessThan(ASKING);
        }
    }

    private static Duration took(ChatDay day, Asker asker, Conversation where, String question)
            throws InterruptedException {
        day.afterTenSeconds();
        long begun = System.nanoTime();
        assertThat(day.answer(asker, where, question)).contains(question.startsWith("a") ? "Due" : "应到");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted()
                .skip(durations.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void aHundredAtOnceCostDingTalkNoMoreThanOne(Way way) throws Exception {
        Map<String, Integer> hundred = cost(way, 100, day -> onlyIn(day, 0));
        Map<String, Integer> one = cost(way, 1, day -> onlyIn(day, 0));

        assertThat(one).containsKey("/attendance/listRecord");
        assertThat(one.keySet()).containsAll(hundred.keySet());
        assertThat(hundred)
                .allSatisfy((path, calls) -> assertThat(calls).as(path).isLessThanOrEqualTo(one.get(path)));
    }

    /** Some of the hundred belong to the other department too, which is then read as well, and once as well. */
    @ParameterizedTest
    @EnumSource
    void aHundredAtOnceCostDingTalkNoMoreThanOneOfEachDepartment(Way way) throws Exception {
        Map<String, Integer> hundred = cost(way, 100, day -> members(day, 0));
        Map<String, Integer> most = cost(way, 1, day -> onlyIn(day, 0));
        assertThat(most).containsKey("/attendance/listRecord");
        cost(way, 1, day -> onlyIn(day, 1)).forEach((path, calls) -> most.merge(path, calls, Integer::sum));

        assertThat(hundred.keySet()).isEqualTo(most.keySet());
        assertThat(hundred)
                .allSatisfy((path, calls) -> assertThat(calls).as(path).isLessThanOrEqualTo(most.get(path)));
    }

    private static Stream<Asker> members(ChatDay day, int department) {
        return day.company.askers().members(day.department(department).id()).stream();
    }

    private static Stream<Asker> onlyIn(ChatDay day, int department) {
        List<Asker> elsewhere = members(day, 1 - department).toList();
        return members(day, department).filter(one -> !elsewhere.contains(one));
    }

    /** What DingTalk is asked when the first {@code number} of {@code chosen} ask in private at once. */
    private static Map<String, Integer> cost(Way way, int number, Function<ChatDay, Stream<Asker>> chosen)
            throws Exception {
        CompanyPlan plan =
                CompanyPlan.of(300, 2, 5, ChatDay.DATE).withCalm(true).withDirectMembersOnly(true);
        try (ChatDay day = new ChatDay(way, plan, true)) {
            List<Asker> askers = chosen.apply(day).limit(number).toList();
            assertThat(askers).hasSize(number);
            ExecutorService pool = Executors.newFixedThreadPool(askers.size());
            try {
                List<Future<String>> answers = new ArrayList<>();
                for (Asker asker : askers) {
                    answers.add(pool.submit(() -> day.answer(asker, day.alone(asker), "我打卡了吗")));
                }
                for (Future<String> answer : answers) {
                    assertThat(answer.get()).isNotEmpty();
                }
            } finally {
                pool.shutdownNow();
            }
            Map<String, Integer> asked = new TreeMap<>(day.simulator.calls().counts());
            asked.keySet().removeIf(path -> path.contains("/robot/") || path.contains("/gateway/"));
            return asked;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQuestionIsTakenWithinHalfASecondThoughDingTalkHangsAndTheAskerIsTold(Way way) throws Exception {
        try (ChatDay day = new ChatDay(way, company(2), true)) {
            Asker asker = day.company.askers().employee(day.department(0).id());
            day.answer(asker, day.group(0), "帮助");
            day.simulator.faults().on("/attendance/listRecord", Fault.SLOW, 1);
            String msgId = day.simulator.say(asker, day.group(0), "谁没打卡");

            assertThat(day.simulator
                            .chats()
                            .await(ChatDay.PATIENCE, chats -> texts(day).anyMatch(text -> text.contains("正在查询"))))
                    .isTrue();
            assertThat(day.simulator
                            .chats()
                            .await(ChatDay.PATIENCE, chats -> texts(day).anyMatch(text -> text.contains("应到"))))
                    .isTrue();
            assertThat(texts(day).toList())
                    .filteredOn(text -> text.contains("应到") || text.contains("正在查询"))
                    .as("that it takes a moment, then the answer")
                    .hasSize(2);
            assertThat(msgId).isNotEmpty();
            assertThat(acknowledgements(day, way)).allMatch(took -> took.compareTo(QUICKLY) < 0);
        }
    }

    private static Stream<String> texts(ChatDay day) {
        return day.simulator.chats().in(day.group(0)).stream()
                .filter(message -> message.sender() == null)
                .map(ChatMessage::text);
    }
}
