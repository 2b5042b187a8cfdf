package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the timelines of everybody at one instant. Looks at no row of any API. */
final class BookKeeper {
    /** From so many people due on, none of whom shows a trace, the data are a fault. */
    private static final int ENOUGH_TO_DOUBT = 10;

    private final SimulatedCompany company;
    private final Instant asOf;
    private final Map<String, Timeline.Entry> entries = new LinkedHashMap<>();

    BookKeeper(SimulatedCompany company, Instant asOf) {
        this.company = company;
        this.asOf = asOf;
        for (Person person : company.watched()) {
            entries.put(person.id(), person.workday().truth().at(asOf));
        }
        if (isFaultOfTheData()) {
            entries.replaceAll((id, entry) -> doubted(entry));
        }
    }

    Book book() {
        List<Book.Page> pages = new ArrayList<>();
        for (SimulatedDepartment department : company.departments()) {
            pages.add(page(department.id(), department.name(), company.membersOf(department.id())));
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        entries.forEach((id, entry) -> standings.put(id, entry.standing()));
        return new Book(asOf, pages, page(0, company.name(), company.watched()), standings);
    }

    private Book.Page page(long id, String name, List<Person> people) {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        Map<String, Instant> absent = new TreeMap<>();
        for (Person person : people) {
            Timeline.Entry entry = entry(person);
            counts.merge(entry.standing(), 1, Integer::sum);
            if (entry.standing() == Standing.ABSENT && entry.dueAt() != null) {
                absent.put(person.id(), entry.dueAt());
            }
        }
        int late = counts.getOrDefault(Standing.LATE, 0);
        return new Book.Page(
                id,
                name,
                people.size() - counts.getOrDefault(Standing.NOT_DUE, 0),
                counts.getOrDefault(Standing.PRESENT, 0) + late,
                late,
                counts.getOrDefault(Standing.EXCUSED, 0),
                counts.getOrDefault(Standing.PENDING, 0),
                counts.getOrDefault(Standing.UNVERIFIED, 0),
                absent);
    }

    private Timeline.Entry entry(Person person) {
        Timeline.@Nullable Entry entry = entries.get(person.id());
        if (entry == null) {
            throw new IllegalStateException("Not in the book: " + person.id());
        }
        return entry;
    }

    private boolean isFaultOfTheData() {
        int due = 0;
        for (Person person : company.watched()) {
            if (entry(person).standing() != Standing.NOT_DUE) {
                due++;
                if (leftATrace(person)) {
                    return false;
                }
            }
        }
        return due >= ENOUGH_TO_DOUBT;
    }

    /** A clock-out that belongs to yesterday's shift is no trace of today. */
    private boolean leftATrace(Person person) {
        Instant earliest = company.shiftStart().minus(Duration.ofHours(4));
        return person.workday().punches().stream()
                .anyMatch(punch -> punch.point() != Punch.YESTERDAY_OFF
                        && !punch.at().isAfter(asOf)
                        && !punch.at().isBefore(earliest));
    }

    private static Timeline.Entry doubted(Timeline.Entry entry) {
        return entry.standing() == Standing.ABSENT ? new Timeline.Entry(Standing.UNVERIFIED, entry.dueAt()) : entry;
    }
}
