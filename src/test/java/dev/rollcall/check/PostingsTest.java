package dev.rollcall.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.common.Secret;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.Deliverer;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostingsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    private static final Instant CUTOFF = DATE.atTime(9, 40).atZone(ZONE).toInstant();
    private static final RobotConfig GROUP = robot("group", null);
    private static final RobotConfig HR = robot("hr", "人事");

    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private boolean refusesNames;
    private final Deliverer deliverer = new Deliverer(
            (recipient, message, id, longest) -> {
                sent.add(new Sent(recipient, message, id));
                if (refusesNames && message.text().contains("张三")) {
                    throw new DeliveryException(Reason.CONTENT_REFUSED, false, "refused (errcode 430104)");
                }
            },
            Waiting.real(),
            () -> 0);

    @AfterEach
    void close() {
        deliverer.close();
    }

    private static RobotConfig robot(String token, String keyword) {
        return new RobotConfig(Secret.of("https://oapi.dingtalk.com/robot/send?access_token=" + token), null, keyword);
    }

    private static DepartmentConfig department(RobotConfig robot, DigestStyle.Mention mention, boolean shadow) {
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

    private static Postings postings(CompanyConfig company, List<String> admins) {
        CheckSettings settings = new CheckSettings(ZONE, Set.of(), 0.6, List.of(), company, admins);
        return new Postings(new DigestRenderer(), settings, Language.ZH);
    }

    private static Check check(DepartmentConfig department, String cutoff) {
        return new Check(cutoff, CUTOFF, DATE, List.of(department), true);
    }

    private static RollCall rollCall(Standing... standings) {
        List<Finding> findings = new ArrayList<>();
        for (Standing standing : standings) {
            String name = standing == Standing.ABSENT ? "张三" : "某某";
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
        return rollCall(Standing.PRESENT, Standing.PRESENT, Standing.ABSENT);
    }

    private static RollCall spike() {
        return rollCall(Standing.ABSENT, Standing.ABSENT, Standing.ABSENT);
    }

    private static RollCall down() {
        return rollCall(Standing.UNVERIFIED, Standing.UNVERIFIED);
    }

    private Sent send(Postings postings, DepartmentConfig department, String cutoff, RollCall rollCall) {
        for (Posting posting : postings.departments(check(department, cutoff), rollCall)) {
            posting.start(deliverer, Duration.ofSeconds(10));
            assertThat(posting.delivered().outcome().delivered()).isTrue();
        }
        return sent.get(sent.size() - 1);
    }

    @Test
    void theRollUpLooksAtEveryDepartmentAndOnlyThoseThatNameTheCutoffGetADigest() {
        DepartmentConfig silent = DepartmentConfig.of(4200, Language.ZH);
        DepartmentConfig named = new DepartmentConfig(
                4100,
                "技术部",
                List.of(),
                robot("t", null),
                List.of("morning"),
                List.of(),
                null,
                DigestStyle.Mention.NONE,
                DigestStyle.Show.NAMES,
                DigestStyle.WhenAllPresent.BRIEF,
                Language.ZH,
                false);
        CheckSettings settings = new CheckSettings(
                ZONE,
                Set.of(),
                0.6,
                List.of(named, silent),
                new CompanyConfig(robot("hr", null), List.of("morning", "noon")),
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

        assertThat(postings(new CompanyConfig(HR, List.of()), List.of("admin"))
                        .departments(check(quiet, "morning"), oneAbsent()))
                .isEmpty();
    }

    @Test
    void inShadowTheDigestGoesToHrWithItsKeywordAndMentionsNobody() {
        DepartmentConfig shadow = department(GROUP, DigestStyle.Mention.LEAD, true);

        Sent posted =
                send(postings(new CompanyConfig(HR, List.of()), List.of("admin")), shadow, "morning", oneAbsent());

        assertThat(((Recipient.Group) posted.recipient()).robot()).isEqualTo(HR);
        assertThat(posted.message().text()).contains("张三", "人事");
        assertThat(posted.message().mentions()).isEmpty();
    }

    @Test
    void inShadowWithoutHrTheAdminsGetItInPrivateAndWithoutThemNobody() {
        DepartmentConfig shadow = department(GROUP, DigestStyle.Mention.NONE, true);

        Sent posted = send(postings(null, List.of("admin1", "admin2")), shadow, "morning", oneAbsent());

        assertThat(((Recipient.Private) posted.recipient()).userIds()).containsExactly("admin1", "admin2");
        assertThat(postings(null, List.of()).departments(check(shadow, "morning"), oneAbsent()))
                .isEmpty();
    }

    @Test
    void noticesShareOneIdOfTheSlotAndTheDigestHasAnother() {
        DepartmentConfig department = department(GROUP, DigestStyle.Mention.NONE, false);
        Postings postings = postings(null, List.of());

        UUID digest = send(postings, department, "morning", oneAbsent()).id();
        UUID held = send(postings, department, "morning", spike()).id();
        UUID none = send(postings, department, "morning", down()).id();

        assertThat(held).isEqualTo(none).isNotEqualTo(digest);
        assertThat(send(postings, department, "morning", oneAbsent()).id()).isEqualTo(digest);
        assertThat(send(postings, department, "recheck", oneAbsent()).id()).isNotEqualTo(digest);
    }

    @Test
    void whatDingTalkRefusesToShowIsSaidInNumbersUnderTheSameId() {
        refusesNames = true;

        Sent posted = send(
                postings(null, List.of()), department(GROUP, DigestStyle.Mention.NONE, false), "morning", oneAbsent());

        assertThat(sent).hasSize(2);
        assertThat(posted.message().text()).contains("未打卡 **1**").doesNotContain("张三");
        assertThat(posted.id()).isEqualTo(sent.get(0).id());
    }

    @Test
    void leadsAreMentionedWithTheFirstNamesOfTheDayAndNotWithANotice() {
        DepartmentConfig department = department(GROUP, DigestStyle.Mention.LEAD, false);
        Postings postings = postings(null, List.of());

        assertThat(send(postings, department, "early", spike()).message().mentions())
                .isEmpty();
        assertThat(send(postings, department, "morning", oneAbsent()).message().mentions())
                .containsExactly("lead1");
        assertThat(send(postings, department, "later", oneAbsent()).message().mentions())
                .isEmpty();
    }

    @Test
    void theRollUpMarksDepartmentsWhoseListIsHeld() {
        Posting rollUp = postings(new CompanyConfig(HR, List.of("morning")), List.of())
                .company(check(department(GROUP, DigestStyle.Mention.NONE, false), "morning"), spike(), List.of())
                .orElseThrow();
        rollUp.start(deliverer, Duration.ofSeconds(10));
        rollUp.delivered();

        assertThat(sent.get(0).message().text()).contains("（数据待核对）").doesNotContain("张三");
    }

    @Test
    void theRollUpIsSilentOnlyWhereNobodyIsDueForSure() {
        Postings postings = postings(new CompanyConfig(HR, List.of("morning")), List.of());
        Check check = check(department(GROUP, DigestStyle.Mention.NONE, false), "morning");

        assertThat(postings.company(check, rollCall(Standing.NOT_DUE), List.of()))
                .isEmpty();
        assertThat(postings.company(check, down(), List.of())).isPresent();
    }

    @Test
    void aFailedDeliveryIsToldByItsReasonAndCode() {
        Outcome outcome = new Outcome(false, 1, false, Reason.ROBOT_REMOVED, "robot was removed (errcode 300005)");

        assertThat(Postings.failed("技术部", outcome).reason()).isEqualTo("ROBOT_REMOVED");
        assertThat(Postings.failed("技术部", outcome).detail()).isEqualTo("300005");
        assertThat(Postings.failed("技术部", new Outcome(false, 9, false, Reason.DEADLINE, "no answer"))
                        .detail())
                .isNull();
    }

    private record Sent(Recipient recipient, Message message, UUID id) {}
}
