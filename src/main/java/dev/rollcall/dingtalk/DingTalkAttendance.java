package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.AttendanceSource;
import dev.rollcall.absence.Leave;
import dev.rollcall.absence.Punch;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Punches, results, leave and approvals as DingTalk has them, in as few calls as its sizes allow. Thread-safe.
 *
 * <p>A wrong user id may blank a whole answer (DingTalk 0195, 0196), so an answer without a row is believed only when
 * somebody known to have rows was among those asked; see {@link Doubt}.
 */
public final class DingTalkAttendance implements AttendanceSource {
    private static final int ROWS = 50;
    private static final int MOST_WRONG_IDS = 3;
    private static final int PEOPLE_ON_LEAVE = 100;
    private static final int LEAVE_ROWS = 20;

    private final DingTalkClient client;
    private final SideBySide lanes;

    /** People whose id blanks every answer, with the day on which that was found: not asked about again on that day. */
    private final Map<String, LocalDate> wrongIds = new ConcurrentHashMap<>();

    /** @param executor where calls run side by side; needs room for a few dozen */
    public DingTalkAttendance(DingTalkClient client, Executor executor) {
        this.client = client;
        this.lanes = new SideBySide(executor);
    }

    @Override
    public Map<String, List<Punch>> punches(Collection<String> people, Instant from, Instant to, Run run) {
        run.deadline().plan(client.floor(people.size() / Api.PEOPLE_A_CALL));
        List<List<String>> chunks = chunks(people, Api.PEOPLE_A_CALL);
        if (chunks.stream().mapToInt(List::size).sum() < Set.copyOf(people).size()) {
            run.trouble(new SourceException(
                    Reason.IMPLAUSIBLE,
                    true,
                    "People whose id blanks every answer are not asked about again today; they are not named"));
        }
        Doubt.Source source = chunk -> rows(Api.PUNCHES, punchesBody(chunk, from, to), run);
        Doubt doubt = new Doubt(lanes, source, run);
        Map<String, List<JsonNode>> rows = new HashMap<>(doubt.read(chunks));
        remember(doubt.wrongIds());
        askTheCutOffAgain(chunks, rows, source, run);
        Map<String, List<Punch>> punches = new HashMap<>();
        rows.forEach((id, own) -> punches.put(id, Punches.of(own)));
        return punches;
    }

    /** Asks in smaller and smaller circles until nobody new shows. */
    private void askTheCutOffAgain(
            List<List<String>> asked, Map<String, List<JsonNode>> rows, Doubt.Source source, Run run) {
        Set<String> cutOff = perhapsCutOff(asked, 0, rows);
        while (!cutOff.isEmpty()) {
            String witness = rows.keySet().stream()
                    .filter(id -> !rows.getOrDefault(id, List.of()).isEmpty())
                    .min(Comparator.<String>comparingInt(
                                    id -> rows.getOrDefault(id, List.of()).size())
                            .thenComparing(Comparator.naturalOrder()))
                    .orElseThrow();
            int witnessed = rows.getOrDefault(witness, List.of()).size();
            List<List<String>> smaller = Chunks.of(cutOff, Api.PEOPLE_A_CALL - 1);
            Doubt doubt = new Doubt(lanes, source, run);
            Map<String, List<JsonNode>> again = doubt.read(smaller, List.of(witness));
            remember(doubt.wrongIds());
            rows.keySet().removeAll(cutOff);
            rows.putAll(again);
            Set<String> still = perhapsCutOff(smaller, witnessed, rows);
            cutOff = still.size() < cutOff.size() ? still : Set.of();
        }
    }

    /**
     * {@code people} in chunks, without the wrong ids. These are taken out last: another process does not know them, and
     * all its other questions shall be the same.
     */
    private List<List<String>> chunks(Collection<String> people, int most) {
        return Chunks.of(people, most).stream()
                .map(this::withoutWrongIds)
                .filter(chunk -> !chunk.isEmpty())
                .toList();
    }

    private List<String> withoutWrongIds(List<String> people) {
        wrongIds.values().removeIf(day -> !day.equals(today()));
        return people.stream().filter(id -> !wrongIds.containsKey(id)).toList();
    }

    /** Many at once are an API that went blank, not people who left. */
    private void remember(Set<String> found) {
        if (found.size() > MOST_WRONG_IDS) {
            return;
        }
        found.forEach(id -> wrongIds.put(id, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(client.exchange().clock().instant(), Json.ZONE);
    }

    /**
     * Those without a row in an answer of exactly fifty rows, or a multiple: nothing says that the API never caps its
     * answers, and their rows may be the ones that were cut off.
     *
     * @param witnessed how many rows of a witness each answer held besides, unless they were cut off too
     */
    private static Set<String> perhapsCutOff(
            List<List<String>> chunks, int witnessed, Map<String, List<JsonNode>> rows) {
        Set<String> cutOff = new HashSet<>();
        for (List<String> chunk : chunks) {
            int count = chunk.stream()
                    .mapToInt(id -> rows.getOrDefault(id, List.of()).size())
                    .sum();
            if (count > 0 && (count % ROWS == 0 || (count + witnessed) % ROWS == 0)) {
                chunk.stream()
                        .filter(id -> rows.containsKey(id)
                                && rows.getOrDefault(id, List.of()).isEmpty())
                        .forEach(cutOff::add);
            }
        }
        return cutOff;
    }

    @Override
    public Map<String, Results> results(
            Collection<String> people, LocalDate workDate, List<String> witnesses, Run run) {
        // Two points a person and 50 rows a page.
        run.deadline().plan(client.floor(people.size() * 2 / ROWS));
        Doubt doubt = new Doubt(lanes, chunk -> resultPages(chunk, workDate, run), run);
        int most = witnesses.isEmpty() ? Api.PEOPLE_A_CALL : Api.PEOPLE_A_CALL - 1;
        Map<String, List<JsonNode>> rows = doubt.read(chunks(people, most), witnesses);
        remember(doubt.wrongIds());
        Map<String, Results> results = new HashMap<>();
        rows.forEach((id, own) -> results.put(
                id, new Results(Punches.of(own), own.stream().anyMatch(Punches::approval), Punches.missing(own))));
        return results;
    }

    @Override
    public Map<String, List<Leave>> leaves(Collection<String> people, Instant from, Instant to, Run run) {
        run.deadline().plan(client.floor(people.size() / PEOPLE_ON_LEAVE));
        Map<String, List<Leave>> leaves = new ConcurrentHashMap<>();
        lanes.each(chunks(people, PEOPLE_ON_LEAVE), chunk -> {
            try {
                leaves.putAll(byPerson(chunk, leavePages(chunk, from, to, run), run));
            } catch (SourceException e) {
                run.trouble(e);
            }
        });
        return leaves;
    }

    /** A row that cannot be read costs the one person whose it is. */
    private static Map<String, List<Leave>> byPerson(List<String> chunk, List<JsonNode> rows, Run run) {
        Map<String, List<Leave>> leaves = new HashMap<>();
        chunk.forEach(id -> leaves.put(id, new ArrayList<>()));
        Set<String> unreadable = new HashSet<>();
        for (JsonNode row : rows) {
            String id = Json.text(row, "userid");
            try {
                leaves.getOrDefault(id, new ArrayList<>()).add(Leaves.ofStatus(row));
            } catch (SourceException e) {
                run.trouble(e);
                unreadable.add(id);
            }
        }
        leaves.keySet().removeAll(unreadable);
        return leaves;
    }

    @Override
    public Map<String, List<Leave>> approvals(Set<String> people, LocalDate workDate, Run run) {
        run.deadline().plan(client.floor(people.size()));
        Map<String, List<Leave>> approvals = new ConcurrentHashMap<>();
        lanes.each(withoutWrongIds(people.stream().sorted().toList()), id -> {
            try {
                ObjectNode body = Json.object();
                body.put("userid", id);
                body.put("work_date", workDate.toString());
                JsonNode result = client.result(Api.DAY, body, run);
                approvals.put(id, Leaves.ofApprovals(approvals(result)));
            } catch (SourceException e) {
                run.trouble(e);
            }
        });
        return approvals;
    }

    /** An answer without the list that does not even say whose day it is says nothing: some organisations get no other. */
    private static JsonNode approvals(JsonNode result) throws SourceException {
        JsonNode list = result.path("approve_list");
        if (!list.isArray() && Json.text(result, "userid").isEmpty()) {
            throw new SourceException(
                    Reason.IMPLAUSIBLE, true, "Cannot read " + Api.DAY.path() + ": the answer says nothing");
        }
        return list;
    }

    private List<JsonNode> rows(Api api, ObjectNode body, Run run) throws SourceException {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode answer = client.call(api, body, run);
        Pages.rows(api.path(), answer, "recordresult").forEach(rows::add);
        return rows;
    }

    static ObjectNode punchesBody(List<String> chunk, Instant from, Instant to) {
        ObjectNode body = Json.object();
        body.set("userIds", array(chunk));
        body.put("checkDateFrom", Json.dateTime(from));
        body.put("checkDateTo", Json.dateTime(to));
        body.put("isI18n", false);
        return body;
    }

    private List<JsonNode> resultPages(List<String> chunk, LocalDate workDate, Run run) throws SourceException {
        return Pages.read(
                Api.RESULTS.path(),
                offset -> {
                    ObjectNode body = Json.object();
                    body.set("userIdList", array(chunk));
                    body.put("workDateFrom", workDate + " 00:00:00");
                    body.put("workDateTo", workDate + " 00:00:00");
                    body.put("offset", offset);
                    body.put("limit", ROWS);
                    body.put("isI18n", false);
                    JsonNode answer = client.call(Api.RESULTS, body, run);
                    JsonNode rows = Pages.rows(Api.RESULTS.path(), answer, "recordresult");
                    return new Pages.Page(rows, Json.yes(answer, "hasMore"), offset + ROWS);
                },
                JsonNode::toString);
    }

    private List<JsonNode> leavePages(List<String> chunk, Instant from, Instant to, Run run) throws SourceException {
        Instant dayStart =
                LocalDate.ofInstant(from, Json.ZONE).atStartOfDay(Json.ZONE).toInstant();
        Instant dayEnd = LocalDate.ofInstant(to, Json.ZONE)
                .plusDays(1)
                .atStartOfDay(Json.ZONE)
                .toInstant();
        return Pages.read(
                Api.LEAVE_STATUS.path(),
                offset -> {
                    ObjectNode body = Json.object();
                    body.put("userid_list", String.join(",", chunk));
                    body.put("start_time", dayStart.toEpochMilli());
                    body.put("end_time", dayEnd.toEpochMilli());
                    body.put("offset", offset);
                    body.put("size", LEAVE_ROWS);
                    JsonNode result = client.result(Api.LEAVE_STATUS, body, run);
                    JsonNode rows = Pages.rows(Api.LEAVE_STATUS.path(), result, "leave_status");
                    return new Pages.Page(rows, Json.yes(result, "has_more"), offset + LEAVE_ROWS);
                },
                JsonNode::toString);
    }

    private static ArrayNode array(List<String> texts) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }
}
