package dev.rollcall.doctor;

import java.util.List;
import java.util.Set;

/** Can chat come to {@code POST /dingtalk/robot}? Whether DingTalk gets there is not to be seen from here. */
final class CallbackMode implements Examination {
    private static final Sentence TITLE = Sentence.of("callback.title");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    @Override
    public String id() {
        return "callback";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        boolean wanted = visit.patient().dingtalk().callback();
        boolean alone = wanted && !visit.patient().dingtalk().stream();
        String host = visit.patient().webHost();
        if (alone && LOOPBACK.contains(host)) {
            return List.of(Finding.warning(id(), TITLE, Sentence.of("callback.here", host)));
        }
        return List.of(Finding.ok(
                id(), TITLE, Sentence.of(alone ? "callback.alone" : wanted ? "callback.beside" : "callback.off")));
    }
}
