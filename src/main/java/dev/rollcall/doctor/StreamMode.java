package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.util.List;
import java.util.Optional;

/** Does DingTalk let a Stream connection be opened, over which chat comes, and is the one of a running program up? */
final class StreamMode implements Examination {
    private static final Sentence TITLE = Sentence.of("stream.title");

    @Override
    public String id() {
        return "stream";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Optional<Trial<Boolean>> tried = visit.stream();
        if (tried.isEmpty()) {
            return List.of(
                    visit.patient().dingtalk().callback()
                            ? Finding.ok(id(), TITLE, Sentence.of("stream.off"))
                            : Finding.warning(id(), TITLE, Sentence.of("stream.deaf")));
        }
        Optional<Refused> refused = tried.flatMap(Trial::refused);
        if (refused.filter(StreamMode::toldElsewhere).isPresent()) {
            return List.of(Finding.skipped(id(), TITLE, Unasked.why(refused.get())));
        }
        if (refused.isPresent()) {
            return List.of(Finding.failed(id(), TITLE, words(refused.get())));
        }
        String running = visit.inside().stream().get();
        return List.of(
                running == null || running.equals("ok")
                        ? Finding.ok(id(), TITLE, Sentence.of(running == null ? "stream.ok" : "stream.connected"))
                        : Finding.failed(id(), TITLE, Sentence.of("stream.down", running)));
    }

    /** What keeps this server from every gateway is a finding of its own. */
    private static boolean toldElsewhere(Refused why) {
        return why.reason() == Reason.ADDRESS || why.reason() == Reason.THROTTLED;
    }

    private static Sentence words(Refused why) {
        if (why.reason() == Reason.CREDENTIALS) {
            return Sentence.of("stream.credentials");
        }
        return why.code().isEmpty()
                ? Sentence.of("stream.silent", why.words())
                : Sentence.of("stream.refused", why.words(), why.code());
    }
}
