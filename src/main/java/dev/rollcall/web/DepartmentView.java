package dev.rollcall.web;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Evidence;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One department: who stands where and why, how they came in, and how it was in the last weeks. */
final class DepartmentView {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final List<Standing> ORDER =
            List.of(Standing.ABSENT, Standing.UNVERIFIED, Standing.PENDING, Standing.EXCUSED, Standing.PRESENT);

    private static final int TREND_DAYS = 30;

    private final Words words;
    private final ZoneId zone;
    private final BoardView board;

    DepartmentView(Words words, ZoneId zone, Clock clock) {
        this.words = words;
        this.zone = zone;
        this.board = new BoardView(words, zone, clock);
    }

    /**
     * The page's values.
     *
     * @param link the query of the digest's link by which it is seen: the group has it, so it shows what the group may
     *     know, which is who is absent and not known to the lead, and no names that are held; null for those who may see
     *     everything
     */
    Map<String, Object> of(RollCall rollCall, BoardData data, LocalDate date, @Nullable String link) {
        boolean guest = link != null;
        DepartmentRollCall department = rollCall.departments().get(0);
        boolean held = data.held(rollCall).contains(department.id());
        boolean hidden = guest && (held || !data.namesInDigest(department.id()));
        Map<String, String> known = data.known(date);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", department.name());
        values.put("id", department.id());
        values.put("name", department.name());
        values.put("numbers", Bar.of(department.counts(), words));
        values.put("incomplete", !department.complete());
        values.put("held", held);
        values.put("hidden", hidden);
        values.put("data_at", board.dataAt(rollCall));
        values.put("age", board.age(rollCall));
        values.put("next", board.next(data.next(department.id())));
        values.put(
                "deliveries",
                board.deliveries(data.deliveries(date).stream()
                        .filter(one -> one.department() == department.id())
                        .toList()));
        values.put(
                "groups",
                ORDER.stream()
                        .filter(standing -> !guest || (standing == Standing.ABSENT && !hidden))
                        .map(standing -> group(standing, department, rollCall, known, guest))
                        .filter(Objects::nonNull)
                        .toList());
        values.put("arrivals", guest ? null : arrivals(department));
        return values;
    }

    /** How the last weeks were, as the page shows it; null where nothing is known. */
    @Nullable
    Map<String, Object> trend(BoardData data, long department, LocalDate date) {
        return trend(data.trend(department, date.minusDays(TREND_DAYS - 1L), date));
    }

    private @Nullable Map<String, Object> group(
            Standing standing,
            DepartmentRollCall department,
            RollCall rollCall,
            Map<String, String> known,
            boolean guest) {
        List<Map<String, Object>> people = department.with(standing).stream()
                .filter(finding ->
                        !guest || !known.containsKey(finding.employee().id()))
                .map(finding ->
                        person(finding, rollCall, known.get(finding.employee().id()), guest))
                .toList();
        if (people.isEmpty()) {
            return null;
        }
        String kind = standing.name().toLowerCase(Locale.ROOT);
        return Map.of(
                "kind",
                kind,
                "word",
                words.say("standing." + kind),
                "count",
                people.size(),
                "open",
                standing != Standing.PRESENT,
                "people",
                people);
    }

    private Map<String, Object> person(Finding finding, RollCall rollCall, @Nullable String reason, boolean guest) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("key", Integer.toHexString(finding.employee().id().hashCode()));
        values.put("name", finding.employee().name());
        values.put("sub", finding.subDepartment());
        values.put("late", finding.late());
        values.put("known", reason != null);
        values.put("reason", guest ? null : reason);
        values.put("since", since(finding));
        values.put("why", why(finding, rollCall));
        return values;
    }

    private @Nullable String since(Finding finding) {
        Instant punchedAt = finding.punchedAt();
        Instant dueAt = finding.dueAt();
        if (punchedAt != null) {
            return words.say("since.punched", clock(punchedAt));
        }
        return dueAt == null ? null : words.say("since.due", clock(dueAt));
    }

    private List<String> why(Finding finding, RollCall rollCall) {
        List<String> why = new ArrayList<>();
        Instant dueAt = finding.dueAt();
        why.add(dueAt == null ? words.say("why.shift.unread") : words.say("why.due", clock(dueAt)));
        Evidence evidence = finding.evidence();
        if (evidence != null) {
            Instant at = evidence.at();
            Instant from = evidence.from();
            Instant to = evidence.to();
            String source = evidence.source().name().toLowerCase(Locale.ROOT);
            why.add(
                    evidence.source() == Evidence.Source.NOTHING
                            ? words.say("why.nothing", clock(rollCall.asOf()))
                            : words.say("why." + source, at == null ? "" : clock(at)));
            if (from != null && to != null) {
                why.add(words.say(
                        "why.leave.from",
                        DAY_AND_CLOCK.format(from.atZone(zone)),
                        DAY_AND_CLOCK.format(to.atZone(zone))));
            }
        }
        return why;
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** How many had come by when: seconds since the epoch and numbers, as the plot takes them; null without any. */
    private @Nullable Map<String, Object> arrivals(DepartmentRollCall department) {
        List<Instant> times = department.findings().stream()
                .map(Finding::punchedAt)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return null;
        }
        List<Long> at = new ArrayList<>(List.of(times.get(0).getEpochSecond() - 60));
        List<Integer> number = new ArrayList<>(List.of(0));
        for (int i = 0; i < times.size(); i++) {
            at.add(times.get(i).getEpochSecond());
            number.add(i + 1);
        }
        return Map.of(
                "x", at.toString(),
                "y", List.of(number).toString(),
                "zone", zone.getId(),
                "first", clock(times.get(0)),
                "last", clock(times.get(times.size() - 1)),
                "count", times.size());
    }

    private @Nullable Map<String, Object> trend(List<BoardData.Day> days) {
        if (days.isEmpty()) {
            return null;
        }
        String x = days.stream()
                .map(day -> String.valueOf(day.date().atStartOfDay(zone).toEpochSecond()))
                .collect(Collectors.joining(",", "[", "]"));
        String absent = days.stream()
                .map(day -> String.valueOf(day.counts().absent()))
                .collect(Collectors.joining(",", "[", "]"));
        String late = days.stream()
                .map(day -> String.valueOf(day.counts().late()))
                .collect(Collectors.joining(",", "[", "]"));
        return Map.of(
                "x",
                x,
                "y",
                "[" + absent + "," + late + "]",
                "zone",
                zone.getId(),
                "days",
                days.stream()
                        .map(day -> Map.of(
                                "date", day.date().toString(),
                                "due", day.counts().due(),
                                "absent", day.counts().absent(),
                                "late", day.counts().late(),
                                "excused", day.counts().excused()))
                        .toList());
    }
}
