package dev.rollcall.web;

import dev.rollcall.absence.Counts;
import dev.rollcall.absence.RollCall;
import dev.rollcall.message.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the board shows. Thread-safe. */
public interface BoardData {
    /** In which language digests are. */
    Language language();

    /** The configured departments, in their order. */
    List<Long> departments();

    /**
     * Of today as of now or a little before, of an earlier date as of its end. Returns at once; completes normally, also
     * where something could not be read.
     */
    CompletableFuture<RollCall> rollCall(Collection<Long> departments, LocalDate date);

    /** What became of the digests of {@code date}. */
    List<Delivery> deliveries(LocalDate date);

    /** When the next digest of {@code department} is due, 0: of any; null where none is. */
    @Nullable
    Instant next(long department);

    /**
     * Of which departments of {@code rollCall} the names are held back from the group, and from whoever has a digest's
     * link, by id.
     */
    Set<Long> held(RollCall rollCall);

    /** Whether the digest of {@code department} names people; where it does not, its link shows no names either. */
    boolean namesInDigest(long department);

    /** Whom leads know about on {@code date}, by user id, with their reason, which may be empty. */
    Map<String, String> known(LocalDate date);

    /**
     * The numbers of the last cutoff of each day that had one, of other days what a report has kept, in order, {@code last}
     * included.
     */
    List<Day> trend(long department, LocalDate first, LocalDate last);

    /** How the month's quota stands. */
    Quota quota();

    /**
     * A month's metered calls and messages so far, how many there may be, and how many there will have been when it ends.
     *
     * @param callLimit 0: unlimited
     * @param callForecast 0: not known yet
     * @param shed what is done without so that digests last, as {@code quota.shed.} of the board's words has it
     * @param refused whether DingTalk has said that the calls are used up
     */
    record Quota(
            long calls,
            long callLimit,
            long callForecast,
            long messages,
            long messageLimit,
            long messageForecast,
            List<String> shed,
            boolean refused) {
        public Quota {
            shed = List.copyOf(shed);
        }
    }

    /** One day's numbers. */
    record Day(LocalDate date, Counts counts) {}
}
