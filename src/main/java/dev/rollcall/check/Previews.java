package dev.rollcall.check;

import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.check.PreviewReadings.Reading;
import dev.rollcall.check.Requests.Firing;
import dev.rollcall.ledger.Deliveries;
import dev.rollcall.ledger.Frozen;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would a cutoff post? Byte for byte what it has posted, where it has; else what it would post as of its time, and
 * where that is still to come, as of now or a minute ago at most. Posts nothing and writes nothing down. Blocks while
 * DingTalk is read; thread-safe.
 */
public final class Previews {
    private final CheckRunner runner;
    private final RollUps rollUps;
    private final Postings postings;
    private final Timetable timetable;
    private final Ledger ledger;
    private final Clock clock;
    private final PreviewReadings readings;

    Previews(CheckRunner runner, RollUps rollUps, Postings postings, Timetable timetable, Ledger ledger, Clock clock) {
        this.runner = runner;
        this.rollUps = rollUps;
        this.postings = postings;
        this.timetable = timetable;
        this.ledger = ledger;
        this.clock = clock;
        this.readings = new PreviewReadings(clock);
    }

    /** What {@code firing} posts to the group of {@code department}; empty: nothing. */
    public Optional<Message> department(DepartmentConfig department, Firing firing, Run run) {
        Optional<Message> posted = posted(firing);
        if (posted.isPresent()) {
            return posted;
        }
        Reading reading = readings.of(slot(firing), slot -> runner.find(check(slot, department), run));
        RollCall rollCall = reading.rollCall();
        return postings.preview(
                reading.slot(),
                department,
                rollCall,
                rollCall.departments().get(0),
                runner.inTime(check(reading.slot(), department), rollCall));
    }

    private static Check check(Slot slot, DepartmentConfig department) {
        return new Check(slot.key().cutoff(), slot.asOf(), slot.key().workDate(), List.of(department), false);
    }

    /** What {@code firing} posts to HR's group; empty: nothing. */
    public Optional<Message> company(Firing firing, Run run) {
        Optional<Message> posted = posted(firing);
        if (posted.isPresent()) {
            return posted;
        }
        Reading reading = readings.of(slot(firing), slot -> rollUps.whole(slot, run));
        return rollUps.preview(reading.slot(), reading.rollCall());
    }

    private Optional<Message> posted(Firing firing) {
        return ledger.deliveries()
                .of(firing.key(), MessageKind.DIGEST)
                .filter(Deliveries.Kept::sent)
                .map(Deliveries.Kept::rest)
                .map(Frozen::message);
    }

    private Slot slot(Firing firing) {
        Instant now = clock.instant();
        Instant asOf = firing.asOf().isAfter(now) ? now : firing.asOf();
        return new Slot(
                firing.key(),
                asOf,
                asOf.plus(timetable.maxLate(firing.key().cutoff())),
                SlotState.DUE,
                false,
                0,
                false,
                false,
                null,
                null,
                null,
                null,
                0,
                "");
    }
}
