package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What DingTalk has made of one plan point by now.
 *
 * @param punch the punch that satisfies it; null when there is none yet
 * @param punchIndex its index among the person's punches
 * @param missing a result without a punch has been written: NotSigned
 */
record Results(@Nullable Punch punch, int punchIndex, boolean missing) {
    /** How long after the middle of a shift NotSigned is written: read off the documentation's samples [KB 0205, 0243]. */
    static final Duration LAG = Duration.ofMinutes(30);

    static Results of(Request request, Plans.Row row) {
        Instant shown = request.now().minus(request.settings().resultSyncDelay());
        boolean swappedAway = !row.person().workday().follows(row.shift());
        int index = swappedAway ? -1 : punchOn(row, shown);
        if (index >= 0) {
            return new Results(row.person().workday().punches().get(index), index, false);
        }
        return new Results(null, -1, isWrittenOff(request, row));
    }

    String checkStatus() {
        if (punch != null) {
            return "Checked";
        }
        return missing ? "Timeout" : "Init";
    }

    private static int punchOn(Plans.Row row, Instant shown) {
        var punches = row.person().workday().punches();
        for (int i = 0; i < punches.size(); i++) {
            Punch punch = punches.get(i);
            if (punch.point() == row.index()
                    && punch.valid()
                    && row.person().workday().isShown(punch, shown)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWrittenOff(Request request, Plans.Row row) {
        Shift shift = row.shift();
        SimulatorSettings settings = request.settings();
        if (shift == null || shift.points().get(row.index()).freeCheck() || settings.missingNotSignedRows()) {
            return false;
        }
        SimulatedCompany company = request.company();
        Instant from = settings.resultMode() == SimulatorSettings.ResultMode.PLACEHOLDER
                ? Shanghai.midnight(company.workDate())
                : company.plans().at(shift.missingCardMinute(row.index())).plus(LAG);
        return !request.now().isBefore(from);
    }
}
