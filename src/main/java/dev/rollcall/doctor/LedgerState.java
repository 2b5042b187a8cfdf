package dev.rollcall.doctor;

import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.LedgerException.Reason;
import java.util.List;

/** Can the database be opened and written to, and has it the schema of this version? */
final class LedgerState implements Examination {
    private static final Sentence TITLE = Sentence.of("database.title");

    @Override
    public String id() {
        return "database";
    }

    @Override
    public List<Finding> examine(Visit visit) {
        Ledger ledger = visit.inside().ledger();
        if (ledger == null) {
            LedgerException trouble = visit.inside().trouble();
            return List.of(of(trouble == null ? Reason.UNREACHABLE : trouble.reason()));
        }
        try {
            String version = ledger.proved();
            String kind = ledger.embedded() ? "database.embedded" : "database.server";
            return List.of(Finding.ok(id(), TITLE, Sentence.of(kind, version)));
        } catch (LedgerException e) {
            return List.of(of(e.reason()));
        }
    }

    /** That a {@code serve} holds it, which could not be asked, is nothing wrong. */
    private Finding of(Reason reason) {
        Sentence text = Sentence.of("database." + reason);
        return reason == Reason.IN_USE ? Finding.warning(id(), TITLE, text) : Finding.failed(id(), TITLE, text);
    }
}
