package dev.rollcall.doctor;

import dev.rollcall.budget.Meter;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import java.util.Map;
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
 */
public record Inside(
        @Nullable Ledger ledger,
        @Nullable LedgerException trouble,
        @Nullable Meter meter,
        Supplier<Map<String, String>> parts,
        Supplier<@Nullable String> stream) {

    /** Of a program that runs. */
    public static Inside running(
            Ledger ledger, Meter meter, Supplier<Map<String, String>> parts, Supplier<@Nullable String> stream) {
        return new Inside(ledger, null, meter, parts, stream);
    }

    /** Of a command that has opened the ledger for itself. */
    public static Inside opened(Ledger ledger, Meter meter) {
        return new Inside(ledger, null, meter, Map::of, () -> null);
    }

    /** Of a command without a ledger. */
    public static Inside without(LedgerException trouble) {
        return new Inside(null, trouble, null, Map::of, () -> null);
    }
}
