package dev.rollcall.delivery;

import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.message.Message;
import dev.rollcall.trace.Trace;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One message on its way: what it has been through and what may still be tried. Guarded by its outbox. */
final class Delivery {
    /** No further attempt. */
    static final long NEVER = -1;

    private static final int RESIGNED = 2;

    private final Recipient recipient;
    private final Message message;
    private final @Nullable Message plain;
    private final UUID msgUuid;
    private final Journal journal;
    private final long deadline;
    private final Trace trace = Trace.current();
    private final CompletableFuture<Outcome> future = new CompletableFuture<>();
    private int attempts;
    private int failures;
    private int stale;
    private boolean usesPlain;
    private long notBefore;
    private @Nullable DeliveryException last;

    /** {@code now} and {@code deadline} are readings of the waiting's clock. */
    Delivery(
            Recipient recipient,
            Message message,
            @Nullable Message plain,
            UUID msgUuid,
            Journal journal,
            long now,
            long deadline) {
        this.recipient = recipient;
        this.message = message;
        this.plain = plain;
        this.msgUuid = msgUuid;
        this.journal = journal;
        this.notBefore = now;
        this.deadline = deadline;
    }

    CompletableFuture<Outcome> future() {
        return future;
    }

    Journal journal() {
        return journal;
    }

    /** Which piece of work wants it sent. */
    Trace trace() {
        return trace;
    }

    String recipientName() {
        return recipient.name();
    }

    long notBefore() {
        return notBefore;
    }

    long deadline() {
        return deadline;
    }

    void holdUntil(long nanos) {
        notBefore = nanos;
    }

    /** Begins an attempt; what it returns sends, and must be called without the lock. */
    Sending begin() {
        attempts++;
        Message content = usesPlain && plain != null ? plain : message;
        return messenger -> messenger.send(recipient, content, msgUuid, Messenger.LONGEST);
    }

    /** Takes note of {@code failure}; how many nanoseconds to wait before the next attempt, or {@link #NEVER}. */
    long retryAfter(DeliveryException failure, Backoff backoff) {
        last = failure;
        return switch (failure.reason()) {
            case STALE_SIGNATURE -> stale++ < RESIGNED ? 0 : NEVER;
            case CONTENT_REFUSED -> turnPlain() ? 0 : NEVER;
            case THROTTLED -> 0;
            default -> failure.retryable() ? backoff.after(++failures) : NEVER;
        };
    }

    private boolean turnPlain() {
        boolean possible = plain != null && !usesPlain;
        usesPlain |= possible;
        return possible;
    }

    Outcome taken() {
        return new Outcome(true, attempts, usesPlain, null, null);
    }

    /** How it ends where {@code word} of its journal says that there is nothing to be sent any more; null: it does not. */
    @Nullable
    Outcome over(Journal.Word word) {
        return switch (word) {
            case GO, WAIT -> null;
            case TAKEN -> taken();
            case TAKEN_OVER -> failed(Reason.TAKEN_OVER, "another process sends it");
            case OUTDATED -> failed(Reason.OUTDATED, "it waited until its text was no longer right; another is made");
        };
    }

    /** Ends for the reason of the last failure. */
    Outcome refused() {
        return failed(last == null ? Reason.REFUSED : last.reason(), lastWords());
    }

    Outcome tooLate() {
        String what = "the time in which it was worth sending is over";
        return failed(Reason.DEADLINE, attempts == 0 ? what + ", it was never sent" : what + "; last: " + lastWords());
    }

    /** {@code underWay}: an attempt had begun, and nobody knows how it ended. */
    Outcome stopped(boolean underWay) {
        String what = underWay ? "stopped while sending, it may have been taken" : "stopped before it could be sent";
        return failed(Reason.STOPPED, last == null ? what : what + "; last: " + lastWords());
    }

    private Outcome failed(Reason reason, String words) {
        return new Outcome(false, attempts, usesPlain, reason, words);
    }

    private String lastWords() {
        return last == null
                ? "no answer yet"
                : Objects.requireNonNullElse(last.getMessage(), last.reason().name());
    }

    /** One attempt. */
    interface Sending {
        void through(Messenger messenger) throws DeliveryException;
    }
}
