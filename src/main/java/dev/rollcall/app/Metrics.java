package dev.rollcall.app;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.RollCallWatch;
import dev.rollcall.chat.Intent;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.delivery.Outcome;
import dev.rollcall.delivery.Recipient;
import dev.rollcall.dingtalk.CallWatch.Attempt;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What this process has done since it began, counted where it happens and told to whoever asks at {@code /metrics}.
 *
 * <p>Counting costs a moment and no I/O, and nothing per person. Labels are words of the program: no user id, no name, no
 * conversation. Thread-safe.
 */
final class Metrics {
    private static final String NO_REASON = "";

    /** Nothing was decided about the message here. */
    private static final Set<Reason> LEFT = EnumSet.of(Reason.TAKEN_OVER, Reason.OUTDATED, Reason.STOPPED);

    private final Tallies calls;
    private final Tallies callTimes;
    private final Tallies waits;
    private final Tallies rollCalls;
    private final Tallies rollCallTimes;
    private final Tallies deliveries;
    private final Tallies lateness;
    private final Tallies answers;
    private final Tallies answerTimes;

    Metrics(Waiting waiting) {
        calls = new Tallies(waiting, "api", "outcome", "reason");
        callTimes = new Tallies(waiting, "api");
        waits = new Tallies(waiting, "api");
        rollCalls = new Tallies(waiting, "purpose", "outcome");
        rollCallTimes = new Tallies(waiting, "purpose");
        deliveries = new Tallies(waiting, "recipient", "outcome", "reason");
        lateness = new Tallies(waiting, "late");
        answers = new Tallies(waiting, "intent", "outcome");
        answerTimes = new Tallies(waiting, "intent");
    }

    /** Counts one attempt at a call to DingTalk. */
    void called(Attempt attempt) {
        String reason = attempt.reason();
        calls.add(attempt.path(), word(attempt.result()), reason == null ? NO_REASON : reason);
        callTimes.add(attempt.took(), attempt.path());
        waits.add(attempt.waited(), attempt.path());
    }

    /** Counts roll calls that are made for {@code purpose}. */
    RollCallWatch rollCalls(String purpose) {
        return (rollCall, took) -> {
            rollCalls.add(purpose, outcome(rollCall));
            rollCallTimes.add(took, purpose);
        };
    }

    /** By the company's numbers, which are counted already. */
    private static String outcome(RollCall rollCall) {
        Counts company = rollCall.company();
        if (company.unverified() > 0 && company.due() == company.unverified() + company.excused()) {
            return "unreadable";
        }
        boolean everybody = rollCall.departments().stream().allMatch(DepartmentRollCall::membersComplete);
        return company.unverified() == 0 && everybody ? "complete" : "incomplete";
    }

    /** Counts what became of a message that was to be posted. */
    void delivered(Recipient recipient, Outcome outcome) {
        Reason reason = outcome.reason();
        String word = outcome.delivered() ? "sent" : reason != null && LEFT.contains(reason) ? "left" : "failed";
        deliveries.add(
                recipient instanceof Recipient.Group ? "group" : "private",
                word,
                reason == null ? NO_REASON : reason.name());
    }

    /** Counts a digest that has left {@code after} its cutoff. */
    void left(Duration after, boolean late) {
        lateness.add(after.isNegative() ? Duration.ZERO : after, String.valueOf(late));
    }

    /** Counts what came of a message in a chat. */
    void answered(Intent intent, String outcome, Duration took) {
        answers.add(word(intent), outcome);
        answerTimes.add(took, word(intent));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }

    /** Attempts at calls, by what became of them. */
    Tallies calls() {
        return calls;
    }

    /** How long they were under way. */
    Tallies callTimes() {
        return callTimes;
    }

    /** How long they waited for their turn. */
    Tallies waits() {
        return waits;
    }

    Tallies rollCalls() {
        return rollCalls;
    }

    Tallies rollCallTimes() {
        return rollCallTimes;
    }

    Tallies deliveries() {
        return deliveries;
    }

    /** How long after their cutoffs digests leave. */
    Tallies lateness() {
        return lateness;
    }

    Tallies answers() {
        return answers;
    }

    Tallies answerTimes() {
        return answerTimes;
    }
}
