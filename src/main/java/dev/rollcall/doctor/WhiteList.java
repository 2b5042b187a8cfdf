package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Is this server's address on the app's white list (60020), and if not, which address does DingTalk see? */
final class WhiteList implements Examination {
    private static final Sentence TITLE = Sentence.of("whitelist.title");

    @Override
    public String id() {
        return "ip_white_list";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        List<Refused> refusals = visit.refusals().toList();
        Optional<Refused> unlisted = refusals.stream()
                .filter(why -> why.reason() == Reason.ADDRESS)
                .min(Comparator.comparing(why -> why.named().isEmpty()));
        boolean answered = visit.departments().values().stream()
                .anyMatch(seen -> seen.trials().anyMatch(WhiteList::answered));
        if (unlisted.isPresent()) {
            String seen = unlisted.get().named();
            Sentence text = seen.isEmpty()
                    ? Sentence.of("whitelist.unnamed", unlisted.get().code())
                    : Sentence.of("whitelist.refused", seen);
            return List.of(Finding.failed(id(), TITLE, text));
        }
        if (answered) {
            return List.of(Finding.ok(id(), TITLE, Sentence.of("whitelist.ok")));
        }
        Sentence why = refusals.stream().findFirst().map(Unasked::why).orElse(Sentence.of("skipped.UNAVAILABLE"));
        return List.of(Finding.skipped(id(), TITLE, why));
    }

    private static boolean answered(Trial<?> trial) {
        return trial.refused().filter(Unasked::is).isEmpty();
    }
}
