package dev.rollcall.app;

import dev.rollcall.absence.LiveRollCalls;
import dev.rollcall.budget.Meter;
import dev.rollcall.budget.QuotaWatch;
import dev.rollcall.budget.Shed;
import dev.rollcall.chat.Installation;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.message.QuotaNotices.Part;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What admins are told in chat about this installation. Thread-safe. */
final class Installed implements Installation {
    /** How old answers may get where calls are short. */
    private static final Duration SAVING = Duration.ofHours(1);

    private final Ledger ledger;
    private final Meter meter;
    private final Supplier<Map<String, String>> parts;
    private final Supplier<@Nullable String> stream;
    private final Supplier<Unused> unused;

    /**
     * @param parts how the parts that digests need are, by name
     * @param stream how the Stream connection is; null where there is to be none
     * @param unused what this process has reserved of the month and not used
     */
    Installed(
            Ledger ledger,
            Meter meter,
            Supplier<Map<String, String>> parts,
            Supplier<@Nullable String> stream,
            Supplier<Unused> unused) {
        this.ledger = ledger;
        this.meter = meter;
        this.parts = parts;
        this.stream = stream;
        this.unused = unused;
    }

    @Override
    public Quota quota() {
        Meter.State now = meter.look();
        Unused own = unused.get();
        return new Quota(
                without(QuotaWatch.calls(now), own.calls()),
                without(QuotaWatch.messages(now), own.messages()),
                QuotaWatch.shed(now.shed()),
                now.refused());
    }

    private static Part without(Part part, long unused) {
        return new Part(Math.max(0, part.used() - unused), part.limit(), Math.max(0, part.forecast() - unused));
    }

    @Override
    public boolean resume() {
        boolean had = ledger.quota().resume(Kind.CALLS);
        meter.look();
        return had;
    }

    @Override
    public Duration goodFor() {
        return meter.shed().includes(Shed.CHAT_REFRESH) ? SAVING : LiveRollCalls.FRESH;
    }

    @Override
    public Map<String, String> parts() {
        Map<String, String> all = new LinkedHashMap<>(parts.get());
        String connection = stream.get();
        if (connection != null) {
            all.put("stream", connection);
        }
        return all;
    }

    /** Calls and messages that are reserved and not used. */
    record Unused(long calls, long messages) {}
}
