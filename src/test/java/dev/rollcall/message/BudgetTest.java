package dev.rollcall.message;

import static dev.rollcall.message.Cast.morning;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestStyle.Mention;
import dev.rollcall.message.DigestStyle.Show;
import dev.rollcall.message.DigestStyle.WhenAllPresent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private final DigestRenderer renderer = new DigestRenderer();

    private Message digest(DepartmentRollCall rollCall) {
        return renderer.digest(morning(), rollCall, Cast.zh()).orElseThrow();
    }

    private static byte[] body(Message message) throws Exception {
        return new ObjectMapper()
                .writeValueAsBytes(Map.of(
                        "msgtype",
                        "markdown",
                        "markdown",
                        Map.of("title", message.title(), "text", message.text()),
                        "at",
                        Map.of("atUserIds", message.mentions(), "isAtAll", false),
                        "msgUuid",
                        "00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void threeNamesTakeAboutFourHundredBytesAndAHundredAboutSevenHundred() {
        int around = 170;
        assertThat(Budget.bytes(digest(Cast.engineering("张三", "李四", "王五").called("技术部"))))
                .isBetween(413 - around, 413 + around);
        Cast hundred = new Cast().many(39, Standing.PRESENT).many(100, Standing.ABSENT, "后端组");
        assertThat(Budget.bytes(digest(hundred.called("技术部")))).isBetween(727 - around, 727 + 2 * around);
    }

    @Test
    void bytesAreThoseOfTheBodyAsJson() throws Exception {
        DigestStyle style = Cast.style(Language.ZH, Show.NAMES, Mention.ABSENTEES);
        DepartmentRollCall rollCall = Cast.engineering("a\"b", "😀", "王五").called("技术部");
        Message message = renderer.digest(morning(), rollCall, style).orElseThrow();
        assertThat(body(message).length).isBetween(Budget.bytes(message) - 1, Budget.bytes(message));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 40, 41, 100, 300, 1000})
    void anyNumberOfPeopleFitsIntoOneReadableMessage(int number) {
        Cast cast = new Cast();
        for (int i = 0; i < number; i++) {
            cast.absent("欧阳某某" + i, "第" + i % 30 + "组", "09:00");
        }
        Message message = digest(cast.called("技术部"));
        assertThat(Budget.fits(message)).isTrue();
        assertThat(message.text()).contains("**" + number + "**");
        assertThat(message.text().length()).isLessThan(1500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 15, 40, 41, 1000})
    void namesOfFourKilobytesCostNamesButNeverTheNumber(int number) {
        String huge = "😀".repeat(1000);
        Cast cast = new Cast();
        for (int i = 0; i < number; i++) {
            cast.absent(huge, huge + i % 7, "09:00").with(huge, huge + i % 7, Standing.UNVERIFIED, "09:00");
        }
        Message message = digest(cast.called(huge));
        assertThat(Budget.fits(message)).isTrue();
        assertThat(message.title()).hasSizeLessThan(70);
        assertThat(message.text()).contains("未打卡 " + number + " 人 · 未核对 " + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 40, 41, 300, 1000})
    void aCorrectionOfAnyNumberOfPeopleIsOneReadableMessage(int number) {
        Cast cast = new Cast();
        for (int i = 0; i < number; i++) {
            cast.with("欧阳某某" + i, "第" + i % 30 + "组", EveryForm.CLEARS.get(i % 4), "09:00");
        }
        DepartmentRollCall known = cast.called("技术部");
        Message message = renderer.correction(morning(), known, known.findings(), Cast.zh());
        assertThat(Budget.fits(message)).isTrue();
        assertThat(message.title()).isEqualTo("技术部 09:40 更正 " + number + " 人");
        assertThat(message.text().length()).isLessThan(1500);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 40, 41, 1000})
    void everyFormWithNamesOfFourKilobytesFits(int number) {
        List<String> huge =
                IntStream.range(0, number).mapToObj(i -> "😀".repeat(1000) + i).toList();
        for (Language language : Language.values()) {
            DigestStyle style = Cast.keyword(Cast.style(language, Show.NAMES, Mention.ABSENTEES), "考勤通知");
            assertThat(EveryForm.of(renderer, huge, style)).allSatisfy(message -> {
                assertThat(Budget.fits(message)).isTrue();
                assertThat(message.title()).hasSizeLessThan(80);
                assertThat(message.text()).contains("考勤通知");
            });
        }
    }

    @Test
    void manyFailuresWithLongWordsFit() {
        String huge = "😀".repeat(1000);
        List<FailedDelivery> failed = IntStream.range(0, 60)
                .mapToObj(i -> new FailedDelivery(huge + i, "STALE_SIGNATURE", huge, huge))
                .toList();
        Message message = renderer.failures(morning(), failed, Cast.zh());
        assertThat(Budget.fits(message)).isTrue();
        assertThat(message.text()).contains("未送达 60 个部门\n", "\n- 其他 55 条\n");
    }

    @Test
    void fiftyLongIdsDoNotPushOutTheDigest() {
        List<String> leads =
                IntStream.range(0, 50).mapToObj(i -> "x".repeat(80) + i).toList();
        DigestStyle style = new DigestStyle(Language.ZH, Show.NAMES, Mention.LEAD, leads, WhenAllPresent.BRIEF, null);
        DepartmentRollCall rollCall = Cast.engineering("张三", "李四", "王五").called("技术部");
        Message message = renderer.digest(morning().mentioningLeads(true), rollCall, style)
                .orElseThrow();
        assertThat(Budget.fits(message)).isTrue();
        assertThat(message.text()).contains("张三");
    }
}
