package dev.rollcall.simulator;

import dev.rollcall.simulator.Shift.Point;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shifts of a company, all placed relative to the start of its main shift. */
final class Shifts {
    static final int FLEXIBLE = 30;
    static final int PERMITTED = 5;

    final Shift day = Shift.of(660_001, "白班", Point.on(0), Point.off(540));
    final Shift early = Shift.of(660_002, "早班", Point.on(-30), Point.off(510));
    final Shift later = Shift.of(660_003, "中班", Point.on(90), Point.off(630));
    final Shift afternoon = Shift.of(660_004, "下午班", Point.on(240), Point.off(780));
    final Shift four = Shift.of(660_005, "四卡班", Point.on(0), Point.off(180), Point.on(240), Point.off(540));
    final Shift flexible = new Shift(660_006, "弹性班", List.of(Point.on(0), Point.off(540)), FLEXIBLE);
    final Shift freeCheck = Shift.of(660_007, "免打卡班", new Point(true, 0, -1, true, 0), Point.off(540));
    final Shift permitting = Shift.of(660_008, "宽限班", new Point(true, 0, -1, false, PERMITTED), Point.off(540));
    final Shift window = Shift.of(660_009, "限时班", new Point(true, 0, 90, false, 0), Point.off(540));
    final Shift night;

    Shifts(LocalTime mainStart) {
        int start = 22 * 60 - mainStart.toSecondOfDay() / 60;
        night = Shift.of(660_010, "夜班", Point.on(start), Point.off(start + 480));
    }

    List<Shift> all() {
        return List.of(day, early, later, afternoon, four, flexible, freeCheck, permitting, window, night);
    }

    @Nullable
    Shift byId(long id) {
        return all().stream().filter(shift -> shift.id() == id).findFirst().orElse(null);
    }
}
