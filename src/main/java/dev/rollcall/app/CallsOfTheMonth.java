package dev.rollcall.app;

import dev.rollcall.budget.Meter;
import dev.rollcall.budget.Shed;
import dev.rollcall.dingtalk.Shared;
import dev.rollcall.ledger.MonthlyAllowance;
import org.jspecify.annotations.Nullable;

/** What DingTalk may still be asked this month. Thread-safe. */
final class CallsOfTheMonth implements Shared.Allowance {
    private final MonthlyAllowance allowance;
    private final Meter meter;

    CallsOfTheMonth(MonthlyAllowance allowance, Meter meter) {
        this.allowance = allowance;
        this.meter = meter;
    }

    @Override
    public boolean take() {
        return allowance.take();
    }

    @Override
    public void refused() {
        allowance.refused();
    }

    @Override
    public boolean isRefused() {
        return allowance.isRefused();
    }

    @Override
    public @Nullable String spares(Shared.Extra extra) {
        Shed part = switch (extra) {
            case APPROVALS -> Shed.APPROVALS;
            case SECOND_LOOK -> Shed.SECOND_LOOK;
        };
        Meter.State state = meter.state();
        return state.shed().includes(part)
                ? "done without, because of the month's " + state.callLimit() + " calls " + state.calls()
                        + " are used, and the digests to come" + " need " + state.needed()
                : null;
    }
}
