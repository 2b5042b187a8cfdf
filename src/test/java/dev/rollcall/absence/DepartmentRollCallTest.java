package dev.rollcall.absence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a department's numbers say about themselves. */
class DepartmentRollCallTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            six absent of ten reach the guard                          | 4 | 6  | 0 | 0 | 0.6  | true
            five absent of ten do not                                  | 5 | 5  | 0 | 0 | 0.6  | false
            nine due are too few for a share                           | 1 | 8  | 0 | 0 | 0.6  | false
            eleven absent of twenty reach a guard of 0.55 exactly      | 9 | 11 | 0 | 0 | 0.55 | true
            seven absent of twenty-five reach a guard of 0.28 exactly  | 18 | 7 | 0 | 0 | 0.28 | true
            all of ten absent reach a guard of 1                       | 0 | 10 | 0 | 0 | 1    | true
            nine of ten do not reach a guard of 1                      | 1 | 9  | 0 | 0 | 1    | false
            three due and nobody in                                    | 0 | 3  | 0 | 0 | 0.6  | true
            two due and nobody in are too few                          | 0 | 2  | 0 | 0 | 0.6  | false
            three due, nobody in, one of them on leave                 | 0 | 2  | 1 | 0 | 0.6  | true
            three due, nobody in, one of them unverified               | 0 | 2  | 0 | 1 | 0.6  | true
            three due and all on leave name nobody                     | 0 | 0  | 3 | 0 | 0.6  | false
            three due and one in                                       | 1 | 2  | 0 | 0 | 0.6  | false
            the guard is off                                           | 0 | 30 | 0 | 0 | 0    | false
            people on leave are due and lower the share                | 0 | 5  | 5 | 0 | 0.6  | true
            people on leave are due and lower the share, one is in     | 1 | 5  | 4 | 0 | 0.6  | false
            """)
    void spike(String sentence, int present, int absent, int excused, int unverified, double guard, boolean expected) {
        assertThat(department(true, present, absent, excused, unverified).spike(guard))
                .as(sentence)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            everybody due is unverified                          | true  | 0 | 0 | 0 | 5 | true
            somebody was seen                                    | true  | 1 | 0 | 0 | 4 | false
            nothing is known but who is on leave                 | true  | 0 | 0 | 1 | 4 | true
            everybody is known to be on leave                    | true  | 0 | 0 | 3 | 0 | false
            nobody is due and every member is known              | true  | 0 | 0 | 0 | 0 | false
            no member could be read                              | false | 0 | 0 | 0 | 0 | true
            some members could not be read, the others are known | false | 2 | 1 | 0 | 0 | false
            """)
    void dataDown(
            String sentence, boolean members, int present, int absent, int excused, int unverified, boolean expected) {
        assertThat(department(members, present, absent, excused, unverified).dataDown())
                .as(sentence)
                .isEqualTo(expected);
    }

    @Test
    void itIsCompleteWhereEveryMemberIsKnownAndNobodyUnverified() {
        assertThat(department(true, 1, 1, 1, 0).complete()).isTrue();
        assertThat(department(true, 1, 1, 1, 1).complete()).isFalse();
        assertThat(department(false, 1, 1, 1, 0).complete()).isFalse();
    }

    @Test
    void peopleWhoAreNotDueDoNotCount() {
        DepartmentRollCall department =
                new DepartmentRollCall(1, "技术部", true, findings(Standing.NOT_DUE, 40, Standing.PRESENT, 2), List.of());

        assertThat(department.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0, 0, 0));
        assertThat(department.with(Standing.PRESENT)).hasSize(2);
    }

    private static DepartmentRollCall department(
            boolean members, int present, int absent, int excused, int unverified) {
        List<Finding> findings = new ArrayList<>(findings(Standing.PRESENT, present, Standing.ABSENT, absent));
        findings.addAll(findings(Standing.EXCUSED, excused, Standing.UNVERIFIED, unverified));
        return new DepartmentRollCall(1, "技术部", members, findings, List.of());
    }

    private static List<Finding> findings(Standing one, int ones, Standing other, int others) {
        List<Finding> findings = new ArrayList<>(Collections.nCopies(ones, finding(one)));
        findings.addAll(Collections.nCopies(others, finding(other)));
        return findings;
    }

    private static Finding finding(Standing standing) {
        return new Finding(Cast.LI_SI, "", standing, null, false, null, null);
    }
}
