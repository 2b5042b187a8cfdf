package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.common.Secret;
import dev.rollcall.delivery.MessageIds;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Deliveries.Finished;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.ledger.Slots.Ending;
import dev.rollcall.ledger.Slots.Planned;
import dev.rollcall.message.DigestContext.Lateness;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a department's group reads, by a roll call and by what the ledger knows of before. */
class PostingsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant CUTOFF = DATE.atTime(9, 40).atZone(ZONE).toInstant();
    private static final Instant UNTIL = CUTOFF.plusSeconds(3600);
    private static final RobotConfig GROUP = robot("group", null);
    private static final RobotConfig HR = robot("hr", "人事");

    @TempDir
    Path directory;

    private final UUID process = UUID.randomUUID();
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.open(
                new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 180), Clock.fixed(CUTOFF, ZONE));
        ledger.slots().renew(process);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static RobotConfig robot(String token, @Nullable String keyword) {
        return new RobotConfig(Secret.of("https://oapi.dingtalk.com/robot/send?access_token=" + token), null, keyword);
    }

    private static DepartmentConfig department(
            @Nullable RobotConfig robot, DigestStyle.Mention mention, boolean shadow) {
        DepartmentConfig bare = DepartmentConfig.of(4100, Language.ZH);
        return new DepartmentConfig(
                4100,
                "技术部",
                List.of(),
                robot,
                List.of("morning"),
                List.of("lead1"),
                null,
                mention,
                bare.show(),
                bare.whenAllPresent(),
                bare.language(),
                shadow);
    }

    private static DepartmentConfig department() {
        return department(GROUP, DigestStyle.Mention.NONE, false);
    }

    private Postings postings(@Nullable CompanyConfig company, List<String> admins) {
        CheckSettings settings =
                new CheckSettings(ZONE, Set.of(), 0.6, List.of(), company, true, BoardAddress.NONE, admins);
        Timetable timetable = Timetable.of(
                ZONE, List.of(after("recheck", false), after("again", true)), Duration.ZERO, Duration.ZERO);
        return new Postings(new DigestRenderer(), settings, new Recipients(settings), new Past(ledger, timetable));
    }

    private Postings postings() {
        return postings(null, List.of());
    }

    private static CutoffConfig after(String name, boolean repeat) {
        CutoffConfig plain = CutoffConfig.at(name, LocalTime.of(10, 30));
        return new CutoffConfig(name, plain.at(), null, plain.days(), plain.maxLate(), "morning", repeat, false);
    }

    private static SlotKey key(String cutoff) {
        return new SlotKey(4100, DATE, cutoff);
    }

    /** Somebody who is absent is 张三, 李四, 王五 in turn. */
    private static RollCall rollCall(Standing... standings) {
        List<String> names = List.of("张三", "李四", "王五");
        List<Finding> findings = new ArrayList<>();
        for (Standing standing : standings) {
            String name = standing == Standing.ABSENT ? names.get(findings.size() % 3) : "某某";
            findings.add(new Finding(
                    new Employee("u" + findings.size(), name, null),
                    "",
                    standing,
                    CUTOFF.minusSeconds(2400),
                    false,
                    null,
                    CUTOFF.plusSeconds(30_000)));
        }
        DepartmentRollCall department = new DepartmentRollCall(4100, "技术部", true, findings, List.of("boss"));
        return new RollCall(CUTOFF, CUTOFF, DATE, ZONE, List.of(department), Counts.of(findings), Map.of(), List.of());
    }

    private static RollCall oneAbsent() {
        return rollCall(Standing.ABSENT, Standing.PRESENT, Standing.PRESENT);
    }

    private static RollCall allIn() {
        return rollCall(Standing.PRESENT, Standing.PRESENT, Standing.PRESENT);
    }

    private static RollCall spike() {
        return rollCall(Standing.ABSENT, Standing.ABSENT, Standing.ABSENT);
    }

    private static RollCall down() {
        return rollCall(Standing.UNVERIFIED, Standing.UNVERIFIED);
    }

    private static Optional<Posting> of(
            Postings postings, DepartmentConfig department, String cutoff, RollCall rollCall) {
        return postings.of(
                slot(cutoff, 0),
                department,
                rollCall,
                rollCall.departments().get(0),
                new Circumstances(null, Set.of(), Set.of()));
    }

    /** What is said to 技术部 under {@code circumstances}. */
    private Posting posting(Circumstances circumstances, String cutoff, RollCall rollCall) {
        return postings()
                .of(
                        slot(cutoff, 0),
                        department(),
                        rollCall,
                        rollCall.departments().get(0),
                        circumstances)
                .orElseThrow();
    }

    private static Slot slot(String cutoff, int resend) {
        return new Slot(
                key(cutoff),
                CUTOFF,
                UNTIL,
                SlotState.CLAIMED,
                false,
                0,
                false,
                false,
                null,
                null,
                null,
                null,
                resend,
                "");
    }

    private static Posting posting(Postings postings, DepartmentConfig department, String cutoff, RollCall rollCall) {
        return of(postings, department, cutoff, rollCall).orElseThrow();
    }

    private static Frozen message(Posting posting) {
        return Objects.requireNonNull(posting.message());
    }

    /** Posts it, and writes down that it ended as {@code state}. */
    private Posting posted(Posting posting, RollCall rollCall, SlotState state) {
        SlotKey key = posting.key();
        List<Slot> mine = ledger.slots().claimThese(process, List.of(new Planned(key, CUTOFF, UNTIL, CUTOFF)));
        assertThat(mine).hasSize(1);
        ledger.rollCalls().freeze(process, rollCall, List.of(posting.rolled()));
        boolean taken = state == SlotState.SENT;
        Finished finished = posting.message() == null
                ? null
                : new Finished(posting.message().msgUuid(), taken, taken ? null : "REFUSED", null, CUTOFF);
        Ending ending = new Ending(state, CUTOFF, false, taken ? null : "REFUSED", null, null);
        assertThat(ledger.slots().end(process, key, ending, finished)).isTrue();
        return posting;
    }

    private Posting posted(DepartmentConfig department, String cutoff, RollCall rollCall) {
        return posted(posting(postings(), department, cutoff, rollCall), rollCall, SlotState.SENT);
    }

    @Test
    void theRollUpLooksAtEveryDepartmentAndOnlyThoseThatNameTheCutoffGetADigest() {
        DepartmentConfig silent = DepartmentConfig.of(4200, Language.ZH);
        DepartmentConfig named = department();
        CheckSettings settings = new CheckSettings(
                ZONE,
                Set.of(),
                0.6,
                List.of(named, silent),
                new CompanyConfig(robot("hr", null), List.of("morning", "noon")),
                true,
                BoardAddress.NONE,
                List.of());
        ZonedDateTime fire = CUTOFF.atZone(ZONE);

        Check morning = settings.check(CutoffConfig.at("morning", LocalTime.of(9, 40)), fire);
        Check noon = settings.check(CutoffConfig.at("noon", LocalTime.of(9, 40)), fire);

        assertThat(morning.departments()).containsExactly(named, silent);
        assertThat(morning.digests()).containsExactly(4100L);
        assertThat(noon.departments()).containsExactly(named, silent);
        assertThat(noon.digests()).isEmpty();
        assertThat(noon.company()).isTrue();
    }

    @Test
    void withoutARobotThereIsNoMessage() {
        DepartmentConfig quiet = department(null, DigestStyle.Mention.NONE, false);

        assertThat(of(postings(new CompanyConfig(HR, List.of()), List.of("admin")), quiet, "morning", oneAbsent()))
                .isEmpty();
    }

    @Test
    void inShadowTheDigestGoesToHrWithItsKeywordAndMentionsNobody() {
        DepartmentConfig shadow = department(GROUP, DigestStyle.Mention.LEAD, true);

        Posting posting =
                posting(postings(new CompanyConfig(HR, List.of()), List.of("admin")), shadow, "morning", oneAbsent());

        assertThat(((Recipient.Group) posting.recipient()).robot()).isEqualTo(HR);
        assertThat(message(posting).message().text()).contains("张三", "人事");
        assertThat(message(posting).message().mentions()).isEmpty();
    }

    @Test
    void inShadowWithoutHrTheAdminsGetItInPrivateAndWithoutThemNobody() {
        DepartmentConfig shadow = department(GROUP, DigestStyle.Mention.NONE, true);

        Posting posting = posting(postings(null, List.of("admin1", "admin2")), shadow, "morning", oneAbsent());

        assertThat(((Recipient.Private) posting.recipient()).userIds()).containsExactly("admin1", "admin2");
        assertThat(of(postings(), shadow, "morning", oneAbsent())).isEmpty();
    }

    @Test
    void noticesShareOneIdOfTheSlotAndTheDigestHasAnother() {
        DepartmentConfig department = department();

        UUID digest =
                message(posting(postings(), department, "morning", oneAbsent())).msgUuid();
        UUID held = message(posting(postings(), department, "morning", spike())).msgUuid();
        UUID none = message(posting(postings(), department, "morning", down())).msgUuid();

        assertThat(held).isEqualTo(none).isNotEqualTo(digest);
        assertThat(message(posting(postings(), department, "morning", oneAbsent()))
                        .msgUuid())
                .isEqualTo(digest);
        assertThat(message(posting(postings(), department, "second", oneAbsent()))
                        .msgUuid())
                .isNotEqualTo(digest);
    }

    @Test
    void whatDingTalkRefusesToShowIsSaidInNumbersUnderTheSameId() {
        Frozen frozen = message(posting(postings(), department(), "morning", oneAbsent()));

        assertThat(frozen.message().text()).contains("张三");
        assertThat(Objects.requireNonNull(frozen.plain()).text())
                .contains("未打卡 **1**")
                .doesNotContain("张三");
    }

    @Test
    void leadsAreMentionedWithTheFirstNamesOfTheDayAndNotWithANotice() {
        DepartmentConfig department = department(GROUP, DigestStyle.Mention.LEAD, false);

        assertThat(message(posted(department, "early", spike())).message().mentions())
                .isEmpty();
        assertThat(message(posted(department, "morning", oneAbsent())).message().mentions())
                .containsExactly("lead1");
        assertThat(message(posted(department, "later", oneAbsent())).message().mentions())
                .isEmpty();
    }

    @Test
    void theSlotsOneNoticeIsNotSaidAgain() {
        posted(posting(postings(), department(), "morning", spike()), spike(), SlotState.SENT);

        Posting again = posting(postings(), department(), "morning", down());

        assertThat(again.message()).isNull();
        assertThat(again.again()).isTrue();
    }

    @Test
    void whereNobodyIsDueThereIsNothingToSay() {
        Posting posting = posting(postings(), department(), "morning", rollCall(Standing.NOT_DUE));

        assertThat(posting.message()).isNull();
        assertThat(posting.again()).isFalse();
        assertThat(posting.held()).isFalse();
    }

    @Test
    void aLateDigestDoesNotNameThoseWhoHaveComeSinceAndTheLedgerKnowsWhomItNamed() {
        RollCall rollCall =
                rollCall(Standing.ABSENT, Standing.ABSENT, Standing.PRESENT, Standing.PRESENT, Standing.PRESENT);
        Lateness late = new Lateness(CUTOFF.plusSeconds(300), null, null, Set.of("u0"));

        Posting posting = posting(new Circumstances(late, Set.of(), Set.of()), "morning", rollCall);
        posted(posting, rollCall, SlotState.SENT);

        assertThat(posting.late()).isTrue();
        assertThat(message(posting).message().text()).contains("李四").doesNotContain("张三");
        assertThat(ledger.rollCalls().of(key("morning")).orElseThrow().named()).containsExactly("u1");
    }

    @Test
    void whomALeadKnowsOfIsCountedAndNeitherNamedNorClearedLater() {
        RollCall rollCall = rollCall(Standing.ABSENT, Standing.ABSENT, Standing.PRESENT, Standing.PRESENT);
        Posting posting = posting(new Circumstances(null, Set.of("u0", "u3"), Set.of()), "morning", rollCall);
        posted(posting, rollCall, SlotState.SENT);

        assertThat(message(posting).message().text())
                .contains("未打卡 **2**", "李四", "其中 1 人负责人已知情，不列出")
                .doesNotContain("张三");
        assertThat(posting.unnamed()).containsExactly("u0");
        assertThat(ledger.rollCalls().of(key("morning")).orElseThrow().named()).containsExactly("u1");
    }

    @Test
    void whereTheRobotHearsTheGroupADigestOffersTheNextStepAndElsewhereNot() {
        Circumstances heard = new Circumstances(null, Set.of(), Set.of(4100L));
        assertThat(message(posting(heard, "morning", oneAbsent())).message().text())
                .contains("dtmd://", "谁没打卡");
        assertThat(message(posting(heard, "morning", spike())).message().text()).contains("放行");
        assertThat(message(posting(new Circumstances(null, Set.of(), Set.of(4200L)), "morning", oneAbsent()))
                        .message()
                        .text())
                .doesNotContain("dtmd://", "谁没打卡");
    }

    @Test
    void whatIsReleasedIsPostedUnderTheDigestsIdAndItsFollowUpIsNotHeldEither() {
        UUID digest = message(posting(postings(), department(), "morning", oneAbsent()))
                .msgUuid();
        posted(posting(postings(), department(), "morning", spike()), spike(), SlotState.SENT);
        assertThat(ledger.releases().release(key("morning"), "lead1", CUTOFF, UNTIL))
                .isTrue();

        Posting released = posting(postings(), department(), "morning", spike());
        assertThat(released.held()).isFalse();
        assertThat(message(released).msgUuid()).isEqualTo(digest);
        assertThat(message(released).message().text()).contains("张三");
        assertThat(posting(postings(), department(), "recheck", spike()).held()).isFalse();
        assertThat(posting(postings(), department(), "noon", spike()).held()).isTrue();
    }

    @Test
    void whatSomebodyAskedForOnceMoreHasAnIdOfItsOwnAndIsSaidAlthoughNothingHasChanged() {
        posted(department(), "morning", oneAbsent());
        assertThat(posting(postings(), department(), "recheck", oneAbsent()).message())
                .isNull();

        Posting again = postings()
                .of(
                        slot("recheck", 1),
                        department(),
                        oneAbsent(),
                        oneAbsent().departments().get(0),
                        new Circumstances(null, Set.of(), Set.of()))
                .orElseThrow();
        assertThat(message(again).message().text()).contains("仍未打卡");
        assertThat(message(again).msgUuid())
                .isEqualTo(MessageIds.of(4100, DATE, "recheck", MessageKind.DIGEST, 1))
                .isNotEqualTo(MessageIds.of(4100, DATE, "recheck", MessageKind.DIGEST, 0));
    }

    @Test
    void aPreviewSaysWhatTheGroupWouldReadAlsoWhereItHasBeenTold() {
        RollCall spike = spike();
        posted(posting(postings(), department(), "morning", spike), spike, SlotState.SENT);
        Circumstances none = new Circumstances(null, Set.of(), Set.of());

        assertThat(postings()
                        .preview(
                                slot("morning", 0),
                                department(),
                                spike,
                                spike.departments().get(0),
                                none))
                .hasValueSatisfying(message -> assertThat(message.text()).contains("数据待核对"));
        RollCall absent = oneAbsent();
        assertThat(postings()
                        .preview(
                                slot("noon", 0),
                                department(),
                                absent,
                                absent.departments().get(0),
                                none))
                .contains(message(posting(postings(), department(), "noon", absent))
                        .message());
        RollCall nobody = rollCall(Standing.NOT_DUE);
        assertThat(postings()
                        .preview(
                                slot("noon", 0),
                                department(),
                                nobody,
                                nobody.departments().get(0),
                                none))
                .isEmpty();
    }

    @Test
    void aFollowUpIsSilentWhereNothingHasChanged() {
        posted(department(), "morning", oneAbsent());

        assertThat(posting(postings(), department(), "recheck", oneAbsent()).message())
                .isNull();
    }

    @Test
    void aFollowUpThatRepeatsIsPostedAlthoughNothingHasChanged() {
        posted(department(), "morning", oneAbsent());

        assertThat(message(posting(postings(), department(), "again", oneAbsent()))
                        .message()
                        .text())
                .contains("张三");
    }

    @Test
    void aFollowUpSaysWhoHasComeAndWhoIsNew() {
        posted(department(), "morning", oneAbsent());

        Frozen frozen = message(posting(
                postings(), department(), "recheck", rollCall(Standing.PRESENT, Standing.ABSENT, Standing.PRESENT)));

        assertThat(frozen.message().text()).contains("09:40", "李四");
        assertThat(frozen.kind()).isEqualTo(MessageKind.DIGEST);
        assertThat(Objects.requireNonNull(frozen.plain()).text()).doesNotContain("李四", "张三");
    }

    @Test
    void whereTheFirstDigestDidNotArriveOrWasHeldTheFollowUpIsAWholeDigest() {
        String whole = message(posting(postings(), department(), "second", oneAbsent()))
                .message()
                .text();

        posted(posting(postings(), department(), "morning", oneAbsent()), oneAbsent(), SlotState.FAILED);
        assertThat(message(posting(postings(), department(), "recheck", oneAbsent()))
                        .message()
                        .text())
                .isEqualTo(whole);
    }

    @Test
    void whereTheFirstDigestWasHeldTheFollowUpIsAWholeDigest() {
        posted(department(), "morning", spike());

        assertThat(message(posting(postings(), department(), "recheck", oneAbsent()))
                        .message()
                        .text())
                .contains("未打卡 **1**", "张三");
    }

    @Test
    void whereTheFirstCutoffWasMissedTheFollowUpIsAWholeDigest() {
        ledger.slots().plan(List.of(new Planned(key("morning"), CUTOFF, CUTOFF.plusSeconds(60), CUTOFF)));
        ledger.expiry().expire(UNTIL);
        assertThat(ledger.slots().find(key("morning")).orElseThrow().state()).isEqualTo(SlotState.MISSED);

        assertThat(message(posting(postings(), department(), "recheck", oneAbsent()))
                        .message()
                        .text())
                .contains("未打卡 **1**", "张三");
    }

    @Test
    void whereNobodyWasNamedTheFollowUpIsAWholeDigestOrSilent() {
        posted(department(), "morning", allIn());

        assertThat(posting(postings(), department(), "recheck", allIn()).message())
                .isNull();
        assertThat(message(posting(postings(), department(), "recheck", oneAbsent()))
                        .message()
                        .text())
                .contains("未打卡 **1**", "张三");
    }

    @Test
    void aFailedDeliveryIsToldByItsReasonAndCode() {
        assertThat(RollUps.told(failed("ROBOT_REMOVED", "robot was removed (errcode 300005)"), Map.of())
                        .reason())
                .isEqualTo("ROBOT_REMOVED");
        assertThat(RollUps.told(failed("ROBOT_REMOVED", "robot was removed (errcode 300005)"), Map.of())
                        .detail())
                .isEqualTo("300005");
        assertThat(RollUps.told(failed("DEADLINE", "no answer"), Map.of()).detail())
                .isNull();
    }

    private static Slot failed(String reason, String words) {
        return new Slot(
                key("morning"),
                CUTOFF,
                UNTIL,
                SlotState.FAILED,
                true,
                0,
                false,
                false,
                reason,
                words,
                null,
                null,
                0,
                "技术部");
    }
}
