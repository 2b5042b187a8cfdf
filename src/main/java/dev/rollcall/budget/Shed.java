package dev.rollcall.budget;

import dev.rollcall.budget.QuotaForecast.Calls;

/** What is done without where the month's calls run short, in this order; digests are never in it. */
public enum Shed {
    /** There is enough for everything. */
    NOTHING(0),
    /** The board asks once an hour, however many look. */
    BOARD_REFRESH(10),
    /** So do questions in chats. */
    CHAT_REFRESH(5),
    /** Requests are not looked for: whom one may explain is unverified. */
    APPROVALS(0),
    /** Those left over are not read again: they stay unverified, and nobody is named as absent. */
    SECOND_LOOK(0);

    private final int spare;

    Shed(int spare) {
        this.spare = spare;
    }

    /**
     * What is to be shed so that {@code left} calls suffice for the digests that are still to come.
     *
     * @param needed what those cost if nothing is shed
     */
    public static Shed of(long left, Calls needed) {
        if (left < needed.digests() + needed.secondLooks()) {
            return SECOND_LOOK;
        }
        if (left < needed.all()) {
            return APPROVALS;
        }
        if (left < CHAT_REFRESH.with(needed.all())) {
            return CHAT_REFRESH;
        }
        return left < BOARD_REFRESH.with(needed.all()) ? BOARD_REFRESH : NOTHING;
    }

    /** {@code calls} and the part of them, in percent, that is left for what is shed first. */
    private long with(long calls) {
        return calls + calls * spare / 100;
    }

    /** Whether {@code part} is shed; of {@link #NOTHING}, never. */
    public boolean includes(Shed part) {
        return part != NOTHING && compareTo(part) >= 0;
    }
}
