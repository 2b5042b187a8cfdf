package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The event attendance_check_record of every punch that is still to come (reference 7.1), to clients that want events: when
 * DingTalk knows of the punch, and at most one a person and minute. Its rows stand where one page says or where another
 * does, in turn.
 */
final class PunchEvents {
    static final String TYPE = "attendance_check_record";

    private final Clock clock;
    private final Later later;
    private final StreamGateway stream;
    private final Supplier<SimulatedCompany> company;
    private boolean planned;
    private int number;

    /** @param company the one that is served when a punch is made */
    PunchEvents(Clock clock, Later later, StreamGateway stream, Supplier<SimulatedCompany> company) {
        this.clock = clock;
        this.later = later;
        this.stream = stream;
        this.company = company;
    }

    /** Another company is served: what was to be sent of the one before has been forgotten. */
    synchronized void anew() {
        planned = false;
        plan();
    }

    /** Has the events of the company sent from now on, once somebody wants any. */
    synchronized void plan() {
        if (planned || !stream.wantsEvents()) {
            return;
        }
        planned = true;
        Instant now = clock.instant();
        for (Person person : company.get().people()) {
            Set<Instant> minutes = new HashSet<>();
            for (Punch punch : person.workday().punches()) {
                Instant shown = person.workday().shownFrom(punch);
                boolean toCome = punch.raw() && shown.isAfter(now);
                if (toCome && minutes.add(punch.at().truncatedTo(ChronoUnit.MINUTES))) {
                    later.at(shown, () -> send(person.id(), punch));
                }
            }
        }
    }

    /** Of data that has been held back since nothing is said before it is shown. */
    private void send(String userId, Punch punch) {
        Workday today = company.get().people().stream()
                .filter(person -> person.id().equals(userId))
                .findFirst()
                .orElseThrow()
                .workday();
        if (today.isShown(punch, clock.instant())) {
            stream.event(TYPE, data(userId, punch));
        } else {
            later.at(today.shownFrom(punch), () -> send(userId, punch));
        }
    }

    private synchronized String data(String userId, Punch punch) {
        number++;
        ObjectNode row = Json.object()
                .put("userId", userId)
                .put("corpId", company.get().corpId())
                .put("checkTime", punch.at().toEpochMilli())
                .put("locationResult", punch.outside() ? "Outside" : "Normal")
                .put("locationMethod", punch.source() == Punch.Source.ATM ? "ATM" : "MAP")
                .put("groupId", "SIMGROUPKEY")
                .put("bizId", "simbiz" + number)
                .put("address", "CANARY-address")
                .put("deviceSN", "")
                .put("checkByUser", true);
        ObjectNode event = Json.object()
                .put("eventUnifiedAppId", "simapp")
                .put("eventCorpId", company.get().corpId())
                .put("eventType", TYPE)
                .put("eventId", "sim-ev-" + number)
                .put("eventBornTime", clock.millis());
        boolean legacy = number % 2 == 0;
        ObjectNode holder = legacy ? event : event.putObject("data");
        holder.putArray(legacy ? "DataList" : "dataList").add(row);
        return new String(Json.bytes(event), StandardCharsets.UTF_8);
    }
}
