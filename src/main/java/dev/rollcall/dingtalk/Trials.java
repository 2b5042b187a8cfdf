package dev.rollcall.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Roster;
import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.common.Deadline;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.RobotConfig;
import dev.rollcall.dingtalk.DingTalkException.Kind;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Asks DingTalk one question of each kind that Rollcall ever asks, to see whether it answers and what it says if not.
 *
 * <p>Each is one call, a second one only where the first got no answer and costs nothing of the quota; what one answer
 * means for the others holds for the rest of the run. Which calls are metered is {@code Api}'s to say [KB 1432]. Blocks;
 * thread-safe.
 */
public final class Trials {
    private static final int A_PAGE = 100;
    private static final int PLANNED = 200;
    private static final int ROWS = 50;
    private static final int LEAVE_ROWS = 20;

    private final DingTalkClient client;
    private final DingTalkMessenger messenger;
    private final Waiting waiting;

    /** @param messages what is left of the month's messages; one is taken for each that is sent */
    public Trials(DingTalkClient client, Clock clock, Waiting waiting, Allowance messages) {
        this.client = client;
        this.messenger = new DingTalkMessenger(client, clock, waiting, messages);
        this.waiting = waiting;
    }

    /** By how much DingTalk's clock is ahead of this server's as of its last answer; empty where it has not said. */
    public Optional<Duration> clockAhead() {
        return client.exchange().serverTime().ahead();
    }

    /** Whether DingTalk hands out a token for the app's key and secret [KB 0033]. */
    public Trial<Boolean> token(Run run) {
        return ask(() -> {
            client.renewToken(run);
            return true;
        });
    }

    /** The name of a department [KB 0081]. */
    public Trial<String> department(long id, Run run) {
        return ask(() -> Json.text(trial(Api.DEPARTMENT, department(id), run).path("result"), "name"));
    }

    /** The departments right below one that the app may see, by id, each with its name [KB 0082]. */
    public Trial<Map<Long, String>> children(long id, Run run) {
        return ask(() -> {
            Map<Long, String> children = new TreeMap<>();
            for (JsonNode row : trial(Api.SUB_DEPARTMENTS, department(id), run).path("result")) {
                Long child = Json.number(row, "dept_id");
                if (child != null) {
                    children.put(child, Json.text(row, "name"));
                }
            }
            return children;
        });
    }

    /** The ids of all departments right below one, whether or not the app may see them [KB 0083]. */
    public Trial<List<Long>> childIds(long id, Run run) {
        return ask(() -> {
            List<Long> ids = new ArrayList<>();
            trial(Api.SUB_DEPARTMENT_IDS, department(id), run)
                    .path("result")
                    .path("dept_id_list")
                    .forEach(child -> ids.add(child.asLong()));
            return ids;
        });
    }

    /** User ids of a department's own members, a hundred at most [KB 0062]. */
    public Trial<List<String>> members(long id, Run run) {
        return ask(() -> {
            ObjectNode body = department(id).put("cursor", 0).put("size", A_PAGE);
            List<String> ids = new ArrayList<>();
            for (JsonNode row : trial(Api.MEMBERS, body, run).path("result").path("list")) {
                if (!Json.no(row, "active")) {
                    ids.add(Json.text(row, "userid"));
                }
            }
            return ids;
        });
    }

    /** The first two hundred points of the whole company's plan [KB 0209]; metered. */
    public Trial<Roster> plan(LocalDate date, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object()
                    .put("workDate", date + " 00:00:00")
                    .put("offset", 0)
                    .put("size", PLANNED);
            return roster(trial(Api.SCHEDULE, body, run).path("result").path("schedules"));
        });
    }

    /** The plan of up to fifty people, as large organisations are read [KB 0206]; metered. */
    public Trial<Roster> planOf(List<String> people, LocalDate date, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object()
                    .put("op_user_id", client.config().opUserId())
                    .put("userids", String.join(",", people))
                    .put("from_date_time", midnight(date))
                    .put("to_date_time", midnight(date));
            return roster(trial(Api.SCHEDULE_BY_USERS, body, run).path("result"));
        });
    }

    /** How many punches there are of up to fifty people [KB 0196]; metered. */
    public Trial<Integer> punches(List<String> people, Instant from, Instant to, Run run) {
        return ask(() -> trial(Api.PUNCHES, DingTalkAttendance.punchesBody(people, from, to), run)
                .path("recordresult")
                .size());
    }

    /** How many results there are of up to fifty people, fifty at most, on at most seven dates [KB 0195]; metered. */
    public Trial<Integer> results(List<String> people, LocalDate from, LocalDate to, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object()
                    .put("workDateFrom", from + " 00:00:00")
                    .put("workDateTo", to + " 00:00:00")
                    .put("offset", 0)
                    .put("limit", ROWS)
                    .put("isI18n", false);
            people.forEach(body.putArray("userIdList")::add);
            return trial(Api.RESULTS, body, run).path("recordresult").size();
        });
    }

    /** Whether leave is told [KB 0231]; metered. */
    public Trial<Boolean> leave(List<String> people, LocalDate date, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object()
                    .put("userid_list", String.join(",", people))
                    .put("start_time", midnight(date))
                    .put("end_time", midnight(date.plusDays(1)))
                    .put("offset", 0)
                    .put("size", LEAVE_ROWS);
            trial(Api.LEAVE_STATUS, body, run);
            return true;
        });
    }

    /** Whether a person's whole day is told [KB 0216]; metered. */
    public Trial<Boolean> day(String person, LocalDate date, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object().put("userid", person).put("work_date", date.toString());
            trial(Api.DAY, body, run);
            return true;
        });
    }

    /** Whether it is told what a shift allows [KB 0204]; metered. */
    public Trial<Boolean> shift(String id, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object().put("op_user_id", client.config().opUserId());
            body.set("shift_id", Json.numberOrText(id));
            trial(Api.SHIFT, body, run);
            return true;
        });
    }

    /** Whether a person's plan of a day is told in full [KB 0205]; metered. */
    public Trial<Boolean> dayPlan(String person, LocalDate date, Run run) {
        return ask(() -> {
            ObjectNode body = Json.object()
                    .put("op_user_id", client.config().opUserId())
                    .put("user_id", person)
                    .put("date_time", midnight(date));
            trial(Api.SCHEDULE_BY_DAY, body, run);
            return true;
        });
    }

    /** Whether DingTalk names a place for a Stream connection; none is made there. */
    public Trial<Boolean> stream() {
        return ask(() -> {
            new StreamGateway(client).place();
            return true;
        });
    }

    /** Whether {@code robot} takes {@code message}, which stays in its group. */
    public Trial<Boolean> robot(RobotConfig robot, Message message, Duration longest) {
        return ask(() -> {
            messenger.post(robot, message, UUID.randomUUID(), Deadline.in(longest, waiting));
            return true;
        });
    }

    /** Which of up to twenty people the app's robot does not reach with {@code message}, which the others get; metered. */
    public Trial<Set<String>> people(List<String> people, Message message, Run run) {
        return ask(() -> messenger.unreached(people, message, run));
    }

    private static <T> Trial<T> ask(Question<T> question) {
        try {
            return Trial.answered(question.answer());
        } catch (DingTalkException e) {
            return Trial.refused(Refused.of(e));
        } catch (DeliveryException e) {
            return Trial.refused(new Refused(Reason.REFUSED, "", String.valueOf(e.getMessage()), ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Trial.refused(new Refused(Reason.UNAVAILABLE, "", "stopped", ""));
        }
    }

    private static Roster roster(JsonNode rows) {
        List<JsonNode> all = new ArrayList<>();
        rows.forEach(all::add);
        return PlanRows.roster(all, Set.of());
    }

    private static ObjectNode department(long id) {
        return Json.object().put("dept_id", id);
    }

    private static long midnight(LocalDate date) {
        return date.atStartOfDay(Json.ZONE).toInstant().toEpochMilli();
    }

    /** One call and what is wanted of its answer. */
    private interface Question<T> {
        T answer() throws DingTalkException, DeliveryException, InterruptedException;
    }

    /**
     * Asks {@code api} to see whether it answers: twice at most, and once only what costs something of the quota. What
     * the answer means for other questions holds in {@code run} from then on.
     */
    private JsonNode trial(Api api, ObjectNode body, Run run) throws DingTalkException, InterruptedException {
        for (int attempts = 1; ; attempts++) {
            try {
                return client.callOnce(api, body, run);
            } catch (DingTalkException e) {
                boolean again = e.kind() == Kind.THROTTLED || (e.kind() == Kind.TRANSIENT && !api.metered());
                Duration pause = RetryPauses.failed(attempts);
                if (!again || attempts > 1 || pause.compareTo(run.deadline().left()) >= 0) {
                    GivingUp.after(api, e, e.toSourceException(api, attempts), run);
                    throw e;
                }
                waiting.pause(pause);
            }
        }
    }
}
