package dev.rollcall.benchmark;

import dev.rollcall.absence.AbsenceRule;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.PersonDay;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Punch;
import dev.rollcall.absence.Shift;
import dev.rollcall.chat.Command;
import dev.rollcall.chat.CommandParser;
import dev.rollcall.message.DigestContext;
import dev.rollcall.message.DigestRenderer;
import dev.rollcall.message.DigestStyle;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What is done without I/O: the rule for one person, one message understood, one digest of a hundred people. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PureParts {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
    private static final Instant AS_OF = DAY.atTime(9, 40).atZone(ZONE).toInstant();
    private static final int PEOPLE = 100;
    private static final int SENTENCES = 6;
    private static final List<String> QUESTIONS =
            List.of("@bot absent today", "谁没打卡", "why 张三", "迟到 昨天 技术部", "summary 2026-11-18", "good morning everybody");

    private final AbsenceRule rule = new AbsenceRule(Duration.ofMinutes(5));
    private final CommandParser parser = new CommandParser();
    private final DigestRenderer renderer = new DigestRenderer();
    private final List<PersonDay> days = days();
    private final DepartmentRollCall department = new DepartmentRollCall(
            4100, "技术部", true, days.stream().map(day -> rule.judge(day, AS_OF)).toList(), List.of());
    private final DigestStyle style = new DigestStyle(
            Language.ZH,
            DigestStyle.Show.NAMES,
            DigestStyle.Mention.NONE,
            List.of(),
            DigestStyle.WhenAllPresent.BRIEF,
            null);

    /** One in ten has not punched. */
    private static List<PersonDay> days() {
        List<PersonDay> days = new ArrayList<>();
        Instant nine = DAY.atTime(9, 0).atZone(ZONE).toInstant();
        for (int number = 0; number < PEOPLE; number++) {
            Punch punch = new Punch(nine.minusSeconds(number * 10L), "1", true, DAY, nine, Punch.Result.NORMAL, true);
            days.add(new PersonDay(
                    new Employee("u" + number, "王小明" + number, null),
                    DAY,
                    List.of(
                            new PlanPoint("1", true, nine, null, "s", false),
                            new PlanPoint("2", false, nine.plus(Duration.ofHours(9)), null, "s", false)),
                    true,
                    Map.of("s", Shift.rigid("s")),
                    null,
                    number % 10 == 0 ? List.of() : List.of(punch),
                    number % 10 == 0 ? List.of() : null,
                    number % 10 == 0 ? List.of() : null,
                    null,
                    false));
        }
        return days;
    }

    @Benchmark
    @OperationsPerInvocation(PEOPLE)
    public void rule(Blackhole hole) {
        for (PersonDay day : days) {
            Finding finding = rule.judge(day, AS_OF);
            hole.consume(finding);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SENTENCES)
    public void parser(Blackhole hole) {
        for (String question : QUESTIONS) {
            Command command = parser.parse(question, DAY);
            hole.consume(command);
        }
    }

    @Benchmark
    public Optional<Message> renderer() {
        return renderer.digest(DigestContext.of(AS_OF, AS_OF.plusSeconds(12), DAY, ZONE), department, style);
    }
}
