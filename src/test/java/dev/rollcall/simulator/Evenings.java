package dev.rollcall.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the days of a company ended, by its facts: what a daily report is to say. */
public final class Evenings {
    private final SimulatedCompany company;

    public Evenings(SimulatedCompany company) {
        this.company = company;
    }

    /** Numbers of one department on one date, in the order of the report's columns. */
    public List<Integer> numbers(long department, LocalDate date) {
        SimulatedCompany then = company.on(date);
        if (then == null) {
            return List.of(0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        Instant end = Shanghai.midnight(date.plusDays(1)).minusSeconds(1);
        var standings = then.bookAt(end).standings();
        List<Person> people = company.membersOf(department).stream()
                .map(person -> then.person(person.id()))
                .toList();
        Set<Standing> free = Set.of(Standing.NOT_DUE);
        List<Standing> all = people.stream()
                .map(person -> standings.get(person.id()))
                .filter(standing -> standing != null && !free.contains(standing))
                .toList();
        List<Person> there = people.stream()
                .filter(person -> Set.of(Standing.PRESENT, Standing.LATE).contains(standings.get(person.id())))
                .toList();
        List<Person> punched = people.stream()
                .filter(person -> standings.getOrDefault(person.id(), Standing.NOT_DUE) != Standing.NOT_DUE)
                .filter(Evenings::hasPunched)
                .toList();
        return List.of(
                all.size(),
                there.size(),
                count(all, Standing.LATE),
                (int) people.stream().filter(Evenings::leftEarly).count(),
                (int) punched.stream()
                        .filter(person -> lacksACard(then, person))
                        .count(),
                count(all, Standing.EXCUSED),
                count(all, Standing.PENDING),
                count(all, Standing.ABSENT),
                count(all, Standing.UNVERIFIED));
    }

    private static int count(List<Standing> all, Standing one) {
        return (int) all.stream().filter(one::equals).count();
    }

    /** Also in vain; but a clock-out of the night before is none of this date. */
    private static boolean hasPunched(Person person) {
        return person.workday().punches().stream().anyMatch(punch -> punch.point() != Punch.YESTERDAY_OFF);
    }

    private static boolean leftEarly(Person person) {
        Shift shift = person.workday().shift();
        return shift != null
                && person.workday().punches().stream()
                        .anyMatch(punch -> punch.point() >= 0
                                && !shift.points().get(punch.point()).onDuty()
                                && "Early".equals(punch.timeResult()));
    }

    /** A point without a punch, for which nobody has leave, is on a trip or out. */
    private static boolean lacksACard(SimulatedCompany then, Person person) {
        Shift shift = person.workday().shift();
        if (shift == null) {
            return false;
        }
        Instant end = Shanghai.midnight(then.workDate().plusDays(1));
        Set<Integer> punched =
                person.workday().punches().stream().map(Punch::point).collect(Collectors.toSet());
        return then.plans().of(person, end).stream()
                .filter(row -> !punched.contains(row.index()))
                .filter(row -> !shift.points().get(row.index()).freeCheck())
                .anyMatch(row -> Approvals.on(row, end) < 0);
    }
}
