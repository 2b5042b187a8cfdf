package dev.rollcall.config;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.budget.QuotaForecast.Habits;
import java.time.DayOfWeek;
import java.time.YearMonth;
import java.util.EnumSet;
import java.util.List;

/**
 * Will a month cost more than there is? Said without knowing how many people there are, and for the longest of months,
 * so that the same file always gives the same answer.
 */
final class QuotaWarnings {
    /** A company that this is made for; a larger one is told by its own forecast. */
    private static final int PEOPLE = 1000;

    /** No month has more working days. */
    private static final YearMonth LONGEST = YearMonth.of(2026, 7);

    private static final int WORKING_DAYS = 23;

    private final BotConfig config;

    QuotaWarnings(BotConfig config) {
        this.config = config;
    }

    /** Tells {@code told} what is over the quota. */
    void find(Told told) {
        long calls = config.dingtalk().monthlyCalls();
        long messages = config.dingtalk().monthlyMessages();
        List<QuotaForecast.Cutoff> month = month();
        QuotaForecast forecast = QuotaForecast.of(month, PEOPLE, Habits.TYPICAL, calls);
        String days = " of a month of " + WORKING_DAYS + " working days ";
        if (calls > 0 && forecast.calls().all() > calls) {
            told.warn(
                    "dingtalk.monthly_calls",
                    "is " + calls + ", and the forecast" + days + "is over it from "
                            + (QuotaForecast.largestHeadcount(month, calls, Habits.TYPICAL) + 1) + " people on ("
                            + PEOPLE + " people: " + forecast.calls().all()
                            + "); have fewer cutoffs, or raise it to what you have bought");
        }
        if (messages > 0 && forecast.messages() > messages) {
            told.warn(
                    "dingtalk.monthly_messages",
                    "is " + messages + ", and the forecast" + days + "is " + forecast.messages()
                            + "; post less (fewer cutoffs, when_all_present: skip), or raise it to what you have bought");
        }
    }

    private List<QuotaForecast.Cutoff> month() {
        return config.quota(
                LONGEST.atDay(1).atStartOfDay(config.zone()),
                LONGEST.plusMonths(1).atDay(1).atStartOfDay(config.zone()),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
    }

    /** Is told one warning. */
    interface Told {
        /** {@code text} about the key at {@code path}, which may not stand in the file. */
        void warn(String path, String text);
    }
}
