package dev.rollcall.app;

import dev.rollcall.chat.Installation;
import dev.rollcall.dingtalk.DingTalkConfig;
import dev.rollcall.ledger.CommonLimits.Kind;
import dev.rollcall.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What admins are told in chat about this installation. Thread-safe. */
final class Installed implements Installation {
    private final DingTalkConfig config;
    private final Ledger ledger;
    private final Supplier<Map<String, String>> parts;
    private final Supplier<@Nullable String> stream;
    private final Supplier<Usage> unused;

    /**
     * @param parts how the parts that digests need are, by name
     * @param stream how the Stream connection is; null where there is to be none
     * @param unused what this process has reserved of the month and not used
     */
    Installed(
            DingTalkConfig config,
            Ledger ledger,
            Supplier<Map<String, String>> parts,
            Supplier<@Nullable String> stream,
            Supplier<Usage> unused) {
        this.config = config;
        this.ledger = ledger;
        this.parts = parts;
        this.stream = stream;
        this.unused = unused;
    }

    @Override
    public Usage usage() {
        Usage own = unused.get();
        return new Usage(
                ledger.limits().reserved(Kind.CALLS) - own.calls(),
                config.monthlyCalls(),
                ledger.limits().reserved(Kind.MESSAGES) - own.messages(),
                config.monthlyMessages());
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
}
