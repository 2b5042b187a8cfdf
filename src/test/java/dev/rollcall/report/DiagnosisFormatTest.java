package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.report.Diagnosis.Line;
import dev.rollcall.report.Diagnosis.State;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A diagnosis as it is printed. */
class DiagnosisFormatTest {
    private static final Diagnosis DIAGNOSIS = new Diagnosis(
            Instant.parse("2026-11-20T01:40:00Z"),
            Instant.parse("2026-11-20T00:00:00Z"),
            ZoneId.of("Asia/Shanghai"),
            List.of(
                    new Line("token", State.OK, "Access token", "accepted", null),
                    new Line("clock", State.WARNING, "Clock", "6 s fast", "set it"),
                    new Line("robot.1", State.FAILED, "Robot of A\u001b[2J\nB", "gone (300005)", "add it again"),
                    new Line("quota", State.SKIPPED, "Quota", "not examined", null)));

    @Test
    void asTextEachFindingIsOneLineWithItsMarkAndItsRemedy() {
        assertThat(DiagnosisFormat.TEXT.print(DIAGNOSIS)).isEqualTo("""
                ✔ Access token · accepted
                ⚠ Clock · 6 s fast → set it
                ✘ Robot of A[2JB · gone (300005) → add it again
                – Quota · not examined
                """);
    }

    @Test
    void asJsonItSaysWhetherAllIsWellAndListsTheFindings() {
        assertThat(DiagnosisFormat.JSON.print(DIAGNOSIS)).startsWith("""
                        {
                          "as_of" : "2026-11-20T09:40:00+08:00",
                          "metered_as_of" : "2026-11-20T08:00:00+08:00",
                          "well" : false,
                          "ok" : 1,
                          "warning" : 1,
                          "failed" : 1,
                          "skipped" : 1,
                          "findings" : [ {
                            "id" : "token",
                            "state" : "ok",
                            "title" : "Access token",
                            "text" : "accepted",
                            "remedy" : null
                          }, {
                        """).endsWith("} ]\n}\n");
    }

    @Test
    void aWarningIsNoFailure() {
        assertThat(DIAGNOSIS.well()).isFalse();
        assertThat(new Diagnosis(
                                DIAGNOSIS.asOf(),
                                DIAGNOSIS.asOf(),
                                DIAGNOSIS.zone(),
                                DIAGNOSIS.lines().subList(0, 2))
                        .well())
                .isTrue();
    }
}
