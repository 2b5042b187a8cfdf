package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import java.util.List;
import java.util.Optional;

/** Does DingTalk hand out an access token for the app's key and secret [KB 0033]? */
final class AppToken implements Examination {
    private static final Sentence TITLE = Sentence.of("token.title");

    @Override
    public String id() {
        return "token";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Optional<Refused> refused = visit.token().refused();
        return List.of(refused.map(this::refused).orElseGet(() -> Finding.ok(id(), TITLE, Sentence.of("token.ok"))));
    }

    private Finding refused(Refused why) {
        if (why.reason() == Reason.CREDENTIALS) {
            return Finding.failed(id(), TITLE, Sentence.of("token.refused", why.code()));
        }
        return Unasked.is(why)
                ? Finding.skipped(id(), TITLE, Unasked.why(why))
                : Finding.failed(id(), TITLE, Sentence.of("token.other", why.words(), why.code()));
    }
}
