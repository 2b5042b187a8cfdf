package dev.rollcall.check;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where what a digest tells is to be seen in a browser. Gives the same for the same every time. Thread-safe. */
public interface BoardAddress {
    /** Nowhere. */
    BoardAddress NONE = new BoardAddress() {
        @Override
        public @Nullable String department(long id, LocalDate date, Instant asOf) {
            return null;
        }

        @Override
        public @Nullable String department(long id, LocalDate date) {
            return null;
        }

        @Override
        public @Nullable String company() {
            return null;
        }
    };

    /** A signed address that opens one department on {@code date}, and expires some time after {@code asOf}; null: none. */
    @Nullable
    String department(long id, LocalDate date, Instant asOf);

    /** The same page for those who are let in, who see more of it; null: none. */
    @Nullable
    String department(long id, LocalDate date);

    /** The whole company's, for those who are let in; null: none. */
    @Nullable
    String company();
}
