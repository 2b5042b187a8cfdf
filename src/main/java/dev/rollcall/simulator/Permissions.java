package dev.rollcall.simulator;

import java.util.Map;

/** Which permission point each API wants (reference 3, 4 and 8), and whether the app may call it. */
final class Permissions {
    private static final String BASE = "qyapi_base";
    private static final String DEPARTMENTS = "qyapi_get_department_list";
    private static final String DEPARTMENT_MEMBERS = "qyapi_get_department_member";
    private static final String MEMBERS = "qyapi_get_member";
    private static final String ATTENDANCE = "qyapi_get_attendance_data";
    private static final String GROUPS = "qyapi_attendance_group_read";
    private static final String ROBOT = "qyapi_robot_sendmsg";

    private static final Map<String, String> POINTS = Map.ofEntries(
            Map.entry("/auth/scopes", BASE),
            Map.entry("/topapi/v2/department/listsub", DEPARTMENTS),
            Map.entry("/topapi/v2/department/listsubid", DEPARTMENTS),
            Map.entry("/topapi/v2/department/get", DEPARTMENTS),
            Map.entry("/topapi/v2/department/listparentbydept", DEPARTMENTS),
            Map.entry("/topapi/v2/user/list", DEPARTMENT_MEMBERS),
            Map.entry("/topapi/user/listsimple", DEPARTMENT_MEMBERS),
            Map.entry("/topapi/user/listid", MEMBERS),
            Map.entry("/topapi/v2/user/get", MEMBERS),
            Map.entry("/topapi/user/count", MEMBERS),
            Map.entry("/topapi/attendance/listschedule", BASE),
            Map.entry("/topapi/attendance/getusergroup", BASE),
            Map.entry("/topapi/attendance/schedule/listbyusers", GROUPS),
            Map.entry("/topapi/attendance/schedule/listbyday", GROUPS),
            Map.entry("/topapi/attendance/shift/query", GROUPS),
            Map.entry("/topapi/attendance/group/member/list", GROUPS),
            Map.entry("/attendance/list", ATTENDANCE),
            Map.entry("/attendance/listRecord", ATTENDANCE),
            Map.entry("/topapi/attendance/getleavestatus", ATTENDANCE),
            Map.entry("/topapi/attendance/getupdatedata", ATTENDANCE));

    private Permissions() {}

    /** Refuses what {@code setup} does not allow: the caller's address first, whose order is a guess [U]. */
    static void check(String path, AppSetup setup, String appKey) {
        if (setup.unlisted() != null) {
            throw new Refusal(
                    60020,
                    "访问ip不在白名单之中,request ip=%s appKey(%s)".formatted(setup.unlisted(), appKey),
                    "Forbidden.AccessDenied.IpNotInWhiteList",
                    403);
        }
        String point = path.startsWith("/v1.0/robot/") ? ROBOT : POINTS.get(path);
        if (point != null && setup.withheld().contains(point)) {
            throw new Refusal(
                    60011,
                    ("应用尚未开通所需的权限：[%1$s]，点击链接申请并开通即可："
                                    + "https://open-dev.dingtalk.com/appscope/apply?content=%2$s%%23%1$s, {requiredScopes=[%1$s]}")
                            .formatted(point, appKey),
                    "Forbidden.AccessDenied.AccessTokenPermissionDenied",
                    403);
        }
    }
}
