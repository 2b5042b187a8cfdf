package dev.rollcall.app;

import dev.rollcall.common.Waiting;
import dev.rollcall.config.BotConfig;
import dev.rollcall.dingtalk.Shared.Allowance;
import dev.rollcall.dingtalk.Trials;
import dev.rollcall.doctor.Doctor;
import dev.rollcall.doctor.Examined;
import dev.rollcall.doctor.Inside;
import dev.rollcall.doctor.Patient;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.MonthlyAllowance;
import dev.rollcall.message.Language;
import dev.rollcall.report.Diagnosis;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What examines the installation, for whoever asks. Thread-safe. */
public final class DoctorSide implements AutoCloseable {
    /** Whoever asks again within so short a time gets the same answer. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final @Nullable MonthlyAllowance messages;
    private final Doctor doctor;
    private final Executor executor;
    private final Waiting waiting;
    private @Nullable CompletableFuture<Examined> last;
    private long lastAt;

    /** For a command of its own; {@code read} and {@code ledger} stay the caller's to close, after this. */
    public DoctorSide(BotConfig config, ReadSide read, Ledger ledger, Clock clock, Waiting waiting) {
        this(config, read, Inside.opened(ledger, Objects.requireNonNull(read.meter())), clock, waiting);
    }

    /** The same where {@code trouble} keeps the ledger away, which is a finding like any other. */
    public DoctorSide(BotConfig config, ReadSide read, LedgerException trouble, Clock clock, Waiting waiting) {
        this(config, read, Inside.without(trouble), clock, waiting);
    }

    DoctorSide(BotConfig config, ReadSide read, Inside inside, Clock clock, Waiting waiting) {
        Ledger ledger = inside.ledger();
        messages = ledger == null ? null : ledger.messages(config.dingtalk().monthlyMessages());
        Allowance allowance = messages == null ? Allowance.UNLIMITED : messages::take;
        executor = read.executor();
        this.waiting = waiting;
        Patient patient = new Patient(
                config.dingtalk(),
                config.zone(),
                config.language(),
                config.departments(),
                config.company(),
                config.admins(),
                config.web().host());
        Trials trials = new Trials(read.client(), clock, waiting, allowance);
        doctor = new Doctor(patient, inside, trials, executor, clock, waiting);
    }

    /** Examines everything anew, which takes three quarters of a minute at most. */
    public Diagnosis examine(boolean sendTest, Language language) {
        return doctor.examine(sendTest).in(language);
    }

    /**
     * The same for programs that ask again and again: what was found within the last minute or is being found out, of
     * which what costs metered calls may be some hours old.
     *
     * @param fresh whether everything is to be examined anew all the same
     */
    CompletableFuture<Diagnosis> lately(Language language, boolean fresh) {
        CompletableFuture<Examined> examined =
                fresh ? CompletableFuture.supplyAsync(() -> doctor.examine(false), executor) : lately();
        return examined.thenApply(found -> found.in(language));
    }

    private synchronized CompletableFuture<Examined> lately() {
        CompletableFuture<Examined> known = last;
        boolean good = known != null
                && !known.isCompletedExceptionally()
                && (!known.isDone() || waiting.nanos() - lastAt < LATELY.toNanos());
        if (known != null && good) {
            return known;
        }
        CompletableFuture<Examined> begun = CompletableFuture.supplyAsync(doctor::examineSparingly, executor);
        last = begun;
        lastAt = waiting.nanos();
        return begun;
    }

    @Override
    public void close() {
        if (messages != null) {
            messages.close();
        }
    }
}
