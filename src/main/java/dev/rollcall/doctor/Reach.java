package dev.rollcall.doctor;

import dev.rollcall.dingtalk.Refused;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Do both of DingTalk's gateways answer at all? */
final class Reach implements Examination {
    private static final Sentence TITLE = Sentence.of("reach.title");

    @Override
    public String id() {
        return "reach";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        String api = place(visit.patient().dingtalk().apiUrl());
        String oapi = place(visit.patient().dingtalk().oapiUrl());
        Optional<Refused> token = visit.token().refused();
        Optional<Finding> silent = token.isPresent()
                ? token.flatMap(why -> silent(api, why))
                : older(visit).flatMap(why -> silent(oapi, why).stream()).findFirst();
        String heard = token.isPresent() || api.equals(oapi) ? api : api + ", " + oapi;
        return List.of(silent.orElseGet(() -> Finding.ok(id(), TITLE, Sentence.of("reach.ok", heard))));
    }

    /** What the older gateway refused. */
    private static Stream<Refused> older(Visit visit) {
        return Stream.concat(
                        visit.departments().values().stream().flatMap(Seen::trials),
                        visit.attendance().trials())
                .flatMap(trial -> trial.refused().stream());
    }

    private Optional<Finding> silent(String place, Refused why) {
        return Optional.ofNullable(
                        switch (why.reason()) {
                            case UNAVAILABLE, DEADLINE, IMPLAUSIBLE -> Sentence.of("reach.silent", place, why.words());
                            case THROTTLED ->
                                why.code().isEmpty()
                                        ? Sentence.of("reach.blocked", place)
                                        : Sentence.of("reach.throttled", place, why.code());
                            default -> null;
                        })
                .map(text -> Finding.failed(id(), TITLE, text));
    }

    private static String place(URI address) {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }
}
