package dev.rollcall.doctor;

import java.util.List;
import java.util.Map;

/** Are the parts of a running program well that only it can tell of: scheduler, cutoffs, deliveries, and which configuration is in force? A finding for each. */
final class RunningParts implements Examination {
    private static final List<String> PARTS = List.of("scheduler", "cutoffs", "delivery", "configuration");

    @Override
    public String id() {
        return "program";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Map<String, String> parts = visit.inside().parts().get();
        return PARTS.stream()
                .filter(parts::containsKey)
                .map(part -> {
                    Sentence title = Sentence.of(part + ".title");
                    return "ok".equals(parts.get(part))
                            ? Finding.ok(part, title, Sentence.of(part + ".ok"))
                            : Finding.failed(part, title, Sentence.of(part + ".wrong"));
                })
                .toList();
    }
}
