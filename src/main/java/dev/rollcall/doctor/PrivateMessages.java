package dev.rollcall.doctor;

import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Can the app's own robot write to the admins in private (DingTalk 0714)? Known only where a message was sent. */
final class PrivateMessages implements Examination {
    private static final Sentence TITLE = Sentence.of("private.title");

    @Override
    public String id() {
        return "app_robot";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        DingTalkConfig config = visit.patient().dingtalk();
        if (visit.patient().admins().isEmpty()) {
            return List.of(Finding.warning(id(), TITLE, Sentence.of("private.nobody")));
        }
        Optional<Trial<Set<String>>> tried = visit.tests().people();
        Optional<Refused> refused = tried.flatMap(Trial::refused);
        if (refused.isPresent()) {
            return List.of(refused(refused.get(), config));
        }
        Set<String> unreached = tried.flatMap(Trial::answer).orElse(Set.of());
        if (!unreached.isEmpty()) {
            return List.of(Finding.failed(id(), TITLE, Sentence.of("private.unreached", String.join(", ", unreached))));
        }
        if (!config.robotCode().equals(config.appKey()) && tried.isEmpty()) {
            return List.of(Finding.warning(id(), TITLE, Sentence.of("private.code", config.robotCode())));
        }
        return List.of(
                tried.isPresent()
                        ? Finding.ok(id(), TITLE, Sentence.of("private.ok"))
                        : Finding.untried(id(), TITLE, Sentence.of("private.untried")));
    }

    private Finding refused(Refused why, DingTalkConfig config) {
        if (Unasked.is(why) || why.reason() == Reason.PERMISSION) {
            return Finding.skipped(id(), TITLE, Unasked.why(why));
        }
        boolean unknown = why.code().startsWith("invalidParameter.robotCode")
                || why.code().equals("resource.not.found");
        if (unknown) {
            return Finding.failed(id(), TITLE, Sentence.of("private.unknown", config.robotCode(), why.code()));
        }
        return why.code().equals("bot.stopped")
                ? Finding.failed(id(), TITLE, Sentence.of("private.stopped", why.code()))
                : Finding.failed(id(), TITLE, Sentence.of("private.refused", why.words(), why.code()));
    }
}
