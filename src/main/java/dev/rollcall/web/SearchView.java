package dev.rollcall.web;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import dev.rollcall.chat.PersonSearch;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whose name is like what was typed: part of it, its pinyin or the initials of that. */
final class SearchView {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int MOST = 50;

    private final Words words;
    private final ZoneId zone;
    private final LocalDate date;

    SearchView(Words words, ZoneId zone, LocalDate date) {
        this.words = words;
        this.zone = zone;
        this.date = date;
    }

    Map<String, Object> of(RollCall rollCall, String wanted) {
        PersonSearch search = PersonSearch.of(wanted);
        List<Map<String, Object>> found = new ArrayList<>();
        int all = 0;
        for (DepartmentRollCall department : rollCall.departments()) {
            for (Finding finding : department.findings()) {
                if (search.finds(finding.employee().name())) {
                    all++;
                    if (found.size() < MOST) {
                        found.add(person(department, finding));
                    }
                }
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", words.say("search.title"));
        values.put("q", wanted);
        values.put("found", found);
        values.put("summary", words.say(all > MOST ? "search.many" : "search.number", all, MOST));
        return values;
    }

    private Map<String, Object> person(DepartmentRollCall department, Finding finding) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean free = finding.standing() == Standing.NOT_DUE;
        values.put("name", finding.employee().name());
        values.put("department", department.name());
        values.put("sub", finding.subDepartment());
        values.put("address", Links.path(department.id()) + "?date=" + date);
        values.put("kind", finding.standing().name().toLowerCase(Locale.ROOT));
        values.put("word", words.say("standing." + finding.standing().name().toLowerCase(Locale.ROOT)));
        values.put("late", finding.late());
        values.put(
                "at",
                free || finding.punchedAt() == null
                        ? ""
                        : CLOCK.format(finding.punchedAt().atZone(zone)));
        return values;
    }
}
