package dev.rollcall.simulator;

import java.time.Instant;

/** What an API works on: the parameters, the company, and what time it is. */
record Request(Params params, SimulatedCompany company, SimulatorSettings settings, Instant now, Paging paging) {

    /** How paging calls behave. */
    enum Paging {
        NORMAL,
        SAME_PAGE,
        EMPTY_PAGES
    }

    /** The same question about another day's company. */
    Request about(SimulatedCompany other) {
        return new Request(params, other, settings, now, paging);
    }

    /** The person of a user id, if the contacts have one. */
    Person contact(String userId) {
        Person person = company.person(userId);
        if (person == null) {
            throw Refusal.of(60121, "找不到该用户");
        }
        return person;
    }

    /** op_user_id: somebody, or "0", which some organisations accept. */
    void checkOperator() {
        String operator = params.text("op_user_id");
        boolean accepted = operator.equals("0") && !settings.setup().zeroRefused();
        if (!accepted && company.person(operator) == null) {
            throw Refusal.of(33012, "无效的USERID");
        }
    }
}
