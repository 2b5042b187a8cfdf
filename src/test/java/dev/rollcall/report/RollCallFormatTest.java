package dev.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Byte for byte what a roll call looks like when it is printed. */
class RollCallFormatTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

    private static Instant at(String time) {
        return DATE.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    private static Finding person(String id, String name, Standing standing, boolean late, String punched) {
        boolean due = standing != Standing.NOT_DUE;
        return new Finding(
                new Employee(id, name, null),
                "",
                standing,
                due ? at("09:00") : null,
                late,
                punched == null ? null : at(punched),
                null);
    }

    private static RollCall rollCall(DepartmentRollCall... departments) {
        List<Finding> all = java.util.Arrays.stream(departments)
                .flatMap(one -> one.findings().stream())
                .toList();
        return new RollCall(
                at("09:40"),
                at("09:40"),
                DATE,
                ZONE,
                List.of(departments),
                Counts.of(all),
                new TreeMap<>(Map.of("/topapi/attendance/listschedule", 6, "/attendance/listRecord", 10)),
                List.of());
    }

    private static RollCall ordinary() {
        return rollCall(
                new DepartmentRollCall(
                        4100,
                        "技术部",
                        true,
                        List.of(
                                person("u1", "李四", Standing.PRESENT, false, "08:55"),
                                person("u2", "王五", Standing.PRESENT, true, "09:12"),
                                person("u3", "赵六", Standing.EXCUSED, false, null),
                                person("u4", "孙七", Standing.PENDING, false, "08:59"),
                                person("u5", "周八", Standing.NOT_DUE, false, null),
                                person("u17", "张三", Standing.ABSENT, false, null)),
                        List.of()),
                new DepartmentRollCall(
                        4200, "客服部", true, List.of(person("u9", "吴九", Standing.UNVERIFIED, false, null)), List.of()));
    }

    private static RollCall hostile() {
        return rollCall(new DepartmentRollCall(
                4100,
                "a,\"b\"",
                false,
                List.of(
                        person("=1+1", "=HYPERLINK(\"http://evil.example\",\"x\")", Standing.ABSENT, false, null),
                        person("u2", "两行\n名字", Standing.ABSENT, false, null),
                        person("u3", "+1", Standing.PRESENT, false, "09:00"),
                        person("u4", "[点我](http://evil.example) \u001b[31m\u202E红", Standing.ABSENT, false, null)),
                List.of()));
    }

    @Test
    void jsonIsTheObjectOfTheContract() {
        assertThat(RollCallFormat.JSON.print(ordinary()).replaceAll("\\s", "")).isEqualTo("""
                        {"as_of":"2026-11-20T09:40:00+08:00","work_date":"2026-11-20","complete":false,
                         "departments":[
                          {"id":4100,"name":"技术部","due":5,"present":2,"late":1,"excused":1,"pending":1,"unverified":0,
                           "absent_count":1,"complete":true,
                           "absent":[{"user_id":"u17","name":"张三","due_at":"2026-11-20T09:00:00+08:00"}]},
                          {"id":4200,"name":"客服部","due":1,"present":0,"late":0,"excused":0,"pending":0,"unverified":1,
                           "absent_count":0,"complete":false,"absent":[]}],
                         "company":{"due":6,"present":2,"late":1,"excused":1,"pending":1,"absent_count":1,"unverified":1},
                         "api_calls":{"/attendance/listRecord":10,"/topapi/attendance/listschedule":6}}
                        """.replaceAll("\\s", ""));
    }

    @Test
    void csvHasOneLineForEachPersonDue() {
        assertThat(RollCallFormat.CSV.print(ordinary())).isEqualTo("""
                        work_date,as_of,department_id,department,user_id,name,standing,due_at,punched_at
                        2026-11-20,2026-11-20T09:40:00+08:00,4100,技术部,u1,李四,present,2026-11-20T09:00:00+08:00,2026-11-20T08:55:00+08:00
                        2026-11-20,2026-11-20T09:40:00+08:00,4100,技术部,u2,王五,late,2026-11-20T09:00:00+08:00,2026-11-20T09:12:00+08:00
                        2026-11-20,2026-11-20T09:40:00+08:00,4100,技术部,u3,赵六,excused,2026-11-20T09:00:00+08:00,
                        2026-11-20,2026-11-20T09:40:00+08:00,4100,技术部,u4,孙七,pending,2026-11-20T09:00:00+08:00,2026-11-20T08:59:00+08:00
                        2026-11-20,2026-11-20T09:40:00+08:00,4100,技术部,u17,张三,absent,2026-11-20T09:00:00+08:00,
                        2026-11-20,2026-11-20T09:40:00+08:00,4200,客服部,u9,吴九,unverified,2026-11-20T09:00:00+08:00,
                        """);
    }

    @Test
    void aSpreadsheetRunsNothingOfWhatANameSays() {
        String csv = RollCallFormat.CSV.print(hostile());

        assertThat(csv)
                .contains("4100,\"a,\"\"b\"\"\",'=1+1,\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\",absent")
                .contains(",u2,\"两行\n名字\",absent")
                .contains(",u3,'+1,present");
    }

    @Test
    void textIsForATerminal() {
        assertThat(RollCallFormat.TEXT.print(ordinary())).isEqualTo("""
                        As of 2026-11-20T09:40:00+08:00, work date 2026-11-20

                        技术部 (4100): 1 not clocked in; due 5, in 2 (late 1), on leave or trip 1, pending 1, unverified 0
                          张三  u17  due 09:00

                        客服部 (4200): no data; this does not mean that everyone is in

                        Company: 1 not clocked in; due 6, in 2 (late 1), on leave or trip 1, pending 1, unverified 1; INCOMPLETE
                        """);
    }

    @Test
    void noNameDrivesTheTerminal() {
        assertThat(RollCallFormat.TEXT.print(hostile()))
                .doesNotContain("\u001b", "\u202E", "两行\n")
                .contains("not all members could be read");
    }

    @Test
    void markdownIsForAPage() {
        assertThat(RollCallFormat.MARKDOWN.print(ordinary())).isEqualTo("""
                        # 2026-11-20T09:40:00+08:00

                        > Due 6 · In 2 · Missing **1** · On leave/trip 1 · Pending 1 · Unverified 1 · incomplete

                        ## 技术部

                        > Due 5 · In 2 · Missing **1** · On leave/trip 1 · Pending 1 · Unverified 0

                        - 张三 (due 09:00)

                        ## 客服部

                        > No data; this does not mean that everyone is in

                        """);
    }

    @Test
    void inMarkdownANameIsNeitherALinkNorALine() {
        assertThat(RollCallFormat.MARKDOWN.print(hostile()))
                .doesNotContain("](http", "两行\n", "\u202E", "\u001b")
                .contains("not all members could be read");
    }

    @Test
    void theSameRollCallGivesTheSameBytes() {
        for (RollCallFormat format : RollCallFormat.values()) {
            assertThat(format.print(hostile()))
                    .isEqualTo(format.print(hostile()))
                    .endsWith("\n");
        }
    }
}
