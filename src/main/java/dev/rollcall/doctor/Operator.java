package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.util.List;
import java.util.Optional;

/** Does DingTalk take the configured {@code op_user_id} (33012 where not) for the calls that want one? */
final class Operator implements Examination {
    private static final Sentence TITLE = Sentence.of("operator.title");

    @Override
    public String id() {
        return "op_user_id";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        String operator = visit.patient().dingtalk().opUserId();
        List<Trial<?>> trials = visit.attendance().operator();
        if (trials.stream().anyMatch(trial -> trial.answer().isPresent())) {
            return List.of(Finding.ok(id(), TITLE, Sentence.of("operator.ok", operator)));
        }
        Optional<Refused> why =
                trials.stream().flatMap(trial -> trial.refused().stream()).findFirst();
        boolean own = why.filter(refused -> !Unasked.is(refused) && refused.reason() != Reason.PERMISSION)
                .isPresent();
        if (own) {
            return List.of(Finding.failed(
                    id(),
                    TITLE,
                    Sentence.of(
                            "operator.refused",
                            operator,
                            why.get().words(),
                            why.get().code())));
        }
        return List.of(Finding.skipped(id(), TITLE, why.map(Unasked::why).orElse(Sentence.of("permission.nobody"))));
    }
}
