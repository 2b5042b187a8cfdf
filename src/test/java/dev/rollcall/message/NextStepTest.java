package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static dev.rollcall.message.Cast.en;
import static dev.rollcall.message.Cast.engineering;
import static dev.rollcall.message.Cast.morning;
import static dev.rollcall.message.Cast.zh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a digest offers as the next step where the robot hears the group. */
class NextStepTest {
    private static final String ABSENT =
            "[谁没打卡](dtmd://dingtalkclient/sendMessage?content=%E8%B0%81%E6%B2%A1%E6%89%93%E5%8D%A1)";
    private static final String OFFER = "\n\n最新情况：" + ABSENT + "（对机器人发送“谁没打卡”）";

    private final DigestRenderer renderer = new DigestRenderer();
    private final DigestContext hearing = morning().receiving(true);
    private final DepartmentRollCall absent = engineering("张三", "李四", "王五").called("技术部");

    @Test
    void theLastLineOffersACommandToTouchAndToType() {
        String plain = renderer.digest(morning(), absent, zh()).orElseThrow().text();
        assertThat(renderer.digest(hearing, absent, zh()).orElseThrow().text()).isEqualTo(plain + OFFER);
        assertThat(renderer.digest(hearing, absent, en()).orElseThrow().text())
                .endsWith("\n\nThe latest: [absent today](dtmd://dingtalkclient/sendMessage?content=absent%20today)"
                        + " (send the robot “absent today”)");
        FollowUp then = new FollowUp(at("09:00"), Set.of("u37"));
        assertThat(renderer.followUp(hearing, absent, then, zh()).text()).endsWith(OFFER);
        assertThat(renderer.dataDown(hearing.tried(3, at("10:40")), absent, zh())
                        .text())
                .endsWith("会自动补发" + OFFER);
    }

    @Test
    void aHeldListSaysWhoMayReleaseItAndIsNotReleasedByASlipOfTheFinger() {
        assertThat(renderer.spikeHeld(hearing, absent, zh()).text())
                .endsWith(OFFER + "\n\n部门负责人、人事或管理员核实后，对机器人发送“放行”即公布名单");
        assertThat(renderer.spikeHeld(hearing, absent, en()).text())
                .endsWith(
                        "\n\nOnce the data is verified, the lead, HR or an admin sends the robot “release” to post the list");
    }

    @Test
    void theRollUpOffersTheSummary() {
        assertThat(renderer.company(hearing, Cast.company(hearing, absent.counts(), absent), List.of(), zh())
                        .text())
                .endsWith("\n\n最新情况：[汇总](dtmd://dingtalkclient/sendMessage?content=%E6%B1%87%E6%80%BB)（对机器人发送“汇总”）");
    }

    @Test
    void nothingIsOfferedWhereTheRobotHearsNothingOrNobodyIsMissingOrOnlyNumbersPass() {
        DepartmentRollCall in = new Cast().many(3, Standing.PRESENT).called("技术部");
        assertThat(renderer.digest(hearing, in, zh())).isEqualTo(renderer.digest(morning(), in, zh()));
        DigestStyle plain = zh().countsOnly();
        assertThat(renderer.digest(hearing, absent, plain)).isEqualTo(renderer.digest(morning(), absent, plain));
        assertThat(renderer.digest(hearing.receiving(false), absent, zh()))
                .isEqualTo(renderer.digest(morning(), absent, zh()));
    }

    @Test
    void theOfferStaysWhateverElseIsSetAfterwards() {
        DigestContext all = DigestContext.of(at("09:40"), at("09:40:12"), Cast.DAY, Cast.SHANGHAI)
                .receiving(true)
                .linkedTo(null)
                .guardedBy(0)
                .mentioningLeads(false)
                .tried(0, null)
                .late(null);
        assertThat(renderer.digest(all, absent, zh()).orElseThrow().text()).endsWith(OFFER);
    }
}
