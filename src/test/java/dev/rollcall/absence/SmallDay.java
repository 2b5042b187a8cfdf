package dev.rollcall.absence;

import dev.rollcall.absence.Leave.Unit;
import dev.rollcall.absence.Punch.Result;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random day as plain facts in minutes since midnight: what happened, not how DingTalk writes it down.
 *
 * @param at the times of the clock-ins (even) and clock-outs (odd), as moved
 * @param planned the times of the shift
 * @param free which clock-ins need no punch
 * @param minutes by how much people may come later at each clock-in; null: not read
 */
record SmallDay(
        Random random,
        int[] at,
        int[] planned,
        boolean[] free,
        boolean flexible,
        int @Nullable [] minutes,
        boolean shiftKnown,
        boolean planComplete,
        boolean isNew,
        @Nullable List<Stamp> punches,
        @Nullable List<Stamp> results,
        @Nullable List<Away> leaves,
        @Nullable List<Away> approvals,
        boolean approvalsNeeded,
        int asOf,
        int grace) {

    /** To what DingTalk tied a punch: the index of a point, or one of these. */
    static final int NOTHING = -1;

    static final int YESTERDAY = -2;

    private static final int[][] SHIFTS = {
        {540, 1080},
        {510, 1050},
        {480, 1020},
        {840, 1320},
        {1320, 1800},
        {0, 480},
        {510, 720, 780, 1080},
        {480, 720, 840, 1080},
        {360, 840, 960, 1200},
        {1200, 1440, 1500, 1740}
    };

    /** A punch at a minute. */
    record Stamp(int minute, int tiedTo, Result result, boolean accepted) {}

    /** How long somebody is away. */
    enum Kind {
        HOURS,
        MORNING,
        AFTERNOON,
        DAY,
        OTHER_DAY
    }

    record Away(Kind kind, int from, int to) {}

    static SmallDay random(Random random) {
        int[] planned = SHIFTS[random.nextInt(SHIFTS.length)];
        int[] at = planned.clone();
        if (chance(random, 10)) {
            at[0] += 10 * (random.nextInt(10) - 4);
        }
        boolean[] free = {chance(random, 6), false, chance(random, 6), false};
        boolean flexible = chance(random, 15);
        int[] minutes = chance(random, 30) ? null : new int[] {10 * random.nextInt(7), 0, 0, 0};
        int end = planned[planned.length - 1];
        int asOf = planned[0] - 60 + random.nextInt(end - planned[0] + 180);
        int grace = 5 * random.nextInt(3);
        SmallDay day = new SmallDay(
                random, at, planned, free, flexible, minutes, true, true, false, null, null, null, null, false, asOf,
                grace);
        return day.with(
                !chance(random, 5),
                !chance(random, 5),
                chance(random, 7),
                chance(random, 5) ? null : day.stamps(random.nextInt(4)),
                chance(random, 5) ? null : day.corrections(),
                chance(random, 5) ? null : day.aways(random.nextInt(3)),
                chance(random, 50) ? null : day.aways(random.nextInt(2)),
                chance(random, 15));
    }

    private static boolean chance(Random random, int percent) {
        return random.nextInt(100) < percent;
    }

    SmallDay with(
            boolean shiftIsKnown,
            boolean planIsComplete,
            boolean newToday,
            @Nullable List<Stamp> newPunches,
            @Nullable List<Stamp> newResults,
            @Nullable List<Away> newLeaves,
            @Nullable List<Away> newApprovals,
            boolean needed) {
        return new SmallDay(
                random,
                at,
                planned,
                free,
                flexible,
                minutes,
                shiftIsKnown,
                planIsComplete,
                newToday,
                newPunches,
                newResults,
                newLeaves,
                newApprovals,
                needed,
                asOf,
                grace);
    }

    SmallDay withPunch(Stamp stamp) {
        List<Stamp> more = new ArrayList<>(punches == null ? List.of() : punches);
        more.add(stamp);
        return with(shiftKnown, planComplete, isNew, more, results, leaves, approvals, approvalsNeeded);
    }

    SmallDay at(int minute) {
        return new SmallDay(
                random,
                at,
                planned,
                free,
                flexible,
                minutes,
                shiftKnown,
                planComplete,
                isNew,
                punches,
                results,
                leaves,
                approvals,
                approvalsNeeded,
                minute,
                grace);
    }

    private List<Stamp> stamps(int count) {
        List<Stamp> stamps = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            int near = at[random.nextInt(at.length)] + random.nextInt(120) - 60;
            int minute = chance(random, 70) ? near : at[0] - 330 + random.nextInt(1200);
            boolean early = minute < at[0] - 60;
            int tiedTo = chance(random, 45) ? NOTHING : early ? YESTERDAY : Oracle.nearest(at, minute);
            boolean accepted = !chance(random, 12);
            Result result = Result.values()[random.nextInt(Result.values().length)];
            boolean tied = accepted && tiedTo >= 0;
            stamps.add(new Stamp(minute, accepted ? tiedTo : NOTHING, tied ? result : Result.OTHER, accepted));
        }
        return stamps;
    }

    private List<Stamp> corrections() {
        int point = random.nextInt(at.length);
        return chance(random, 85) ? List.of() : List.of(new Stamp(planned[point], point, Result.NORMAL, true));
    }

    private List<Away> aways(int count) {
        List<Away> aways = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Kind kind = chance(random, 55) ? Kind.HOURS : Kind.values()[random.nextInt(Kind.values().length)];
            int from = at[0] - 60 + 30 * random.nextInt(16);
            aways.add(new Away(kind, from, from + 30 * random.nextInt(12)));
        }
        return aways;
    }

    // -- as the rule sees it ------------------------------------------------------------------------------------------

    Finding judge() {
        return new AbsenceRule(Duration.ofMinutes(grace)).judge(build(), instant(asOf));
    }

    static Instant instant(int minute) {
        return Times.at("00:00").plus(Duration.ofMinutes(minute));
    }

    PersonDay build() {
        return build(isNew ? Cast.SUN_QI : Cast.LI_SI);
    }

    PersonDay build(Employee employee) {
        List<PlanPoint> points = new ArrayList<>();
        for (int index = 0; index < at.length; index++) {
            Instant moved = at[index] == planned[index] ? null : instant(at[index]);
            points.add(new PlanPoint("P" + index, index % 2 == 0, instant(planned[index]), moved, "S", false));
        }
        List<Boolean> freeOnDuty = new ArrayList<>();
        for (int index = 0; index < at.length; index += 2) {
            freeOnDuty.add(free[index]);
        }
        Shift shift = new Shift("S", flexible, freeOnDuty);
        return new PersonDay(
                employee,
                Cast.TODAY,
                points,
                planComplete,
                shiftKnown ? Map.of("S", shift) : Map.of(),
                flexibleMinutes(),
                punches == null ? null : punches.stream().map(this::punch).toList(),
                results == null ? null : results.stream().map(this::punch).toList(),
                leaves == null ? null : leaves.stream().map(this::leave).toList(),
                approvals == null ? null : approvals.stream().map(this::leave).toList(),
                approvalsNeeded);
    }

    private @Nullable Map<String, Duration> flexibleMinutes() {
        if (!flexible || minutes == null) {
            return null;
        }
        Map<String, Duration> own = new HashMap<>();
        for (int index = 0; index < at.length; index += 2) {
            own.put("P" + index, Duration.ofMinutes(minutes[index]));
        }
        return own;
    }

    private Punch punch(Stamp stamp) {
        Instant time = instant(stamp.minute());
        if (stamp.tiedTo() == NOTHING) {
            return new Punch(time, null, null, null, null, stamp.result(), stamp.accepted());
        }
        if (stamp.tiedTo() == YESTERDAY) {
            return new Punch(time, "Y", false, Cast.TODAY.minusDays(1), instant(-360), stamp.result(), true);
        }
        boolean onDuty = stamp.tiedTo() % 2 == 0;
        Instant plannedAt = instant(planned[stamp.tiedTo()]);
        return new Punch(time, "P" + stamp.tiedTo(), onDuty, Cast.TODAY, plannedAt, stamp.result(), stamp.accepted());
    }

    private Leave leave(Away away) {
        int begin = planned[0];
        int end = planned[planned.length - 1];
        int half = Oracle.half(planned);
        LocalDate today = Cast.TODAY;
        return switch (away.kind()) {
            case HOURS -> new Leave(instant(away.from()), instant(away.to()), Unit.HOUR, today, today, null);
            case MORNING -> new Leave(instant(begin + 30), instant(half - 30), Unit.HALF_DAY, today, today, null);
            case AFTERNOON -> new Leave(instant(half + 30), instant(end - 30), Unit.DAY, today, today, 0.5);
            case DAY -> new Leave(instant(0), instant(0), Unit.DAY, today, today, 1.0);
            case OTHER_DAY ->
                new Leave(instant(1440), instant(1440), Unit.DAY, today.plusDays(1), today.plusDays(1), 1.0);
        };
    }
}
