package dev.rollcall.acceptance;

import dev.rollcall.simulator.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One fault, switched on for one API.
 *
 * @param times how many calls meet it; {@link #FOR_EVER}: all
 */
record FaultCell(Fault fault, String api, int times) {
    static final int FOR_EVER = -1;
    static final String TOKEN = "/v1.0/oauth2/accessToken";
    static final String DEPARTMENT = "/topapi/v2/department/get";
    static final String SCHEDULE = "/topapi/attendance/listschedule";
    static final String SCHEDULE_BY_USERS = "/topapi/attendance/schedule/listbyusers";

    /** Every API that a check asks. */
    static final List<String> APIS = List.of(
            TOKEN,
            DEPARTMENT,
            "/topapi/v2/department/listsub",
            "/topapi/v2/user/list",
            SCHEDULE,
            SCHEDULE_BY_USERS,
            "/topapi/attendance/shift/query",
            "/attendance/listRecord",
            "/attendance/list",
            "/topapi/attendance/getleavestatus",
            "/topapi/attendance/getupdatedata",
            "/topapi/attendance/schedule/listbyday");

    /** What the promise names. */
    static final List<Fault> FAULTS = List.of(
            Fault.HTTP_500,
            Fault.HTTP_504,
            Fault.HTML_200,
            Fault.HTML_500,
            Fault.IP_BLOCK_1111,
            Fault.TRUNCATED_JSON,
            Fault.EMPTY_OBJECT,
            Fault.DROPPED_CONNECTION,
            Fault.SLOW,
            Fault.ERR_88_NO_SUB,
            Fault.ERR_90018,
            Fault.ERR_90002,
            Fault.ERR_90020,
            Fault.ERR_40014,
            Fault.ERR_60011);

    /** Met once and not again, these still end a roll call, or the part of it that needs the answer. */
    private static final Set<Fault> FINAL =
            EnumSet.of(Fault.IP_BLOCK_1111, Fault.HTML_200, Fault.ERR_90020, Fault.ERR_60011, Fault.ERR_60020);

    /** A new token does not help where it is the token call that says so. */
    private static final Set<Fault> OF_TOKENS = EnumSet.of(Fault.ERR_40014, Fault.ERR_42001);

    /** Answers that are wrong in a way that no second attempt is made for. */
    private static final Set<Fault> OF_PAGES = EnumSet.of(Fault.SAME_PAGE_FOREVER, Fault.EMPTY_PAGES_FOREVER);

    /** Whether the roll call must come out whole all the same. */
    boolean recovers() {
        boolean tokenRefused = api.equals(TOKEN) && OF_TOKENS.contains(fault);
        return times > 0 && !FINAL.contains(fault) && !OF_PAGES.contains(fault) && !tokenRefused;
    }

    /** Whether people must be left unverified, in a company where every API has something to say about somebody. */
    boolean ruins() {
        boolean nameOnly = api.equals(DEPARTMENT);
        boolean harmless = OF_PAGES.contains(fault) || (fault == Fault.MISSING_ERRCODE && api.equals(TOKEN));
        return times == FOR_EVER && !nameOnly && !harmless;
    }

    @Override
    public String toString() {
        return fault + " on " + api + (times > 0 ? " once" : " for ever");
    }
}
