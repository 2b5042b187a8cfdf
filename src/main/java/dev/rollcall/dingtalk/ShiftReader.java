package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.Shift;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** What shifts allow, each asked about once a day, and once in a roll call where it cannot be read. Thread-safe. */
final class ShiftReader {
    private final DingTalkClient client;
    private final SideBySide lanes;
    private final Map<String, Shift> ofTheDay = new ConcurrentHashMap<>();

    /** One band's shifts at a time: the next one's are mostly the same. */
    private final ReentrantLock reading = new ReentrantLock();

    ShiftReader(DingTalkClient client, SideBySide lanes) {
        this.client = client;
        this.lanes = lanes;
    }

    /** What each shift allows, by id; those that cannot be read in time are missing. */
    Map<String, Shift> read(Set<String> shiftIds, LocalDate today, Run run) {
        if (!client.config().shiftSettings()) {
            return shiftIds.stream().collect(Collectors.toMap(id -> id, Shift::rigid));
        }
        Map<String, Shift> known = known(shiftIds, today);
        if (known.size() == shiftIds.size() || !lock(run)) {
            return known;
        }
        try {
            return readAll(shiftIds, today, run);
        } finally {
            reading.unlock();
        }
    }

    private Map<String, Shift> known(Set<String> shiftIds, LocalDate today) {
        Map<String, Shift> known = new HashMap<>();
        for (String id : shiftIds) {
            Shift shift = ofTheDay.get(id + "@" + today);
            if (shift != null) {
                known.put(id, shift);
            }
        }
        return known;
    }

    private boolean lock(Run run) {
        boolean locked = false;
        try {
            locked = reading.tryLock(run.deadline().left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!locked) {
            run.trouble(new SourceException(
                    Reason.DEADLINE, true, "Cannot read " + Api.SHIFT.path() + ": no time was left for it"));
        }
        return locked;
    }

    private Map<String, Shift> readAll(Set<String> shiftIds, LocalDate today, Run run) {
        Map<String, Shift> shifts = new ConcurrentHashMap<>();
        ofTheDay.keySet().removeIf(key -> !key.endsWith("@" + today));
        lanes.each(shiftIds, id -> {
            String once = Api.SHIFT.path() + " " + id; // The next band would ask for it again.
            if (run.givenUp(once).isPresent()) {
                return;
            }
            try {
                Shift known = ofTheDay.get(id + "@" + today);
                Shift shift = known == null ? shift(id, run) : known;
                ofTheDay.put(id + "@" + today, shift);
                shifts.put(id, shift);
            } catch (SourceException e) {
                run.giveUp(once, e);
                run.trouble(e);
            }
        });
        return shifts;
    }

    private Shift shift(String id, Run run) throws SourceException {
        ObjectNode body = Json.object();
        body.put("op_user_id", client.config().opUserId());
        body.set("shift_id", Json.numberOrText(id));
        JsonNode result = client.result(Api.SHIFT, body, run);
        if (!result.hasNonNull("sections") && !result.hasNonNull("shift_setting")) {
            throw new SourceException(
                    Reason.IMPLAUSIBLE,
                    true,
                    "Cannot read what shift " + id + " allows: the answer says nothing of it");
        }
        List<Boolean> free = new ArrayList<>();
        for (JsonNode section : result.path("sections")) {
            for (JsonNode punch : section.path("punches")) {
                if (Json.text(punch, "check_type").equalsIgnoreCase("OnDuty")) {
                    free.add(Json.yes(punch, "free_check"));
                }
            }
        }
        return new Shift(id, Json.yes(result.path("shift_setting"), "is_flexible"), free);
    }
}
