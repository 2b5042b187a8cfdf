package dev.rollcall.check;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Run;
import dev.rollcall.check.Preview.Destination;
import dev.rollcall.check.PreviewReadings.Reading;
import dev.rollcall.check.Requests.Firing;
import dev.rollcall.ledger.Deliveries;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.MessageKind;
import dev.rollcall.ledger.Slot;
import dev.rollcall.ledger.SlotKey;
import dev.rollcall.ledger.SlotState;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What would a cutoff post? Byte for byte what it has posted, where it has; else what it would post as of its time, and
 * where that is still to come, as of now or a minute ago at most. Posts nothing and writes no slot, roll call or message
 * down. Blocks while DingTalk is read; thread-safe; every call may throw {@link dev.rollcall.ledger.LedgerException}.
 */
public final class Previews {
    private final CheckRunner runner;
    private final RollUps rollUps;
    private final Postings postings;
    private final CheckSettings settings;
    private final Recipients recipients;
    private final Timetable timetable;
    private final Ledger ledger;
    private final Clock clock;
    private final PreviewReadings readings;

    Previews(
            CheckRunner runner,
            RollUps rollUps,
            Postings postings,
            CheckSettings settings,
            Timetable timetable,
            Ledger ledger,
            Clock clock) {
        this.runner = runner;
        this.rollUps = rollUps;
        this.postings = postings;
        this.settings = settings;
        this.recipients = new Recipients(settings);
        this.timetable = timetable;
        this.ledger = ledger;
        this.clock = clock;
        this.readings = new PreviewReadings(clock);
    }

    /**
     * Which firing is meant by the name of a cutoff alone: that of today, else the last one; empty where there was none
     * within a year.
     *
     * @param department DingTalk's {@code dept_id}; {@link SlotKey#COMPANY} for the company's roll-up
     */
    public Optional<Firing> firing(long department, CutoffConfig cutoff) {
        ZonedDateTime now = clock.instant().atZone(timetable.zone());
        return cutoff.on(now.toLocalDate(), timetable.zone())
                .or(() -> cutoff.lastAtOrBefore(now))
                .map(fire -> Requests.firing(department, cutoff, fire));
    }

    /** What {@code firing} posts of {@code department}; also where that goes nowhere for now. */
    public Preview department(DepartmentConfig department, Firing firing, Run run) {
        Slot slot = slot(firing);
        return known(slot, department.name(), recipients.destination(department))
                .orElseGet(() -> {
                    Reading reading = readings.of(slot, one -> runner.find(check(one, List.of(department)), run));
                    return department(reading.slot(), department, reading.rollCall());
                });
    }

    /** What {@code firing} posts of the whole company. */
    public Preview company(Firing firing, Run run) {
        Slot slot = slot(firing);
        return known(slot, "", recipients.companyDestination()).orElseGet(() -> {
            Reading reading = readings.of(slot, one -> rollUps.whole(one, run));
            return company(reading.slot(), reading.rollCall());
        });
    }

    /**
     * What {@code cutoff} posts of each department that has it, in their order, and last of the whole company, where that
     * is wanted: all of one reading, as at the cutoff itself.
     *
     * @return empty where nobody has it, or it has not fired within a year
     */
    public List<Preview> all(CutoffConfig cutoff, Run run) {
        return firing(SlotKey.COMPANY, cutoff)
                .map(firing -> all(cutoff, slot(firing), run))
                .orElse(List.of());
    }

    private List<Preview> all(CutoffConfig cutoff, Slot whole, Run run) {
        List<DepartmentConfig> named = settings.departments().stream()
                .filter(department -> department.cutoffs().contains(cutoff.name()))
                .toList();
        CompanyConfig company = settings.company();
        boolean rollUp = company != null && company.cutoffs().contains(cutoff.name());
        Optional<Preview> ofAll = rollUp ? known(whole, "", recipients.companyDestination()) : Optional.empty();
        Map<Long, Preview> settled = settled(whole, named);
        List<DepartmentConfig> missing = rollUp && ofAll.isEmpty() ? rollUps.unread(whole) : List.of();
        RollCall read = read(whole, unread(named, settled.keySet(), missing), run);
        List<Preview> all = new ArrayList<>();
        for (DepartmentConfig department : named) {
            Preview one = settled.get(department.id());
            if (one != null) {
                all.add(one);
            } else if (read != null) {
                all.add(department(of(department, whole), department, read));
            }
        }
        if (rollUp) {
            all.add(ofAll.orElseGet(() -> company(whole, rollUps.whole(whole, run, read))));
        }
        return List.copyOf(all);
    }

    /** Of which of {@code named} is it known without reading what they get, by id? */
    private Map<Long, Preview> settled(Slot whole, List<DepartmentConfig> named) {
        Map<Long, Preview> settled = new HashMap<>();
        for (DepartmentConfig department : named) {
            Slot slot = of(department, whole);
            Destination to = recipients.destination(department);
            known(slot, department.name(), to)
                    .or(() -> to == Destination.NOWHERE
                            ? Optional.of(nothing(slot, department.name(), to, false))
                            : Optional.empty())
                    .ifPresent(one -> settled.put(department.id(), one));
        }
        return settled;
    }

    private List<DepartmentConfig> unread(
            List<DepartmentConfig> named, Set<Long> settled, List<DepartmentConfig> missing) {
        return settings.departments().stream()
                .filter(department -> missing.contains(department)
                        || (named.contains(department) && !settled.contains(department.id())))
                .toList();
    }

    private @Nullable RollCall read(Slot slot, List<DepartmentConfig> departments, Run run) {
        return departments.isEmpty() ? null : runner.find(check(slot, departments), run);
    }

    private static Check check(Slot slot, List<DepartmentConfig> departments) {
        return new Check(slot.key().cutoff(), slot.asOf(), slot.key().workDate(), departments, false);
    }

    private Preview department(Slot slot, DepartmentConfig config, RollCall rollCall) {
        DepartmentRollCall department = rollCall.departments().stream()
                .filter(one -> one.id() == config.id())
                .findFirst()
                .orElseThrow();
        Message message = postings.preview(
                        slot, config, rollCall, department, runner.inTime(check(slot, List.of(config)), rollCall))
                .orElse(null);
        Destination to = recipients.destination(config);
        return new Preview(slot.key(), slot.asOf(), department.name(), to, message, false, false, rollCall);
    }

    private Preview company(Slot slot, RollCall whole) {
        Message message = rollUps.preview(slot, whole).orElse(null);
        Destination to = recipients.companyDestination();
        return new Preview(slot.key(), slot.asOf(), "", to, message, false, false, whole);
    }

    /** What has been posted, or that nothing is because somebody has muted the day; empty: neither. */
    private Optional<Preview> known(Slot slot, String name, Destination to) {
        SlotKey key = slot.key();
        Optional<Preview> posted = ledger.deliveries()
                .of(key, MessageKind.DIGEST)
                .filter(Deliveries.Kept::sent)
                .map(kept -> new Preview(
                        key, slot.asOf(), named(key, name), to, kept.rest().message(), true, false, null));
        boolean muted = posted.isEmpty()
                && ledger.mutes().muted(key.department(), key.workDate())
                && !ledger.releases().released(key);
        return muted ? Optional.of(nothing(slot, name, to, true)) : posted;
    }

    private Preview nothing(Slot slot, String name, Destination to, boolean muted) {
        return new Preview(slot.key(), slot.asOf(), named(slot.key(), name), to, null, false, muted, null);
    }

    /** {@code configured}, else what the department was called when it was last read, else its number. */
    private String named(SlotKey key, String configured) {
        if (!configured.isEmpty() || key.ofCompany()) {
            return configured;
        }
        return ledger.slots()
                .find(key)
                .map(Slot::name)
                .filter(name -> !name.isEmpty())
                .orElse(String.valueOf(key.department()));
    }

    private static Slot of(DepartmentConfig department, Slot whole) {
        SlotKey key =
                new SlotKey(department.id(), whole.key().workDate(), whole.key().cutoff());
        return slot(key, whole.asOf(), whole.until());
    }

    private Slot slot(Firing firing) {
        Instant now = clock.instant();
        Instant asOf = firing.asOf().isAfter(now) ? now : firing.asOf();
        return slot(firing.key(), asOf, asOf.plus(timetable.maxLate(firing.key().cutoff())));
    }

    private static Slot slot(SlotKey key, Instant asOf, Instant until) {
        return new Slot(key, asOf, until, SlotState.DUE, false, 0, false, false, null, null, null, null, 0, "");
    }
}
