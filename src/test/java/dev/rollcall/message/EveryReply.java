package dev.rollcall.message;

import static dev.rollcall.message.Cast.DAY;
import static dev.rollcall.message.Cast.SHANGHAI;
import static dev.rollcall.message.Cast.at;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Employee;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.message.Found.Tell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every form that an answer can take, with given names for people, departments, reasons and commands. */
final class EveryReply {
    private final ReplyRenderer renderer = new ReplyRenderer();
    private final ReplyContext reply;
    private final List<String> names;
    private final List<Message> forms = new ArrayList<>();

    private EveryReply(Language language, List<String> names) {
        this.reply = new ReplyContext(language, SHANGHAI, DAY);
        this.names = names;
    }

    /** The same forms in the same order for as many {@code names}; at least three. */
    static List<Message> of(Language language, List<String> names) {
        EveryReply every = new EveryReply(language, names);
        for (Tell tell : Tell.values()) {
            every.lists(tell);
        }
        every.people();
        every.conversation();
        every.notices();
        return every.forms;
    }

    private void lists(Tell tell) {
        DepartmentRollCall absent = department(1, 0, Standing.ABSENT);
        DepartmentRollCall mixed = department(2, 1, Standing.PRESENT, Standing.ABSENT, Standing.UNVERIFIED);
        DepartmentRollCall away = department(3, 2, Standing.EXCUSED, Standing.PRESENT, Standing.PRESENT);
        DepartmentRollCall rest = department(4, 0, Standing.NOT_DUE);
        DepartmentRollCall down = department(5, 1, Standing.UNVERIFIED);
        for (List<DepartmentRollCall> asked : List.of(
                List.of(absent),
                List.of(mixed),
                List.of(away),
                List.of(rest),
                List.of(down),
                List.of(absent, mixed, away),
                List.of(absent, mixed, away, rest, down))) {
            lists(found(asked).telling(tell));
            lists(found(asked)
                    .telling(tell)
                    .holding(asked.stream()
                            .filter(one -> one.spike(0.6))
                            .map(DepartmentRollCall::id)
                            .collect(Collectors.toSet())));
        }
    }

    private void lists(Found found) {
        forms.add(renderer.absent(reply, found));
        forms.add(renderer.late(reply, found));
        forms.add(renderer.leave(reply, found));
        forms.add(renderer.out(reply, found));
        forms.add(renderer.summary(reply, found));
    }

    private void people() {
        int size = Math.min(5, names.size());
        for (Standing standing : Standing.values()) {
            DepartmentRollCall department = department(1, 0, standing);
            RollCall rollCall = found(List.of(department)).rollCall();
            for (Finding one : department.findings().subList(0, size)) {
                FoundPerson person = FoundPerson.of(one, names.get(1), rollCall);
                forms.add(renderer.status(reply, person));
                forms.add(renderer.why(reply, person.knowing(new Known(at("12:00"), names.get(2)))));
                forms.add(renderer.why(reply, person.self(true)));
            }
        }
    }

    private void conversation() {
        List<Choice> choices = names.stream()
                .map(name -> new Choice(name, name, "x " + shortened(name)))
                .toList();
        forms.add(renderer.which(reply, names.get(0), choices));
        forms.add(renderer.unknown(
                reply, names.stream().map(name -> "x " + shortened(name)).toList()));
        forms.add(renderer.next(
                reply,
                names.stream()
                        .map(name -> new Upcoming(name, List.of(at("10:30"))))
                        .toList()));
        forms.add(renderer.next(reply, List.of(new Upcoming(names.get(0), List.of()))));
        Week.Day day = new Week.Day(DAY, new Counts(9, 5, 1, 1, 1, 1, 1));
        List<String> places = names.subList(0, Math.min(2, names.size()));
        for (Week.What what : Week.What.values()) {
            forms.add(renderer.week(reply, new Week(what, places, List.of(day), at("09:40"), null, null)));
        }
    }

    private void notices() {
        String name = names.get(0);
        Known known = new Known(at("12:00"), names.get(1));
        for (Notice notice : List.of(
                Notice.noSuchDepartment(names),
                Notice.noSuchPerson(names),
                Notice.noSuchCutoff(names),
                Notice.notListed(name),
                Notice.unknownGroup(name),
                Notice.tied(name),
                Notice.untied(name),
                Notice.tiedByConfiguration(name),
                Notice.acknowledged(name, known),
                Notice.acknowledgedIn(name, 2),
                Notice.muted(List.of(name), DAY, DAY),
                Notice.unmuted(List.of(name)),
                Notice.notMuted(List.of(name)),
                Notice.released(List.of(name)),
                Notice.nothingHeld(List.of(name)),
                Notice.whichMute(name),
                Notice.whichRelease(List.of(name, name)),
                Notice.releaseLater(List.of(name)),
                Notice.timeIsOver(java.time.LocalTime.NOON),
                Notice.past(DAY),
                Notice.mutedWithCompany(List.of(name)),
                Notice.notTied(),
                Notice.unread(),
                Notice.oneDay(DAY),
                Notice.cannotWritePrivately(),
                Notice.nothingToPost(),
                Notice.contactsUnread(),
                Notice.resent(List.of(name), at("09:40")),
                Notice.nothingToResend(List.of(name), at("09:40")),
                AdminNotices.night(
                        new NightNews(
                                names.stream()
                                        .map(one -> new NightNews.Place(1, one, 3))
                                        .toList(),
                                List.of(new NightNews.Place(2, name, 0)),
                                List.of(new FailedDelivery(name, "ROBOT_REMOVED", names.get(1))),
                                List.of(new NightNews.Place(3, name, 0)),
                                List.of(new NightNews.Stranger(name, List.of("departments[0].leads"), 12)),
                                true),
                        true),
                DoctorNotices.examined(
                        12,
                        names.stream()
                                .map(one -> new DoctorNotices.Problem("x" + one, "y" + one))
                                .toList()))) {
            forms.add(renderer.notice(reply, notice));
        }
    }

    private Found found(List<DepartmentRollCall> departments) {
        List<Finding> everybody = new ArrayList<>();
        departments.forEach(one -> everybody.addAll(one.findings()));
        RollCall rollCall = new RollCall(
                at("09:40"), at("09:40:12"), DAY, SHANGHAI, departments, Counts.of(everybody), Map.of(), List.of());
        Map<String, Known> known = new HashMap<>();
        known.put("u0", new Known(at("12:00"), names.get(1)));
        return Found.of(rollCall).knowing(known).before(at("10:30"));
    }

    private DepartmentRollCall department(long id, int name, Standing... cycle) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String group = i % 3 == 0 ? "" : names.get(i % 3);
            Standing standing = cycle[i % cycle.length];
            boolean late = standing == Standing.PRESENT && i % 2 == 0;
            Evidence leave = new Evidence(Evidence.Source.LEAVE, "p1", null, at("09:00"), at("12:00"));
            findings.add(new Finding(
                    new Employee("u" + i, names.get(i), null),
                    group,
                    standing,
                    standing == Standing.NOT_DUE ? null : at("09:00"),
                    late,
                    standing == Standing.PRESENT ? at("09:12") : null,
                    null,
                    standing == Standing.EXCUSED ? leave : null,
                    List.of()));
        }
        return new DepartmentRollCall(id, names.get(name), true, findings, List.of());
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(50, name.length()));
    }
}
