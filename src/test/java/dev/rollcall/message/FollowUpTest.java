package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Standing;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowUpTest {

    @ParameterizedTest(name = "{3}")
    @CsvSource(delimiter = '§', nullValues = "-", textBlock = """
            u1 u2 § ABSENT ABSENT PRESENT     § false § the same are still absent
            -     § PRESENT PRESENT           § false § nobody was absent and nobody is
            -     § PRESENT UNVERIFIED        § false § who was not named and cannot be read changes nothing
            u1    § ABSENT UNVERIFIED         § false § the same one is absent, another cannot be read
            u1 u2 § ABSENT PRESENT            § true  § one came
            u1 u2 § ABSENT EXCUSED            § true  § one is on leave
            u1 u2 § ABSENT PENDING            § true  § one waits for the punch to be accepted
            u1 u2 § ABSENT NOT_DUE            § true  § one is no longer due
            u1 u2 § ABSENT                    § true  § one has left the department
            u1 u2 § ABSENT UNVERIFIED         § true  § one cannot be verified any more
            u1    § ABSENT ABSENT             § true  § somebody new is absent
            u1    § PRESENT ABSENT            § true  § one came and another is absent
            -     § ABSENT                    § true  § everybody was in and somebody new is absent
            u1 u2 § UNVERIFIED UNVERIFIED     § true  § nothing could be read
            """)
    void somethingChangedWhereTheAbsentAreNotThoseNamed(String named, String now, boolean changed, String why) {
        Cast cast = new Cast();
        for (String standing : now.split(" ")) {
            cast.with("张三", "", Standing.valueOf(standing), "09:00");
        }
        Set<String> ids =
                named == null ? Set.of() : Arrays.stream(named.split(" ")).collect(Collectors.toSet());
        assertThat(new FollowUp(at("09:40"), ids).changed(cast.called("技术部")))
                .as(why)
                .isEqualTo(changed);
    }
}
