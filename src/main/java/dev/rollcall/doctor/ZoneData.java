package dev.rollcall.doctor;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.List;

/** Is the zone known, and are Java's rules for it fresh enough where its clocks still change? */
final class ZoneData implements Examination {
    private static final Sentence TITLE = Sentence.of("zone.title");
    private static final int YEARS = 2;

    @Override
    public String id() {
        return "time_zone";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        ZoneId zone = visit.patient().zone();
        ZonedDateTime now = visit.now().atZone(zone);
        try {
            String version = ZoneRulesProvider.getVersions(zone.getId()).lastKey();
            boolean changes = zone.getRules().nextTransition(visit.now()) != null;
            boolean old =
                    version.matches("\\d{4}.*") && Integer.parseInt(version.substring(0, 4)) < now.getYear() - YEARS;
            Sentence text = Sentence.of(changes && old ? "zone.old" : "zone.ok", zone, version);
            return List.of(changes && old ? Finding.warning(id(), TITLE, text) : Finding.ok(id(), TITLE, text));
        } catch (ZoneRulesException e) { // An offset such as UTC+8 has no rules that could grow old.
            return List.of(Finding.ok(id(), TITLE, Sentence.of("zone.fixed", zone)));
        }
    }
}
