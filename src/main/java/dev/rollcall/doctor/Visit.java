package dev.rollcall.doctor;

import dev.rollcall.absence.Run;
import dev.rollcall.absence.SourceException.Reason;
import dev.rollcall.check.DepartmentConfig;
import dev.rollcall.common.Deadline;
import dev.rollcall.dingtalk.Refused;
import dev.rollcall.dingtalk.Trial;
import dev.rollcall.dingtalk.Trials;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers that one examination of everything rests on: each question is asked once, whoever wants to know, side by
 * side and within one deadline. First the token, without which nothing can be asked. Thread-safe.
 */
final class Visit {
    private final Patient patient;
    private final Inside inside;
    private final Trials trials;
    private final Run run;
    private final Instant now;
    private final boolean sendTest;
    private final CompletableFuture<Trial<Boolean>> token;
    private final CompletableFuture<Map<Long, Seen>> departments;
    private final CompletableFuture<Attendance> attendance;
    private final CompletableFuture<Optional<Trial<Boolean>>> stream;
    private final CompletableFuture<TestMessages> tests;

    /**
     * Begins to ask.
     *
     * @param kept what was told of attendance some time ago and still does; null: it is asked
     * @param mayMeter whether anything may be asked that counts against the quota
     */
    Visit(
            Patient patient,
            Inside inside,
            Trials trials,
            Deadline deadline,
            Instant now,
            boolean sendTest,
            @Nullable Attendance kept,
            boolean mayMeter,
            Executor executor) {
        this.patient = patient;
        this.inside = inside;
        this.trials = trials;
        this.run = new Run(deadline);
        this.now = now;
        this.sendTest = sendTest;
        token = CompletableFuture.supplyAsync(() -> trials.token(run), executor);
        stream = CompletableFuture.supplyAsync(
                () -> patient.dingtalk().stream() ? Optional.of(trials.stream()) : Optional.empty(), executor);
        departments = token.thenComposeAsync(ready -> departments(executor), executor);
        AttendanceQuestions questions = new AttendanceQuestions(patient, trials, run, now, executor);
        attendance = kept != null
                ? CompletableFuture.completedFuture(kept)
                : mayMeter
                        ? token.thenComposeAsync(ready -> questions.ask(departments), executor)
                        : CompletableFuture.completedFuture(AttendanceQuestions.unasked(now, Reason.QUOTA));
        tests = sendTest
                ? token.thenComposeAsync(ready -> TestMessages.send(patient, trials, run, mayMeter, executor), executor)
                : CompletableFuture.completedFuture(TestMessages.NONE);
    }

    private CompletableFuture<Map<Long, Seen>> departments(Executor executor) {
        List<Long> ids =
                patient.departments().stream().map(DepartmentConfig::id).toList();
        Map<Long, Seen> seen = new ConcurrentHashMap<>();
        return Lanes.each(ids, id -> seen.put(id, Seen.of(id, trials, run)), executor)
                .thenApply(done -> seen);
    }

    Patient patient() {
        return patient;
    }

    Inside inside() {
        return inside;
    }

    /** When it began. */
    Instant now() {
        return now;
    }

    boolean sendTest() {
        return sendTest;
    }

    /** For questions that only one examination has. */
    Trials trials() {
        return trials;
    }

    Run run() {
        return run;
    }

    Trial<Boolean> token() {
        return token.join();
    }

    /** By id, of every configured department. */
    Map<Long, Seen> departments() {
        return departments.join();
    }

    Attendance attendance() {
        return attendance.join();
    }

    /** Whether it is known what became of the questions about attendance; does not wait for it. */
    boolean answered() {
        return attendance.isDone() && !attendance.isCompletedExceptionally();
    }

    /** Whether DingTalk has answered each question about attendance, if only with a refusal; does not wait for it. */
    boolean attended() {
        return answered()
                && attendance()
                        .trials()
                        .noneMatch(trial -> trial.refused().filter(Unasked::is).isPresent());
    }

    /** Empty where Stream mode is off. */
    Optional<Trial<Boolean>> stream() {
        return stream.join();
    }

    /** What became of the test messages; none where none was wanted. */
    TestMessages tests() {
        return tests.join();
    }

    /** Everything that DingTalk's gateways refused to tell. */
    Stream<Refused> refusals() {
        Stream<Trial<?>> asked = Stream.concat(
                departments().values().stream().flatMap(Seen::trials),
                attendance().trials());
        return Stream.concat(Stream.concat(Stream.of(token()), stream().stream()), asked)
                .flatMap(trial -> trial.refused().stream());
    }
}
