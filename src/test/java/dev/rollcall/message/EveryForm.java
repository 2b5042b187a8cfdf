package dev.rollcall.message;

import static dev.rollcall.message.Cast.at;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.DigestContext.Lateness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every form that a message can take, with given names for people, their sub-departments and the departments. */
final class EveryForm {
    /** What somebody may have been who is cleared. */
    static final List<Standing> CLEARS =
            List.of(Standing.PRESENT, Standing.EXCUSED, Standing.PENDING, Standing.NOT_DUE);

    private final DigestRenderer renderer;
    private final List<String> names;
    private final DigestStyle style;
    private final DigestContext context = DigestContext.of(at("09:40"), at("09:40:12"), Cast.DAY, Cast.SHANGHAI)
            .mentioningLeads(true);
    private final DigestContext late = context.late(new Lateness(at("09:58"), null, null, Set.of("u0")));
    private final DepartmentRollCall absent;
    private final DepartmentRollCall mixed;
    private final DepartmentRollCall down;
    private final DepartmentRollCall in;
    private final List<Message> forms = new ArrayList<>();

    private EveryForm(DigestRenderer renderer, List<String> names, DigestStyle style) {
        this.renderer = renderer;
        this.names = names;
        this.style = style;
        this.absent = department(Standing.ABSENT);
        this.mixed = department(Standing.UNVERIFIED, Standing.ABSENT);
        this.down = department(Standing.UNVERIFIED);
        this.in = department(Standing.PRESENT);
    }

    /** The same forms in the same order for as many {@code names}; at least one. */
    static List<Message> of(DigestRenderer renderer, List<String> names, DigestStyle style) {
        EveryForm every = new EveryForm(renderer, names, style);
        every.digests();
        every.corrections();
        every.followUps();
        every.toldToHr();
        return every.forms;
    }

    private void digests() {
        for (DepartmentRollCall one : List.of(absent, mixed, down, in)) {
            renderer.digest(context, one, style).ifPresent(forms::add);
            renderer.digest(late, one, style).ifPresent(forms::add);
        }
        forms.add(renderer.spikeHeld(context, absent, style));
        forms.add(renderer.spikeHeld(late, absent, style));
        forms.add(renderer.dataDown(context, absent, style));
    }

    private void corrections() {
        forms.add(renderer.correction(context, absent, in.findings(), style));
        DepartmentRollCall cleared = department(CLEARS.toArray(Standing[]::new));
        forms.add(renderer.correction(context, absent, cleared.findings(), style));
        forms.add(renderer.correction(context, absent, cleared.findings().subList(0, 1), style));
    }

    private void followUps() {
        for (DigestContext each : List.of(context, late)) {
            forms.add(renderer.followUp(each, mixed, new FollowUp(at("09:00"), Set.of("u0", "u1")), style));
            forms.add(renderer.followUp(each, in, new FollowUp(at("09:00"), Set.of("u0")), style));
            forms.add(renderer.followUp(each, absent, new FollowUp(at("09:00"), Set.of("u0")), style));
        }
    }

    private void toldToHr() {
        RollCall company = Cast.company(context, absent.counts(), absent, mixed, down, in);
        String second = names.get(1 % names.size());
        // In plain the slot is said, because it is ours; whatever else may be anybody's is not.
        String slot = style.plain() ? "2026-05-05 09:40" : second;
        List<FailedDelivery> failed = List.of(
                new FailedDelivery(names.get(0), "SECURITY", "x" + second),
                new FailedDelivery(second, FailedDelivery.MISSED, null, slot));
        forms.add(renderer.company(context, company, failed, style));
        forms.add(renderer.company(late, company, failed, style));
        forms.add(renderer.failures(context, failed, style));
    }

    private DepartmentRollCall department(Standing... cycle) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String group = i % 3 == 0 ? "" : names.get(i % 3);
            Employee employee = new Employee("u" + i, names.get(i), null);
            Standing standing = cycle[i % cycle.length];
            findings.add(new Finding(employee, group, standing, at("09:00"), false, at("08:57"), null));
        }
        return new DepartmentRollCall(4100, names.get(0), false, findings, List.of("u7"));
    }
}
