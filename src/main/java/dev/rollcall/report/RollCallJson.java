package dev.rollcall.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.absence.Counts;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.absence.Finding;
import dev.rollcall.absence.RollCall;
import dev.rollcall.absence.Standing;

/** A roll call as the one JSON object of the contract. */
final class RollCallJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RollCallJson() {}

    static String print(RollCall rollCall) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("as_of", Times.full(rollCall.asOf(), rollCall.zone()));
        json.put("work_date", rollCall.workDate().toString());
        json.put("complete", rollCall.complete());
        ArrayNode departments = json.putArray("departments");
        rollCall.departments().forEach(department -> departments.add(department(department, rollCall)));
        counts(json.putObject("company"), rollCall.company())
                .put("absent_count", rollCall.company().absent())
                .put("unverified", rollCall.company().unverified());
        ObjectNode calls = json.putObject("api_calls");
        rollCall.apiCalls().forEach(calls::put);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    private static ObjectNode department(DepartmentRollCall department, RollCall rollCall) {
        Counts counts = department.counts();
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", department.id());
        json.put("name", department.name());
        counts(json, counts);
        json.put("unverified", counts.unverified());
        json.put("absent_count", counts.absent());
        json.put("complete", department.complete());
        ArrayNode absent = json.putArray("absent");
        for (Finding finding : department.with(Standing.ABSENT)) {
            absent.addObject()
                    .put("user_id", finding.employee().id())
                    .put("name", finding.employee().name())
                    .put("due_at", Times.fullOrEmpty(finding.dueAt(), rollCall.zone()));
        }
        return json;
    }

    /** The counts that departments and company have in the same order. */
    private static ObjectNode counts(ObjectNode json, Counts counts) {
        json.put("due", counts.due());
        json.put("present", counts.present());
        json.put("late", counts.late());
        json.put("excused", counts.excused());
        json.put("pending", counts.pending());
        return json;
    }
}
