package dev.rollcall.simulator;

import dev.rollcall.simulator.Approval.Kind;
import dev.rollcall.simulator.Approval.Unit;
import dev.rollcall.simulator.Punch.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one person does on the work date, while it is being written. Minutes count from the start of the main shift. */
final class Script {
    static final String NORMAL = "Normal";

    /** By the second of the minute, so that nothing else of a company depends on it. */
    private static final long LEAVES_EARLY = 7;

    private static final long FORGETS = 23;
    final Instant start;
    final LocalDate workDate;
    final Shifts shifts;
    private final Random random;
    private final List<Punch> punches = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();
    private @Nullable Shift shift;
    private @Nullable Shift shiftBefore;
    private @Nullable Instant movedTo;
    private boolean rowWithoutClass;
    private Timeline truth = Timeline.neverDue();
    Person.Group group = Person.Group.FIXED;
    boolean active = true;
    boolean exemptInGroup;

    @Nullable
    LocalDate hired;

    Script(Instant start, LocalDate workDate, Shifts shifts, Random random) {
        this.start = start;
        this.workDate = workDate;
        this.shifts = shifts;
        this.random = random;
        this.shift = shifts.day;
    }

    Instant at(int minutes) {
        return start.plus(Duration.ofMinutes(minutes));
    }

    /** Some second of some minute from {@code first} to {@code last}. */
    Instant between(int first, int last) {
        return at(first + random.nextInt(last - first + 1)).plusSeconds(random.nextInt(60));
    }

    Instant midnight(int days) {
        return Shanghai.midnight(workDate.plusDays(days));
    }

    Script works(Shift newShift) {
        shift = newShift;
        return this;
    }

    Script worksInsteadOf(Shift before, Shift now) {
        shiftBefore = before;
        shift = now;
        return this;
    }

    Script hasNoShift(boolean row) {
        shift = null;
        rowWithoutClass = row;
        return this;
    }

    Script startMovedTo(Instant time) {
        movedTo = time;
        return this;
    }

    Instant punches(Instant when, int point, @Nullable String result) {
        punches.add(new Punch(when, point, result, Source.USER, false, null));
        return when;
    }

    Instant punchesVia(Source source, boolean outside, Instant when) {
        punches.add(new Punch(when, 0, NORMAL, source, outside, null));
        return when;
    }

    Instant punchesInVain(Instant when) {
        punches.add(new Punch(when, Punch.NO_POINT, null, Source.USER, true, "外勤打卡需要审批"));
        return when;
    }

    /** Clocks out a few minutes after the end of a shift with two points; a few leave early, and a few forget their card. */
    Script leaves(int minutes) {
        Instant end = between(minutes + 1, minutes + 20);
        long second = end.getEpochSecond() % 60;
        if (second == LEAVES_EARLY) {
            punches(end.minus(Duration.ofMinutes(60)), 1, "Early");
        } else if (second != FORGETS) {
            punches(end, 1, NORMAL);
        }
        return this;
    }

    Script approved(Kind kind, Instant begin, Instant end, Unit unit, int percent) {
        approvals.add(new Approval(kind, begin, end, unit, percent));
        return this;
    }

    void meaning(Timeline timeline) {
        truth = timeline;
    }

    Workday written() {
        return new Workday(
                shift,
                shiftBefore,
                at(-10),
                rowWithoutClass,
                movedTo,
                List.copyOf(punches),
                List.copyOf(approvals),
                truth,
                Instant.MIN);
    }
}
