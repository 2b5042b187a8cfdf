package dev.rollcall.dingtalk;

import dev.rollcall.dingtalk.Shared.Extra;
import org.jspecify.annotations.Nullable;

/** The calls of DingTalk that Rollcall makes, each with its gateway. */
enum Api {
    /** [KB 0033], free of the monthly quota. */
    TOKEN("/v1.0/oauth2/accessToken", Gateway.NEW, false),
    /** [KB 0081] to [KB 0062]: contacts, free of the monthly quota [KB 1432]. */
    DEPARTMENT("/topapi/v2/department/get", Gateway.OLD, false),
    SUB_DEPARTMENTS("/topapi/v2/department/listsub", Gateway.OLD, false),
    /** [KB 0083], which the app's contact scope does not narrow. */
    SUB_DEPARTMENT_IDS("/topapi/v2/department/listsubid", Gateway.OLD, false),
    MEMBERS("/topapi/v2/user/list", Gateway.OLD, false),
    /** [KB 0209], organisations under 10,000 people. */
    SCHEDULE("/topapi/attendance/listschedule", Gateway.OLD, true),
    /** [KB 0206]. */
    SCHEDULE_BY_USERS("/topapi/attendance/schedule/listbyusers", Gateway.OLD, true),
    /** [KB 0205], one person a call. */
    SCHEDULE_BY_DAY("/topapi/attendance/schedule/listbyday", Gateway.OLD, true),
    /** [KB 0204]. */
    SHIFT("/topapi/attendance/shift/query", Gateway.OLD, true),
    /** [KB 0196]. */
    PUNCHES("/attendance/listRecord", Gateway.OLD, true),
    /** [KB 0195]. */
    RESULTS("/attendance/list", Gateway.OLD, true),
    /** [KB 0231]. */
    LEAVE_STATUS("/topapi/attendance/getleavestatus", Gateway.OLD, true),
    /** [KB 0216], one person a call. */
    DAY("/topapi/attendance/getupdatedata", Gateway.OLD, true),
    /** [KB 0714]. */
    PRIVATE_MESSAGE("/v1.0/robot/oToMessages/batchSend", Gateway.NEW, true),
    /** [KB 0716]. */
    GROUP_MESSAGE("/v1.0/robot/groupMessages/send", Gateway.NEW, true),
    /** Asks where a Stream connection is to be opened; carries the app's secret in place of a token. */
    STREAM("/v1.0/gateway/connections/open", Gateway.NEW, true);

    /** The most people that one call about punches, results or plans takes [KB 0195, 0196, 0206]. */
    static final int PEOPLE_A_CALL = 50;

    private final String path;
    private final Gateway gateway;
    private final boolean metered;

    Api(String path, Gateway gateway, boolean metered) {
        this.path = path;
        this.gateway = gateway;
        this.metered = metered;
    }

    String path() {
        return path;
    }

    Gateway gateway() {
        return gateway;
    }

    /** Whether a call counts against the organisation's monthly quota. */
    boolean metered() {
        return metered;
    }

    /** What a roll call asks it for that can be done without; null where nothing can. */
    @Nullable
    Extra extra() {
        return switch (this) {
            case RESULTS -> Extra.SECOND_LOOK;
            case DAY -> Extra.APPROVALS;
            default -> null;
        };
    }

    /** Which of DingTalk's two gateways answers: they differ in where the token goes and in how errors look. */
    enum Gateway {
        /** {@code oapi}: token in the query, success is {@code errcode} 0. */
        OLD,
        /** {@code api}: token in a header, success is HTTP 2xx. */
        NEW
    }
}
