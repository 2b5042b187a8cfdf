package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.budget.Meter;
import dev.rollcall.budget.Shed;
import java.util.List;

/** What is left of the month's calls and messages, by our own count and by what DingTalk says (90020), and how long it lasts. */
final class MonthlyQuota implements Examination {
    private static final Sentence TITLE = Sentence.of("quota.title");

    @Override
    public String id() {
        return "quota";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Meter meter = visit.inside().meter();
        boolean told = visit.refusals()
                .anyMatch(why -> why.reason() == Reason.QUOTA && !why.code().isEmpty());
        if (told) {
            return List.of(Finding.failed(id(), TITLE, Sentence.of("quota.refused")));
        }
        if (meter == null) {
            return List.of(Finding.skipped(id(), TITLE, Sentence.of("quota.unknown")));
        }
        return List.of(of(meter.look()));
    }

    private Finding of(Meter.State now) {
        String calls = share(now.calls(), now.callLimit());
        String messages = share(now.messages(), now.messageLimit());
        if (now.refused()) {
            return Finding.failed(id(), TITLE, Sentence.of("quota.refused"));
        }
        if (usedUp(now.calls(), now.callLimit())) {
            return Finding.failed(id(), TITLE, Sentence.of("quota.calls", calls));
        }
        if (usedUp(now.messages(), now.messageLimit())) {
            return Finding.failed(id(), TITLE, Sentence.of("quota.messages", messages));
        }
        long callForecast = now.callForecast();
        long messageForecast = now.messageForecast();
        if (now.shed() != Shed.NOTHING
                || over(callForecast, now.callLimit())
                || over(messageForecast, now.messageLimit())) {
            return Finding.warning(
                    id(), TITLE, Sentence.of("quota.short", calls, messages, callForecast, messageForecast));
        }
        return Finding.ok(
                id(),
                TITLE,
                callForecast > 0
                        ? Sentence.of("quota.forecast", calls, messages, callForecast, messageForecast)
                        : Sentence.of("quota.ok", calls, messages));
    }

    private static boolean usedUp(long used, long limit) {
        return limit > 0 && used >= limit;
    }

    private static boolean over(long forecast, long limit) {
        return limit > 0 && forecast > limit;
    }

    private static String share(long used, long limit) {
        return limit == 0 ? String.valueOf(used) : used + " / " + limit;
    }
}
