package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.PlanPoint;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException;
import dev.rollcall.absence.SourceException.Reason;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a work date's plan: the whole company's by pages of 200 points [KB 0209], or by 50 people a call [KB 0206] from
 * 10,000 people on, where DingTalk does not answer the former.
 */
final class PlanReader {
    private static final Logger LOG = LoggerFactory.getLogger(PlanReader.class);
    private static final int MANY_PEOPLE = 10_000;
    private static final int PAGE = 200;
    private static final int MANY_WITHOUT_PLAN = 10;

    /** Where nobody knows how many pages a plan has, so many people are asked about one by one rather. */
    private static final int FEW = 10;

    /** Seconds. */
    private static final int LONGEST_BAND = 5;

    private final DingTalkClient client;
    private final SideBySide lanes;

    /** Of how many pages the last plan was, for weekends and other days. */
    private final Map<Boolean, Integer> pages = new ConcurrentHashMap<>();

    /** Whether the last plan could be had by people only. */
    private volatile boolean askedByPeople;

    PlanReader(DingTalkClient client, SideBySide lanes) {
        this.client = client;
        this.lanes = lanes;
    }

    /**
     * Begins with the whole company's plan while {@code people} are still being found out; everybody is one band then. Of
     * a larger company's people, a band are as many as DingTalk lets be asked about in a second or a few.
     */
    void read(
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        try {
            if (!many(people)) {
                Roster everybody = PlanRows.roster(wholeCompany(workDate, people, run), Set.of());
                Set<String> ids = Set.copyOf(people.join());
                if (!ids.isEmpty() && !many(people)) {
                    each.accept(ids, everybody.only(ids));
                    return;
                }
            }
            byUsers(workDate, people.join(), Set.of(), run, each);
        } catch (SourceException e) {
            if (!inAnotherWay(e, workDate, people, run, each)) {
                run.trouble(e);
            }
        }
    }

    /** After the whole company's plan could not be had; whether everybody's was read nevertheless. */
    private boolean inAnotherWay(
            SourceException e,
            LocalDate workDate,
            CompletableFuture<? extends Collection<String>> people,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        Collection<String> ids = people.join();
        // The organisation may be larger than what is configured: then DingTalk refuses the question as such.
        if (!ids.isEmpty() && (e.reason() == Reason.REFUSED || many(people))) {
            return byUsers(workDate, ids, Set.of(), run, each);
        }
        if (!ids.isEmpty()) {
            each.accept(Set.copyOf(ids), new Roster(Map.of(), Set.copyOf(ids)));
        }
        return false;
    }

    /**
     * Some people's plan where {@code all} are so many that DingTalk answers by people only.
     *
     * @param planned those of {@code people} who surely had a plan some minutes ago
     * @return false where there are fewer; {@code each} was told nothing then
     */
    boolean few(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            int all,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        if (all < MANY_PEOPLE) {
            return false;
        }
        byUsers(workDate, people, planned, run, each);
        return true;
    }

    /**
     * Whose plan of {@code people}, who had one, carries a request when it is read anew; all of them where it takes as many
     * calls to read it as there are people, and those of whom it cannot be read or is empty. How many calls that is, is known
     * by the last time.
     */
    Set<String> newRequests(LocalDate workDate, Set<String> people, Run run) {
        int wholePlan = pages.getOrDefault(weekend(workDate), FEW);
        int byPeople =
                Chunks.of(people.stream().sorted().toList(), Api.PEOPLE_A_CALL).size();
        if (people.size() <= (askedByPeople ? byPeople : wholePlan)) {
            return people;
        }
        Set<String> requests = new HashSet<>(people);
        BiConsumer<Set<String>, Roster> each = (ids, plan) -> requests.removeIf(id -> ids.contains(id)
                && !plan.unread().contains(id)
                && !plan.of(id).isEmpty()
                && plan.of(id).stream().noneMatch(PlanPoint::approval));
        if (askedByPeople) {
            byUsers(workDate, people, people, run, each);
            return requests;
        }
        try {
            each.accept(
                    people,
                    PlanRows.roster(wholeCompany(workDate, CompletableFuture.completedFuture(people), run), Set.of()));
        } catch (
                SourceException
                        e) { // Where it is refused they may be too many for it; else each of them is asked about.
            LOG.debug("Who has a new request cannot be read from the plan of all: {}", e.getMessage());
            if (e.reason() == Reason.REFUSED) {
                byUsers(workDate, people, people, run, each);
            }
        }
        return requests;
    }

    private static boolean many(CompletableFuture<? extends Collection<String>> people) {
        return people.isDone() && people.join().size() >= MANY_PEOPLE;
    }

    private List<JsonNode> wholeCompany(
            LocalDate workDate, CompletableFuture<? extends Collection<String>> people, Run run)
            throws SourceException {
        List<JsonNode> plan = Pages.readAhead(
                Api.SCHEDULE.path(),
                PAGE,
                pages.getOrDefault(weekend(workDate), 0),
                client.config().requestsPerSecond(),
                rows -> expectedPages(people, rows),
                offset -> {
                    run.deadline().plan(client.floor(1));
                    if (many(people)) {
                        return new Pages.Page(List.of(), false, offset);
                    }
                    ObjectNode body = Json.object();
                    body.put("workDate", workDate + " 00:00:00");
                    body.put("offset", offset);
                    body.put("size", PAGE);
                    JsonNode result = client.result(Api.SCHEDULE, body, run);
                    JsonNode rows = Pages.rows(Api.SCHEDULE.path(), result, "schedules");
                    return new Pages.Page(rows, Json.yes(result, "has_more"), offset + PAGE);
                },
                row -> row.toString(),
                lanes);
        pages.put(weekend(workDate), (plan.size() + PAGE - 1) / PAGE);
        askedByPeople = false;
        return plan;
    }

    /** As many as if everybody had as many points as those in {@code rows}. */
    private static int expectedPages(CompletableFuture<? extends Collection<String>> people, List<JsonNode> rows) {
        long planned =
                rows.stream().map(row -> Json.text(row, "userid")).distinct().count();
        return people.isDone() && planned > 0 ? (int) ((long) people.join().size() * rows.size() / planned / PAGE) : 1;
    }

    private static boolean weekend(LocalDate workDate) {
        return workDate.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    /**
     * People in their order, so that those of one department come together.
     *
     * @param planned who surely has a plan: so has somebody of ten or more
     * @return whether everybody's was read
     */
    private boolean byUsers(
            LocalDate workDate,
            Collection<String> people,
            Set<String> planned,
            Run run,
            BiConsumer<Set<String>, Roster> each) {
        run.deadline().plan(client.floor(people.size() / Api.PEOPLE_A_CALL));
        askedByPeople = true;
        List<String> all = people.stream().distinct().toList();
        int aSecond = client.config().requestsPerSecond() * Api.PEOPLE_A_CALL;
        boolean whole = true;
        int from = 0;
        for (int number = 0; from < all.size(); number++) {
            int size = aSecond * seconds(number, (all.size() - from + aSecond - 1) / aSecond);
            List<String> band = all.subList(from, Math.min(all.size(), from + size));
            from += size;
            Roster roster = byUsers(workDate, Chunks.of(band, Api.PEOPLE_A_CALL), planned, run);
            whole &= roster.unread().isEmpty();
            each.accept(Set.copyOf(band), roster);
        }
        return whole;
    }

    /**
     * How long a band's plan is read: at first a second, so that everything else begins soon; then more, because each band
     * costs some calls that are not full; at last less again, because nothing else is read beside the last one's punches.
     */
    private static int seconds(int band, int left) {
        return Math.max(1, Math.min(Math.min((band + 1) / 2, LONGEST_BAND), (left + 1) / 2));
    }

    private Roster byUsers(LocalDate workDate, List<List<String>> chunks, Set<String> planned, Run run) {
        Set<String> unread = ConcurrentHashMap.newKeySet();
        List<JsonNode> rows = new ArrayList<>();
        lanes.each(chunks, chunk -> {
            try {
                JsonNode result = client.result(Api.SCHEDULE_BY_USERS, usersBody(workDate, chunk), run);
                if (result.isEmpty()
                        && (chunk.size() >= MANY_WITHOUT_PLAN || chunk.stream().anyMatch(planned::contains))) {
                    throw new SourceException(
                            Reason.IMPLAUSIBLE,
                            true,
                            "Cannot read " + Api.SCHEDULE_BY_USERS.path() + ": no plan at all for " + chunk.size()
                                    + " people");
                }
                synchronized (rows) {
                    result.forEach(rows::add);
                }
            } catch (SourceException e) {
                run.trouble(e);
                unread.addAll(chunk);
            }
        });
        List<JsonNode> ofTheDay = rows.stream()
                .filter(row -> Json.date(row, "work_date") == null || workDate.equals(Json.date(row, "work_date")))
                .toList();
        Set<String> people = chunks.stream().flatMap(List::stream).collect(Collectors.toSet());
        Roster roster = PlanRows.roster(ofTheDay, unread).only(people);
        return new Roster(roster.points(), roster.unread(), roster.points().keySet());
    }

    private ObjectNode usersBody(LocalDate workDate, List<String> chunk) {
        ObjectNode body = Json.object();
        body.put("op_user_id", client.config().opUserId());
        body.put("userids", String.join(",", chunk));
        long from = workDate.atStartOfDay(Json.ZONE).toInstant().toEpochMilli();
        body.put("from_date_time", from);
        body.put("to_date_time", from);
        return body;
    }
}
