package dev.rollcall.app;

import dev.rollcall.budget.QuotaForecast;
import dev.rollcall.config.BotConfig;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Are there calls left that the digests do not need? Thread-safe; asks the ledger each time. */
final class Spare {
    private static final Logger LOG = LoggerFactory.getLogger(Spare.class);

    private final BotConfig config;
    private final Ledger ledger;
    private final Clock clock;

    Spare(BotConfig config, Ledger ledger, Clock clock) {
        this.config = config;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Whether the month has more metered calls left than the digests of the rest of it need; true where calls are
     * unlimited.
     *
     * @param people in all departments together; 0 where nobody knows: then it has, as where the ledger cannot be read
     */
    boolean any(int people) {
        long monthly = config.dingtalk().monthlyCalls();
        if (monthly == 0 || people == 0) {
            return true;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), config.zone());
        YearMonth month = YearMonth.from(today);
        long forecast = QuotaForecast.of(config.quotaOf(month), people).calls();
        long needed = forecast * (month.lengthOfMonth() - today.getDayOfMonth() + 1) / month.lengthOfMonth();
        try {
            return monthly - ledger.limits().reserved(Kind.CALLS) >= needed;
        } catch (LedgerException e) {
            LOG.debug("Nobody knows how many calls are left: {}", e.getMessage());
            return true;
        }
    }
}
