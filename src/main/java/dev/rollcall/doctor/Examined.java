package dev.rollcall.doctor;

import dev.rollcall.message.Language;
import dev.rollcall.report.Diagnosis;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What was found, in no language yet. Immutable. */
public final class Examined {
    private final Instant asOf;
    private final Instant meteredAsOf;
    private final ZoneId zone;
    private final List<Finding> findings;

    Examined(Instant asOf, Instant meteredAsOf, ZoneId zone, List<Finding> findings) {
        this.asOf = asOf;
        this.meteredAsOf = meteredAsOf;
        this.zone = zone;
        this.findings = List.copyOf(findings);
    }

    /** When it was looked. */
    public Instant asOf() {
        return asOf;
    }

    /** The same in {@code language}. */
    public Diagnosis in(Language language) {
        DoctorWords words = DoctorWords.in(language);
        return new Diagnosis(
                asOf,
                meteredAsOf,
                zone,
                findings.stream()
                        .map(one -> new Diagnosis.Line(
                                one.id(),
                                one.state(),
                                words.say(one.title()),
                                words.say(one.text()),
                                one.remedy() == null ? null : words.say(one.remedy())))
                        .toList());
    }
}
