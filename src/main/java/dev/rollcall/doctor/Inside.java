package dev.rollcall.doctor;

import dev.rollcall.budget.Meter;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of the program itself.
 *
 * @param ledger null where it could not be opened
 * @param trouble why not; null where it is open
 * @param meter what the month costs; null without a ledger
 * @param parts how the parts of a running program are, by name: "ok", or a word; empty where none runs
 * @param stream how the Stream connection of a running program is: "ok", or words; null where there is none
 * @param unused what this process has reserved of the month and not used
 */
public record Inside(
        @Nullable Ledger ledger,
        @Nullable LedgerException trouble,
        @Nullable Meter meter,
        Supplier<Map<String, String>> parts,
        Supplier<@Nullable String> stream,
        Supplier<Unused> unused) {

    /** Of a program that runs. */
    public static Inside running(
            Ledger ledger,
            Meter meter,
            Supplier<Map<String, String>> parts,
            Supplier<@Nullable String> stream,
            Supplier<Unused> unused) {
        return new Inside(ledger, null, meter, parts, stream, unused);
    }

    /** Of a command that has opened the ledger for itself. */
    public static Inside opened(Ledger ledger, Meter meter, Supplier<Unused> unused) {
        return new Inside(ledger, null, meter, Map::of, () -> null, unused);
    }

    /** Of a command without a ledger. */
    public static Inside without(LedgerException trouble) {
        return new Inside(null, trouble, null, Map::of, () -> null, () -> new Unused(0, 0));
    }

    /** The same, where {@code messages} more are reserved. */
    public Inside withUnused(LongSupplier messages) {
        return new Inside(
                ledger, trouble, meter, parts, stream, () -> unused.get().and(messages.getAsLong()));
    }

    /** Calls and messages that are reserved and not used. */
    public record Unused(long calls, long messages) {
        Unused and(long more) {
            return new Unused(calls, messages + more);
        }
    }
}
