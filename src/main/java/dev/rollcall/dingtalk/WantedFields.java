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
    private static final WantedFields INSTANCE = new WantedFields();

    private static final Set<String> WANTED = Set.of(
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
            // Leave and approvals; not their kind.
            "leave_status",
            "start_time",
            "end_time",
            "duration_unit",
            "duration_percent",
            "approve_list",
            "biz_type",
            "tag_name",
            "begin_time",
            "duration",
            // Robots.
            "invalidStaffIdList",
            "flowControlledStaffIdList",
            "filteredStaffIdList",
            "processQueryKey");

    private WantedFields() {}

    /** Parses {@code json}, which must be one value and nothing more; a missing node for an empty text. */
    static JsonNode read(String json) throws IOException {
        try (JsonParser whole = Json.MAPPER.createParser(json);
                JsonParser wanted =
                        new FilteringParserDelegate(whole, INSTANCE, Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            JsonNode node = Json.MAPPER.readTree(wanted);
            if (whole.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return node == null ? MissingNode.getInstance() : node;
        }
    }

    @Override
    public @Nullable TokenFilter includeProperty(String name) {
        return WANTED.contains(name) ? this : null;
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
