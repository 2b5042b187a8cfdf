package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Sql;
import dev.rollcall.simulator.ChatMessage;
import dev.rollcall.simulator.CompanyPlan;
import dev.rollcall.simulator.ConfigOptions;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes after a digest: follow-ups, corrections, and what HR is told. */
class AfterwardsTest {
    private static final Instant RECHECK = Morning.CUTOFF.plus(Duration.ofMinutes(140));
    private static final Instant CORRECTION = Morning.CUTOFF.plus(Duration.ofMinutes(30));

    /** Few are absent, and if {@code someCome}, some of those come before noon. */
    private static CompanyPlan company(boolean someCome) {
        Situation second = someCome ? Situation.ARRIVES_AFTER : Situation.STAYS_AWAY;
        return CompanyPlan.of(40, 1, 5, Morning.DATE)
                .withCalm(true)
                .withDirectMembersOnly(true)
                .withOnly(
                        Situation.ON_TIME,
                        Situation.ON_TIME,
                        Situation.ON_TIME,
                        Situation.STAYS_AWAY,
                        Situation.ON_TIME,
                        Situation.ON_TIME,
                        Situation.ON_TIME,
                        second);
    }

    private static ConfigOptions following() {
        return ConfigOptions.morningAt("09:40")
                .withCorrectAfter(Duration.ZERO)
                .withCutoff(new ConfigOptions.Cutoff("recheck", "12:00", "morning", false));
    }

    /** The state of a slot of the first department once the program has been stopped. */
    private static SlotState state(Morning morning, String cutoff) {
        return morning.slots().stream()
                .filter(slot -> !slot.key().ofCompany() && slot.key().cutoff().equals(cutoff))
                .map(Slot::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFollowUpTellsWhatHasChangedSince() throws Exception {
        try (Morning morning = Morning.of(company(true)).with(following()).begin()) {
            morning.awaitTrue(() -> morning.group(0).size() == 1);
            morning.comes(RECHECK);
            morning.awaitTrue(() -> morning.group(0).size() == 2);

            int then = morning.page(0).absent().size();
            int still = morning.company()
                    .bookAt(RECHECK)
                    .departments()
                    .get(0)
                    .absent()
                    .size();
            assertThat(still).isPositive().isLessThan(then);
            ChatMessage message = morning.group(0).get(1);
            assertThat(message.title()).contains("仍未打卡 " + still + " 人", "12:00");
            assertThat(message.text()).contains("09:40 的 " + then + " 人", (then - still) + " 人已到");
            assertThat(morning.names(0)).containsAll(Morning.named(message));
            assertThat(Morning.named(message)).hasSize(still);
        }
    }

    @Test
    void aFollowUpIsSilentWhereNothingHasChanged() throws Exception {
        try (Morning morning = Morning.of(company(false)).with(following()).begin()) {
            morning.awaitAll(1, 1);
            morning.comes(RECHECK);
            morning.awaitHr(2);
            morning.stop();

            assertThat(morning.group(0)).hasSize(1);
            assertThat(state(morning, "recheck")).isEqualTo(SlotState.SILENT);
        }
    }

    @Test
    void aFollowUpThatIsToBeRepeatedIsPostedAllTheSame() throws Exception {
        try (Morning morning = Morning.of(company(false))
                .with(following())
                .configured(yaml -> yaml.replaceFirst("(?m)^    follows: .*$", "$0\n    repeat: true"))
                .begin()) {
            morning.awaitAll(1, 1);
            morning.comes(RECHECK);
            morning.awaitTrue(() -> morning.group(0).size() == 2);

            int still = morning.page(0).absent().size();
            assertThat(morning.group(0).get(1).title()).contains("仍未打卡 " + still + " 人");
        }
    }

    @Test
    void whereTheFirstDigestWasNotReadTheFollowUpIsAWholeDigest() throws Exception {
        try (Morning morning = Morning.of(company(false))
                .with(following())
                .failing(it -> it.robotFails(0, Fault.ROBOT_REMOVED, -1))
                .begin()) {
            morning.awaitTrue(() -> morning.hr().stream()
                    .anyMatch(one -> one.text().contains("未送达") && one.text().contains("机器人已被移除")));
            morning.simulator().faults().clear();
            morning.comes(RECHECK);
            morning.awaitTrue(() -> morning.group(0).size() == 1);

            assertThat(Morning.named(morning.group(0).get(0))).containsExactlyInAnyOrderElementsOf(morning.names(0));
        }
    }

    /** Nobody knows yet what the group will have read. */
    @Test
    void aFollowUpWaitsForTheDigestThatItFollows() throws Exception {
        ConfigOptions soon = ConfigOptions.morningAt("09:40")
                .withCorrectAfter(Duration.ZERO)
                .withCutoff(new ConfigOptions.Cutoff("recheck", "10:00", "morning", false));
        try (Morning morning = Morning.of(company(false))
                .with(soon)
                .configured(yaml -> yaml.replaceFirst("(?m)^    follows: .*$", "$0\n    repeat: true"))
                .failing(it -> it.robotFails(0, Fault.HTTP_503, -1))
                .begin()) {
            morning.awaitTrue(() -> !morning.simulator().attempts().isEmpty());
            Instant after = Morning.CUTOFF.plus(Duration.ofMinutes(20));
            morning.comes(after.plusSeconds(1));
            morning.app().round();
            morning.awaitTrue(() -> waits(morning));
            assertThat(morning.group(0)).isEmpty();

            morning.simulator().faults().clear();
            for (int minute = 1; morning.group(0).size() < 2 && minute < 10; minute++) {
                morning.comes(after.plus(Duration.ofMinutes(minute)));
                morning.app().round();
                morning.within(Duration.ofSeconds(2), () -> morning.group(0).size() == 2);
            }
            assertThat(morning.group(0)).hasSize(2);
            assertThat(morning.group(0).get(0).title()).contains("09:40");
            assertThat(morning.group(0).get(1).title()).contains("10:00", "仍未打卡");
        }
    }

    /** Whether the follow-up was looked at and put off. */
    private static boolean waits(Morning morning) {
        try (Sql sql = Sql.of(morning.database())) {
            return !sql.texts("select state from slot where cutoff = 'recheck' and department <> 0 and state = 'due'"
                            + " and next_at > as_of")
                    .isEmpty();
        }
    }

    @Test
    void whoWasThereOrOnLeaveBeforeTheCutoffAfterAllIsClearedByNameOnce() throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ofMinutes(30)))
                .failing(it -> {
                    Instant known = Morning.CUTOFF.plus(Duration.ofMinutes(20));
                    it.simulator().lateData(punched(it), known);
                    it.simulator().approveLate(onLeave(it), known);
                })
                .begin()) {
            String wronged = morning.company().nameOf(punched(morning));
            String onLeave = morning.company().nameOf(onLeave(morning));
            morning.awaitAll(1, 1);
            assertThat(Morning.named(morning.group(0).get(0))).contains(wronged, onLeave);

            morning.comes(CORRECTION.plusSeconds(1));
            morning.awaitTrue(() -> morning.group(0).size() == 2);
            ChatMessage correction = morning.group(0).get(1);
            assertThat(correction.title()).contains("更正 2 人");
            assertThat(correction.text()).contains("以下 2 人不应列入 09:40 的名单", wronged, onLeave, "已打卡", "请假/出差");
            Stream<String> others =
                    morning.names(0).stream().filter(name -> !name.equals(wronged) && !name.equals(onLeave));
            assertThat(others).noneMatch(name -> correction.text().contains(name));

            morning.comes(CORRECTION.plus(Duration.ofMinutes(40)));
            morning.stop();
            morning.restart();
            morning.app().round();
            morning.stop();
            assertThat(morning.group(0)).hasSize(2);
        }
    }

    /** The plan of the roll call did not say that there would be a request. */
    @Test
    void whoseOutingWasApprovedAfterTheDigestIsCleared() throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ofMinutes(30)))
                .failing(it ->
                        it.simulator().approveOutingLate(onLeave(it), Morning.CUTOFF.plus(Duration.ofMinutes(20))))
                .begin()) {
            String out = morning.company().nameOf(onLeave(morning));
            morning.awaitAll(1, 1);
            assertThat(Morning.named(morning.group(0).get(0))).contains(out);

            morning.comes(CORRECTION.plusSeconds(1));
            morning.awaitTrue(() -> morning.group(0).size() == 2);
            assertThat(morning.group(0).get(1).title()).contains("更正 1 人");
            assertThat(morning.group(0).get(1).text()).contains(out, "请假/出差");
        }
    }

    /** DingTalk refused the names; nobody is to read them in a correction. */
    @Test
    void whomADigestDidNotNameNoCorrectionClears() throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ofMinutes(30)))
                .failing(it -> {
                    it.robotFails(0, Fault.ROBOT_CONTENT_REFUSED, 1);
                    it.simulator().lateData(punched(it), Morning.CUTOFF.plus(Duration.ofMinutes(20)));
                })
                .begin()) {
            morning.awaitAll(1, 1);
            String wronged = morning.company().nameOf(punched(morning));
            assertThat(morning.group(0)).hasSize(1);
            assertThat(morning.group(0).get(0).text()).contains("未打卡").doesNotContain(wronged);

            morning.comes(CORRECTION.plusSeconds(1));
            morning.app().round();
            morning.stop();
            assertThat(morning.group(0)).hasSize(1);
            assertThat(morning.slots()).allMatch(slot -> slot.correctAt() == null);
        }
    }

    /**
     * The process ends when DingTalk has the counts and before it has written down more than that; the next one comes so
     * many minutes after the cutoff, in time or not.
     */
    @ParameterizedTest
    @CsvSource({
        "sending, 1, 0, 2",
        "sent, 1, 0, 2",
        "sending, 0, 1, 2",
        "sent, 0, 1, 2",
        "sending, 1, 0, 90",
        "sending, 0, 1, 90"
    })
    void whatAKilledProcessHasPostedIsCorrectedWhereItNamedSomebody(
            String state, int refusals, long corrected, int minutes) throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ofMinutes(30)))
                .failing(it -> it.robotFails(0, Fault.ROBOT_CONTENT_REFUSED, refusals))
                .begin()) {
            morning.awaitTrue(() -> morning.hr().size() == 1 && morning.group(0).size() == 1);
            morning.stop();
            try (Sql sql = Sql.of(morning.database())) {
                sql.run("update slot set state = 'sending', sent_at = null, ended_at = null, correct_at = null");
                sql.run("update delivery set sent_at = null, state = ?", state);
            }
            morning.comes(Morning.CUTOFF.plus(Duration.ofMinutes(minutes)));
            morning.restart();
            morning.app().round();
            morning.awaitTrue(() -> readyAndQuiet(morning));
            morning.stop();

            assertThat(morning.group(0)).hasSize(1);
            assertThat(morning.slots()).hasSize(2).allMatch(slot -> slot.state() == SlotState.SENT);
            assertThat(morning.slots().stream().filter(slot -> slot.correctAt() != null))
                    .hasSize((int) corrected);
        }
    }

    /** Everything that was due has ended. */
    private static boolean readyAndQuiet(Morning morning) {
        try (Sql sql = Sql.of(morning.database())) {
            return sql.texts("select state from slot where state <> 'sent'").isEmpty();
        }
    }

    @Test
    void whatHrCannotBeToldTheAdminsAreToldOnce() throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ZERO))
                .failing(it -> {
                    it.robotFails(0, Fault.ROBOT_REMOVED, -1);
                    it.hrFails(Fault.ROBOT_REMOVED, -1);
                })
                .begin()) {
            morning.awaitTrue(() -> !admin(morning).isEmpty());
            morning.stop();
            morning.restart();
            morning.app().round();
            morning.app().round();
            morning.stop();

            assertThat(admin(morning))
                    .singleElement()
                    .extracting(ChatMessage::text)
                    .asString()
                    .contains("未送达")
                    .containsPattern("- 全公司.*机器人已被移除")
                    .contains("- " + morning.page(0).name());
        }
    }

    private static List<ChatMessage> admin(Morning morning) {
        return morning.simulator().chats().toUser(morning.company().adminUserId());
    }

    private static String punched(Morning morning) {
        return morning.company().userIds(Situation.ON_TIME).get(0);
    }

    private static String onLeave(Morning morning) {
        return morning.company().userIds(Situation.STAYS_AWAY).get(0);
    }

    @Test
    void whereTheListWasRightNothingIsCorrected() throws Exception {
        try (Morning morning = Morning.of(company(true))
                .with(ConfigOptions.morningAt("09:40").withCorrectAfter(Duration.ofMinutes(30)))
                .begin()) {
            morning.awaitAll(1, 1);
            long before = calls(morning);
            morning.comes(CORRECTION.plusSeconds(1));
            morning.awaitTrue(() -> calls(morning) > before);
            morning.app().round();
            morning.stop();

            assertThat(morning.group(0)).hasSize(1);
            assertThat(List.of(state(morning, "morning"))).containsExactly(SlotState.SENT);
        }
    }

    private static long calls(Morning morning) {
        return morning.simulator().calls().counts().values().stream()
                .mapToLong(Integer::longValue)
                .sum();
    }
}
