package dev.rollcall.message;

import static dev.rollcall.message.Asked.ZH;
import static dev.rollcall.message.Asked.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.Found.Tell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with any number of names are one readable message. */
@Execution(ExecutionMode.CONCURRENT)
class ReplySizeTest {
    private final ReplyRenderer renderer = new ReplyRenderer();

    private static DepartmentRollCall department(int number, Standing standing, String name) {
        List<Finding> findings = new ArrayList<>();
        findings.add(finding("in", "到岗", "", Standing.PRESENT, false));
        for (int i = 0; i < number; i++) {
            boolean late = standing == Standing.PRESENT;
            findings.add(finding("u" + i, "欧阳某某" + i, "第" + i % 3 + "组", standing, late));
        }
        return new DepartmentRollCall(1, name, true, findings, List.of());
    }

    private static Finding finding(String id, String name, String group, Standing standing, boolean late) {
        Employee employee = new Employee(id, name, null);
        return new Finding(employee, group, standing, Cast.at("09:00"), late, late ? Cast.at("09:12") : null, null);
    }

    private static int names(Message message) {
        return message.text().split("欧阳某某", -1).length - 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 11, 40, 41, 500})
    void everyListNamesAllUpToFortyAndThenTheFirstTwenty(int number) {
        List<Message> lists = List.of(
                renderer.absent(ZH, found(department(number, Standing.ABSENT, "技术部"))),
                renderer.late(ZH, found(department(number, Standing.PRESENT, "技术部"))),
                renderer.leave(ZH, found(department(number, Standing.EXCUSED, "技术部"))),
                renderer.out(ZH, found(department(number, Standing.ABSENT, "技术部"))),
                renderer.out(ZH, found(department(number, Standing.EXCUSED, "技术部"))),
                renderer.absent(
                        ZH, found(department(number, Standing.ABSENT, "技术部"), department(0, Standing.ABSENT, "客服部"))));
        assertThat(lists).allSatisfy(message -> {
            assertThat(names(message)).isEqualTo(number > 40 ? 20 : number);
            assertThat(message.title()).contains(number == 0 ? "技术部" : " " + number + " 人");
            assertThat(message.text().length()).isLessThan(1000);
            assertThat(Budget.fits(message)).isTrue();
        });
        boolean lines = number > 0 && number <= 10;
        assertThat(lists.get(0).text().contains("\n- 欧阳某某0（应 09:00）")).isEqualTo(lines);
        assertThat(lists.get(1).text().contains("\n- 欧阳某某0（应 09:00，09:12 打卡）")).isEqualTo(lines);
    }

    @Test
    void moreThanFortyAreCountedBySubDepartment() {
        DepartmentRollCall many = department(500, Standing.ABSENT, "技术部");
        assertThat(renderer.absent(ZH, found(many).linkedTo("https://x/")).text())
                .contains("\n\n- 第0组 **167** 人\n- 第1组 **167** 人\n- 第2组 **166** 人\n\n前 20 人：欧阳某某0、")
                .endsWith(" 等 500 人\n\n数据时间 09:40:12 · [查看全部 500 人](https://x/)");
        assertThat(renderer.late(ZH, found(department(41, Standing.PRESENT, "技术部")))
                        .text())
                .contains("- 第0组 **14** 人\n", "前 20 人：欧阳某某0（09:12）、");
        assertThat(renderer.out(ZH, found(many)).text())
                .contains("\n\n**未打卡 500**：欧阳某某0、", " 等\n\n- 第0组 **167** 人\n- 第1组 **167** 人\n")
                .contains("\n\n请假/出差 **0** 人\n\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 11, 40, 41, 500})
    void everyFormWithNamesOfFourKilobytesFits(int number) {
        List<String> huge =
                IntStream.range(0, number).mapToObj(i -> i + "😀".repeat(1000)).toList();
        for (Language language : Language.values()) {
            assertThat(EveryReply.of(language, huge)).allSatisfy(message -> {
                assertThat(Budget.fits(message)).isTrue();
                assertThat(message.title()).hasSizeLessThan(120);
            });
        }
    }

    @Test
    void theSameArgumentsGiveTheSameMessage() {
        Found found = found(department(41, Standing.ABSENT, "技术部")).telling(Tell.ALL);
        assertThat(new ReplyRenderer().absent(ZH, found)).isEqualTo(renderer.absent(ZH, found));
    }
}
