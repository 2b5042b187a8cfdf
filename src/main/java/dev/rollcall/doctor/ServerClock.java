package dev.rollcall.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Does this server's clock go as DingTalk's does, by the {@code Date} of its answers? Cutoffs and who is late go by this
 * one; DingTalk takes a robot's signature for an hour only (0717, guide 0082).
 */
final class ServerClock implements Examination {
    private static final Sentence TITLE = Sentence.of("clock.title");
    private static final Duration UNIMPORTANT = Duration.ofSeconds(5);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration SIGNATURES = Duration.ofHours(1);

    @Override
    public String id() {
        return "clock";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        boolean answered = visit.token().answer().isPresent();
        Optional<Duration> ahead = visit.trials().clockAhead();
        if (ahead.isEmpty()) {
            Sentence why = answered ? Sentence.of("clock.unknown") : Sentence.of("skipped.UNAVAILABLE");
            return List.of(Finding.skipped(id(), TITLE, why));
        }
        Duration off = ahead.get().abs();
        if (off.compareTo(UNIMPORTANT) <= 0) {
            return List.of(Finding.ok(id(), TITLE, Sentence.of("clock.ok", off.toSeconds())));
        }
        String key = ahead.get().isNegative() ? "clock.fast" : "clock.slow";
        if (off.compareTo(A_MINUTE) < 0) {
            return List.of(Finding.warning(id(), TITLE, Sentence.of(key, length(off))));
        }
        String how = off.compareTo(SIGNATURES) < 0 ? key : key + ".hour";
        return List.of(Finding.failed(id(), TITLE, Sentence.of(how, length(off))));
    }

    /** As in 1:02:03, hours first. */
    private static String length(Duration off) {
        return "%d:%02d:%02d".formatted(off.toHours(), off.toMinutesPart(), off.toSecondsPart());
    }
}
