package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.SlotState;
import dev.rollcall.simulator.Book;
import dev.rollcall.simulator.Chat;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Situation;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The cutoff comes, and every group gets what is right for it, whatever becomes of the others. */
class DigestAcceptanceTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final List<Situation> MANY_SITUATIONS = List.of(
            Situation.ON_TIME,
            Situation.LATE,
            Situation.ON_TIME,
            Situation.LEAVE_DAY,
            Situation.ON_TIME,
            Situation.STAYS_AWAY,
            Situation.ON_TIME,
            Situation.REST_DAY,
            Situation.ON_TIME,
            Situation.ARRIVES_AFTER,
            Situation.FLEXIBLE_SHIFT,
            Situation.OTHER_SHIFT,
            Situation.ON_TIME);

    private LogCapture log;

    @BeforeEach
    void listen() {
        log = new LogCapture();
    }

    /** S5 and S15 hold in every test: no secret, no token, nothing of people's places and devices. */
    @AfterEach
    void nothingPrivateIsLogged() {
        log.close();
        assertThat(log.text()).doesNotContain("CANARY-", "simAppSecret_", "sim-tok-", "access_token=", "SEC0", "sign=");
    }

    private static CompanyPlan calm(int people, int departments) {
        return CompanyPlan.of(people, departments, 5, Morning.DATE).withCalm(true);
    }

    /** Four in five stay away. */
    private static CompanyPlan deserted() {
        return CompanyPlan.of(60, 2, 5, Morning.DATE)
                .withCalm(true)
                .withOnly(
                        Situation.STAYS_AWAY,
                        Situation.STAYS_AWAY,
                        Situation.ON_TIME,
                        Situation.STAYS_AWAY,
                        Situation.STAYS_AWAY);
    }

    private static String text(List<ChatMessage> messages) {
        assertThat(messages).hasSize(1);
        return messages.get(0).text();
    }

    private static void saysWhatTheBookSays(Morning morning, int index, ChatMessage message) {
        assertThat(message.text()).contains(morning.numbers(index));
        assertThat(message.title()).contains(morning.department(index).name(), "09:40");
        assertThat(Morning.named(message)).containsExactlyInAnyOrderElementsOf(morning.names(index));
    }

    /** A morning on which each department has another wish or another trouble. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnAMorningLikeMany {
        private static final int REMOVED = 0;
        private static final int DROPS_AFTER_TAKING = 1;
        private static final int WITH_KEYWORD = 2;
        private static final int IN_ENGLISH = 3;
        private static final int COUNTS_ONLY = 4;
        private static final int MENTIONS_LEAD = 5;
        private static final int PLAIN = 6;
        private static final int ALL = 7;

        private Morning morning;
        private LogCapture own;

        @BeforeAll
        void begin() throws Exception {
            own = new LogCapture();
            morning = Morning.of(CompanyPlan.of(245, ALL, 5, Morning.DATE)
                            .withCalm(true)
                            .withDirectMembersOnly(true)
                            .withOnly(MANY_SITUATIONS))
                    .with(ConfigOptions.morningAt("09:40")
                            .withCutoff(new ConfigOptions.Cutoff("again", "0 40 9 * * ?", null, false)))
                    .configured(this::wishes)
                    .failing(it -> {
                        it.robotFails(REMOVED, Fault.ROBOT_REMOVED, -1);
                        it.robotFails(DROPS_AFTER_TAKING, Fault.ACCEPTED_THEN_DROPPED, 1);
                    })
                    .begin();
            morning.awaitHr(2);
        }

        private String wishes(String yaml) {
            String changed = yaml;
            changed = wish(changed, 4100 + 100 * IN_ENGLISH, "language: en");
            changed = wish(changed, 4100 + 100 * COUNTS_ONLY, "show: counts");
            return wish(changed, 4100 + 100 * MENTIONS_LEAD, "mention: lead");
        }

        private String wish(String yaml, int id, String line) {
            assertThat(yaml).contains("  - id: " + id + "\n");
            return yaml.replace("  - id: " + id + "\n", "  - id: " + id + "\n    " + line + "\n");
        }

        @AfterAll
        void end() {
            morning.close();
            own.close();
            assertThat(own.text()).doesNotContain("CANARY-", "simAppSecret_", "sim-tok-", "access_token=");
            assertThat(own.text()).doesNotContain("\tat ");
        }

        @Test
        void everyGroupGetsOneDigestForEachCutoffAndItIsRight() {
            for (int index : List.of(DROPS_AFTER_TAKING, WITH_KEYWORD, MENTIONS_LEAD, PLAIN)) {
                assertThat(morning.group(index)).hasSize(2);
                saysWhatTheBookSays(morning, index, morning.group(index).get(0));
            }
            assertThat(IntStream.range(0, ALL)
                            .map(index -> morning.names(index).size())
                            .sum())
                    .isGreaterThan(ALL);
        }

        @Test
        void theRollUpForHrComesLastAndNamesTheDepartmentThatWasNotReached() {
            ChatMessage rollUp = morning.hr().get(1);

            assertThat(rollUp.text())
                    .contains("⚠️ 1 个部门未送达：" + morning.department(REMOVED).name() + "（机器人已被移除，300005）")
                    .contains("未打卡 " + morning.book().company().absent().size() + " 人")
                    .contains("应到 " + morning.book().company().due() + " · 已打卡 "
                            + morning.book().company().present());
            for (int index = 1; index < ALL; index++) {
                assertThat(morning.group(index))
                        .allMatch(message -> !message.at().isAfter(rollUp.at()));
            }
        }

        @Test
        void aRobotThatWasRemovedPostsNothing() {
            assertThat(morning.group(REMOVED)).isEmpty();
        }

        @Test
        void aMessageThatWasTakenBeforeTheConnectionBrokeIsNotSeenTwice() {
            assertThat(morning.group(DROPS_AFTER_TAKING).stream().map(ChatMessage::msgUuid))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }

        @Test
        void theKeywordIsInEveryMessage() {
            assertThat(morning.department(WITH_KEYWORD).keyword()).isEqualTo("考勤");
            assertThat(morning.group(WITH_KEYWORD))
                    .isNotEmpty()
                    .allMatch(message -> message.text().contains("考勤"));
        }

        @Test
        void aDepartmentMayHaveItsDigestInEnglish() {
            Book.Page page = morning.page(IN_ENGLISH);
            assertThat(morning.group(IN_ENGLISH).get(0).text())
                    .contains("Due " + page.due() + " · In " + page.present())
                    .doesNotContain("应到");
        }

        @Test
        void aDepartmentMayHaveNumbersAlone() {
            Book.Page page = morning.page(COUNTS_ONLY);
            assertThat(page.absent()).isNotEmpty();
            assertThat(morning.group(COUNTS_ONLY).get(0).text())
                    .contains("未打卡 **" + page.absent().size() + "**")
                    .doesNotContain(morning.names(COUNTS_ONLY));
        }

        @Test
        void theLeadIsMentionedOnceADayAndNobodyElseEver() {
            assertThat(morning.page(MENTIONS_LEAD).absent()).isNotEmpty();
            assertThat(morning.group(MENTIONS_LEAD).stream().flatMap(message -> message.atUserIds().stream()))
                    .containsExactlyElementsOf(morning.department(MENTIONS_LEAD).leads());
            for (Chat chat : morning.simulator().chats().chats()) {
                assertThat(chat.messages()).noneMatch(ChatMessage::atAll);
                if (!chat.id().equals(morning.department(MENTIONS_LEAD).robotToken())) {
                    assertThat(chat.messages())
                            .allMatch(message -> message.atUserIds().isEmpty());
                }
            }
        }

        @Test
        void thePlaceOfNobodyIsPosted() {
            assertThat(morning.simulator().chats().chats())
                    .allSatisfy(chat -> assertThat(chat.messages().toString()).doesNotContain("CANARY-"));
        }
    }

    @Test
    void wherePeopleAreMissingInDrovesTheGroupIsToldThatTheDataLooksWrongAndNoNames() throws Exception {
        try (Morning morning = Morning.of(deserted()).begin()) {
            morning.awaitAll(2, 1);
            for (int index = 0; index < 2; index++) {
                assertThat(morning.names(index)).isNotEmpty();
                assertThat(text(morning.group(index)))
                        .contains("数据待核对", "应到 " + morning.page(index).due())
                        .doesNotContain(morning.names(index));
            }
            assertThat(text(morning.hr())).contains("（数据待核对）");
        }
    }

    @Test
    void withoutDataThereIsANoticeThatNamesNobodyAndSaysThatThisDoesNotMeanAllAreIn() throws Exception {
        try (Morning morning = Morning.of(calm(120, 3))
                .failing(it -> {
                    it.simulator().faults().on("/attendance/listRecord", Fault.HTTP_500, -1);
                    it.simulator().faults().on("/attendance/list", Fault.DROPPED_CONNECTION, -1);
                })
                .begin()) {
            morning.awaitAll(3, 1);
            for (int index = 0; index < 3; index++) {
                assertThat(text(morning.group(index)))
                        .contains("名单暂缺", "已重试 3 次", "不列名单", "不代表全员到齐")
                        .doesNotContain("均已打卡");
            }
            assertThat(text(morning.hr())).contains("名单暂缺");
        }
    }

    @Test
    void whatCouldNotBeReadIsSaidAndNobodyOfItIsNamed() throws Exception {
        try (Morning morning = Morning.of(calm(120, 1))
                .failing(it -> it.simulator().faults().on("/attendance/listRecord", Fault.ROBOT_DISABLED, 1))
                .begin()) {
            morning.awaitAll(1, 1);
            String digest = text(morning.group(0));
            assertThat(digest).contains("未核对 ").doesNotContain("均已打卡");
            assertThat(morning.names(0))
                    .containsAll(Morning.named(morning.group(0).get(0)));
        }
    }

    @Test
    void inShadowTheDigestsGoToHrAndTheGroupsStayQuiet() throws Exception {
        try (Morning morning = Morning.of(calm(120, 3))
                .configured(yaml -> yaml.replace("    leads: ", "    shadow: true\n    leads: "))
                .begin()) {
            morning.awaitHr(4);
            for (int index = 0; index < 3; index++) {
                assertThat(morning.group(index)).isEmpty();
                String name = morning.department(index).name();
                assertThat(morning.hr()).anyMatch(message -> message.title().startsWith(name));
            }
            assertThat(morning.hr().get(3).title()).startsWith("全公司");
        }
    }

    @Test
    void inShadowWithoutARobotForHrTheDigestsGoToTheAdminsInPrivate() throws Exception {
        try (Morning morning = Morning.of(calm(120, 3))
                .configured(yaml -> yaml.replace("    leads: ", "    shadow: true\n    leads: ")
                        .replaceAll("(?s)\ncompany:.*?\nhr:", "\nhr:"))
                .begin()) {
            String admin = morning.company().adminUserId();
            assertThat(morning.simulator()
                            .chats()
                            .await(SOON, chats -> chats.toUser(admin).size() == 3))
                    .isTrue();
            assertThat(morning.group(0)).isEmpty();
            assertThat(morning.hr()).isEmpty();
        }
    }

    @Test
    void aRobotThatIsToldToSlowDownRestsAMinuteAndThenGoesOn() throws Exception {
        for (int code : List.of(130101)) {
            try (Morning morning = Morning.of(calm(80, 2))
                    .simulating(settings -> settings.withRobotMessagesPerMinute(1)
                            .withRobotBlock(Duration.ofSeconds(50))
                            .withRobotThrottleCode(code))
                    .with(ConfigOptions.morningAt("09:40")
                            .withCutoff(new ConfigOptions.Cutoff("again", "09:40", null, false)))
                    .begin()) {
                boolean came = morning.simulator()
                        .chats()
                        .await(
                                SOON,
                                chats -> morning.group(0).size() == 2
                                        && morning.group(1).size() == 2);
                assertThat(came).isTrue();
                List<ChatMessage> messages = morning.group(0);
                assertThat(Duration.between(
                                messages.get(0).at(), messages.get(1).at()))
                        .isGreaterThan(Duration.ofSeconds(59));
            }
        }
    }

    @Test
    void aRepeatAfterALostAnswerCarriesTheSameId() throws Exception {
        try (Morning morning = Morning.of(calm(40, 1))
                .simulating(settings -> settings.withHonourMsgUuid(false))
                .failing(it -> it.robotFails(0, Fault.ACCEPTED_THEN_DROPPED, 1))
                .begin()) {
            morning.awaitTrue(() -> morning.group(0).size() == 2);
            assertThat(morning.group(0).get(0).msgUuid())
                    .isNotNull()
                    .isEqualTo(morning.group(0).get(1).msgUuid());
        }
    }

    @Test
    void oneRobotOfFortyThatHangsDelaysNobody() throws Exception {
        long begin = System.nanoTime();
        try (Morning morning = Morning.of(calm(200, 40).withDirectMembersOnly(true))
                .simulating(settings -> settings.withSlowness(Duration.ofMinutes(5)))
                .failing(it -> it.robotFails(17, Fault.SLOW, -1))
                .inRealTime()
                .begin()) {
            assertThat(morning.simulator().chats().await(SOON, chats -> everyGroupHasOneBut(17, morning)))
                    .isTrue();
            Duration sinceBegin = Duration.ofNanos(System.nanoTime() - begin);
            Duration cutoff = Morning.AHEAD;
            assertThat(sinceBegin).as("39 digests after the cutoff").isLessThan(cutoff.plusSeconds(10));
            assertThat(morning.group(17)).hasSizeLessThanOrEqualTo(1); // Taken, and never answered.
        }
    }

    private static boolean everyGroupHasOneBut(int hanging, Morning morning) {
        return IntStream.range(0, 40)
                .allMatch(index -> index == hanging || morning.group(index).size() == 1);
    }

    /** Two departments share a robot that hangs: what has been tried stays as it is, what only waited says that it is late. */
    @Test
    void aDigestThatWaitsForItsRobotUntilItIsLateIsMadeAnewAndSaysSo() throws Exception {
        try (Morning morning = Morning.of(calm(40, 2).withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40").withRobots(1).withCorrectAfter(Duration.ZERO))
                .simulating(settings -> settings.withSlowness(Duration.ofMinutes(5)))
                .failing(it -> it.robotFails(0, Fault.SLOW, -1))
                .begin()) {
            morning.awaitTrue(() -> morning.group(0).size() == 1);
            morning.comes(Morning.CUTOFF.plusSeconds(62));
            morning.simulator().faults().clear();
            morning.awaitTrue(() -> morning.group(0).size() == 2);
            morning.stop();

            assertThat(morning.group(0).get(0).title()).doesNotContain("补发");
            assertThat(morning.group(0).get(1).title()).contains("补发");
            assertThat(morning.slots()).allMatch(slot -> slot.state() == SlotState.SENT);
        }
    }

    /**
     * The same once more, over a restart: whatever was tried keeps its text, and only that; all the others are made anew
     * when they leave, also those that were made late once and then only waited.
     */
    @Test
    void aLateDigestThatWaitsOnIsMadeAnewAgain() throws Exception {
        try (Morning morning = Morning.of(calm(60, 3).withDirectMembersOnly(true))
                .with(ConfigOptions.morningAt("09:40").withRobots(1).withCorrectAfter(Duration.ZERO))
                .simulating(settings -> settings.withSlowness(Duration.ofMinutes(5)))
                .failing(it -> it.robotFails(0, Fault.SLOW, -1))
                .begin()) {
            morning.awaitTrue(() -> morning.group(0).size() == 1);
            morning.stop();
            String first = String.valueOf(morning.group(0).get(0).msgUuid());
            morning.comes(Morning.CUTOFF.plusSeconds(300));
            int before = morning.simulator().attempts().size();
            morning.restart();
            morning.awaitTrue(() -> morning.simulator().attempts().size() > before && rolled() == 3 + 2);
            morning.comes(Morning.CUTOFF.plusSeconds(29 * 60));
            morning.simulator().faults().clear();
            morning.awaitTrue(() -> morning.group(0).size() == 3);

            // Which of three departments is first after the restart is nobody's promise: the same or another.
            Set<String> tried = morning.simulator().attempts().stream()
                    .filter(one -> one.fault() == Fault.SLOW)
                    .map(one -> String.valueOf(one.msgUuid()))
                    .collect(Collectors.toSet());
            assertThat(tried).contains(first).hasSizeBetween(1, 2);
            for (ChatMessage message : morning.group(0)) {
                String id = String.valueOf(message.msgUuid());
                if (id.equals(first)) {
                    assertThat(message.title()).doesNotContain("补发");
                } else {
                    assertThat(message.text()).contains(tried.contains(id) ? "（补发 09:45）" : "（补发 10:09）");
                }
            }
        }
    }

    /** Of how many departments roll calls have been made and said so, those made twice counted twice. */
    private int rolled() {
        return Pattern.compile("Cutoff 'morning' of \\S+: (\\d+) departments")
                .matcher(log.text())
                .results()
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .sum();
    }

    @Test
    void stoppingInTheMiddleOfACheckTakesNoTimeAndPostsNothing() throws Exception {
        try (Morning morning = Morning.of(calm(120, 3))
                .simulating(settings -> settings.withSlowness(Duration.ofMinutes(5)))
                .failing(it -> it.simulator().faults().on("/attendance/listRecord", Fault.SLOW, -1))
                .inRealTime()
                .begin()) {
            while (!morning.simulator().calls().counts().containsKey("/attendance/listRecord")) {
                Thread.onSpinWait();
            }
            long begin = System.nanoTime();
            morning.app().close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(morning.simulator().chats().chats())
                    .allMatch(chat -> chat.messages().isEmpty());
            assertThat(log.text()).doesNotContain("\tat ");
        }
    }
}
