package dev.rollcall.dingtalk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an answer what Rollcall uses and drops the rest while parsing: places, networks, devices, pictures and
 * telephone numbers never become objects (PIPL articles 6 and 28).
 */
final class WantedFields extends TokenFilter {
    /** Of a leave or an approval no field that might say its kind: not every name, only what is said here. */
    private static final WantedFields OF_LEAVES = new WantedFields(Set.of(
            "userid",
            "start_time",
            "end_time",
            "duration_unit",
            "duration_percent",
            "biz_type",
            "tag_name",
            "begin_time",
            "duration"));

    /** In which departments people are is said by where they are found. */
    private static final WantedFields OF_MEMBERS = new WantedFields(Set.of("userid", "name", "active", "hired_date"));

    private static final WantedFields EVERYWHERE = new WantedFields(Set.of(
            // Envelopes of both gateways.
            "errcode",
            "errmsg",
            "sub_code",
            "subcode",
            "sub_msg",
            "code",
            "message",
            "status",
            "success",
            "result",
            "accessdenieddetail",
            "requiredScopes",
            "accessToken",
            "expireIn",
            "hasMore",
            "has_more",
            "next_cursor",
            // Contacts.
            "dept_id",
            "dept_id_list",
            "name",
            "list",
            "userid",
            "active",
            "hired_date",
            "dept_manager_userid_list",
            // Plan and shifts.
            "schedules",
            "plan_id",
            "id",
            "group_id",
            "class_id",
            "shift_id",
            "check_type",
            "plan_check_time",
            "changed_check_time",
            "real_plan_time",
            "approve_id",
            "is_rest",
            "work_date",
            "features",
            "sections",
            "punches",
            "free_check",
            "shift_setting",
            "is_flexible",
            // Punches and results.
            "recordresult",
            "userId",
            "planId",
            "checkType",
            "timeResult",
            "locationResult",
            "workDate",
            "sourceType",
            "userCheckTime",
            "baseCheckTime",
            "planCheckTime",
            "invalidRecordType",
            "approveId",
            "procInstId",
            // Leave and approvals, whose own fields are said above.
            "leave_status",
            "approve_list",
            // Stream.
            "endpoint",
            "ticket",
            // Robots.
            "invalidStaffIdList",
            "flowControlledStaffIdList",
            "filteredStaffIdList",
            "processQueryKey"));

    /** An approval's name is only wanted where it says that it excuses nobody. */
    private static final TokenFilter OVERTIME = new TokenFilter() {
        @Override
        public boolean includeValue(JsonParser parser) throws IOException {
            return parser.getText().contains(Leaves.OVERTIME);
        }
    };

    private final Set<String> wanted;

    private WantedFields(Set<String> wanted) {
        this.wanted = wanted;
    }

    /** Parses {@code json}, which must be one value and nothing more; a missing node for an empty text. */
    static JsonNode read(String json) throws IOException {
        try (JsonParser whole = Json.MAPPER.createParser(json);
                JsonParser wanted =
                        new FilteringParserDelegate(whole, EVERYWHERE, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode node = Json.MAPPER.readTree(wanted);
            if (whole.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return node == null ? MissingNode.getInstance() : node;
        }
    }

    @Override
    public @Nullable TokenFilter includeProperty(String name) {
        if (!wanted.contains(name)) {
            return null;
        }
        return switch (name) {
            case "leave_status", "approve_list" -> OF_LEAVES;
            case "list" -> OF_MEMBERS;
            case "tag_name" -> OVERTIME;
            default -> this;
        };
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
        return true;
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
        return true;
    }
}
