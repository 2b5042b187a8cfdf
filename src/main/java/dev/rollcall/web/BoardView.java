package dev.rollcall.web;

import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.RollCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The company on one page, worst department first. */
final class BoardView {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Words words;
    private final ZoneId zone;
    private final Clock clock;

    BoardView(Words words, ZoneId zone, Clock clock) {
        this.words = words;
        this.zone = zone;
        this.clock = clock;
    }

    Map<String, Object> of(RollCall rollCall, BoardData data, LocalDate date) {
        Map<Long, List<Delivery>> deliveries =
                data.deliveries(date).stream().collect(Collectors.groupingBy(Delivery::department));
        List<DepartmentRollCall> worstFirst = new ArrayList<>(rollCall.departments());
        worstFirst.sort(
                Comparator.<DepartmentRollCall>comparingInt(one -> -one.counts().absent())
                        .thenComparingInt(one -> -one.counts().unverified())
                        .thenComparingInt(one -> -one.counts().late()));
        Set<Long> held = data.held(rollCall);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("company", Bar.of(rollCall.company(), words));
        values.put("incomplete", !rollCall.complete());
        values.put("data_at", dataAt(rollCall));
        values.put("age", age(rollCall));
        values.put("next", next(data.next(0)));
        values.putAll(quota(data.quota()));
        values.put("company_deliveries", deliveries(deliveries.getOrDefault(0L, List.of())));
        values.put(
                "departments",
                worstFirst.stream()
                        .map(one -> department(
                                one, held.contains(one.id()), date, deliveries.getOrDefault(one.id(), List.of())))
                        .toList());
        return values;
    }

    private Map<String, Object> department(
            DepartmentRollCall department, boolean held, LocalDate date, List<Delivery> deliveries) {
        Map<String, Object> values = new LinkedHashMap<>(Bar.of(department.counts(), words));
        values.put("id", department.id());
        values.put("name", department.name());
        values.put("address", Links.path(department.id()) + "?date=" + date);
        values.put("incomplete", !department.complete());
        values.put("held", held);
        values.put("deliveries", deliveries(deliveries));
        return values;
    }

    /** The state of each digest, with its reason where it failed. */
    List<Map<String, Object>> deliveries(List<Delivery> deliveries) {
        return deliveries.stream().map(this::delivery).toList();
    }

    private Map<String, Object> delivery(Delivery one) {
        Map<String, Object> values = new LinkedHashMap<>();
        String sentAt = one.sentAt();
        values.put("cutoff", one.cutoff());
        values.put("state", one.state());
        values.put("word", words.say("delivery." + one.state()));
        values.put("late", one.late());
        values.put("reason", one.why(words.language()));
        values.put("at", sentAt == null ? null : sentAt.substring(11, 16));
        values.put("failed", one.state().equals("failed") || one.state().equals("missed"));
        return values;
    }

    private Map<String, Object> quota(BoardData.Quota quota) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "quota",
                words.say(
                        quota.callForecast() > 0 ? "quota.forecast" : "quota",
                        share(quota.calls(), quota.callLimit()),
                        share(quota.messages(), quota.messageLimit()),
                        quota.callForecast(),
                        quota.messageForecast()));
        values.put("quota_refused", quota.refused());
        values.put(
                "quota_shed",
                quota.shed().isEmpty()
                        ? null
                        : words.say(
                                "quota.shed",
                                quota.shed().stream()
                                        .map(one -> words.say("quota.shed." + one))
                                        .collect(Collectors.joining(words.say("comma")))));
        return values;
    }

    private static String share(long used, long limit) {
        return limit == 0 ? String.valueOf(used) : used + " / " + limit;
    }

    /** When the data is from. */
    String dataAt(RollCall rollCall) {
        Instant at = rollCall.asOf();
        boolean sameDay = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        return (sameDay ? CLOCK : DAY_AND_CLOCK).format(at.atZone(zone));
    }

    /** How long ago it was read, in seconds, for the page to count on from. */
    long age(RollCall rollCall) {
        return Math.max(0, Duration.between(rollCall.readAt(), clock.instant()).toSeconds());
    }

    @Nullable
    String next(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        boolean today = LocalDate.ofInstant(at, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        return (today ? CLOCK : DAY_AND_CLOCK).format(at.atZone(zone));
    }
}
