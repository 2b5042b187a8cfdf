package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.CUTOFF;
import static dev.rollcall.ledger.Cast.DAY;
import static dev.rollcall.ledger.Cast.MORNING;
import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.SLOT;
import static dev.rollcall.ledger.Cast.digest;
import static dev.rollcall.ledger.Cast.planned;
import static dev.rollcall.ledger.Cast.rollCall;
import static dev.rollcall.ledger.Cast.rolled;
import static dev.rollcall.ledger.Cast.slot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.absence.DepartmentRollCall;
import dev.rollcall.ledger.LedgerException.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A database that is away, full or damaged: one clear line, nothing lost, and on it goes without a restart. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = "log", mode = ResourceAccessMode.READ)
class TroubleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(10);

    /** Its own: it runs beside the tests of the contract. */
    private static final List<Place> PLACES = Place.others();

    static Stream<Place> places() {
        return PLACES.stream();
    }

    @Test
    void aDatabaseThatIsAwayCostsDelayAndNothingElse() {
        try (Postgres postgres = Postgres.own()) {
            DatabaseConfig config = postgres.freshDatabase();
            try (Ledger ledger = Ledger.open(config, new MovableClock(CUTOFF))) {
                ledger.slots().renew(ONE);
                ledger.slots().claimThese(ONE, List.of(planned(SLOT)));
                Frozen digest = digest(SLOT);
                ledger.rollCalls()
                        .freeze(ONE, rollCall(List.of(Cast.department(Cast.TECH))), List.of(rolled(SLOT, digest)));
                postgres.stop();

                refused(() -> ledger.slots().plan(List.of(planned(slot(1)))));
                refused(() -> ledger.deliveries().begin(ONE, digest, Cast.ROBOT, Cast.LONGEST));
                refused(() -> Ledger.open(config, Clock.systemUTC()));
                assertThat(ledger.knownDay().punches().of(DAY, List.of("u1"))).isEmpty();
                ledger.answers(ONE, DAY, MORNING).close();
                MonthlyAllowance calls = ledger.calls(30);
                int allowed = 0;
                while (calls.take()) {
                    allowed++;
                }
                assertThat(allowed).as("as many as the month had left").isEqualTo(30);

                postgres.start();
                comesBack(ledger);
                assertThat(Cast.unfinished(ledger, SLOT)).contains(digest);
                ledger.slots().renew(ONE);
                assertThat(ledger.deliveries()
                                .begin(ONE, digest, Cast.ROBOT, Cast.LONGEST)
                                .number())
                        .isEqualTo(1);
                calls.close();
                assertThat(ledger.limits().reserved(CommonLimits.Kind.CALLS))
                        .as("what was let through is counted")
                        .isEqualTo(30);
            }
        }
    }

    private static void refused(Runnable call) {
        long before = System.nanoTime();
        LedgerException e = catchThrowableOfType(LedgerException.class, call::run);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(PATIENCE);
        assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(e.retryable()).isTrue();
        assertThat(e.getMessage()).endsWith(": the database is not reachable; will try again");
        tellsNothing(e);
    }

    private static void comesBack(Ledger ledger) {
        long before = System.nanoTime();
        boolean back = false;
        while (!back) {
            try {
                ledger.outcomes().open(Cast.CUTOFF);
                back = true;
            } catch (LedgerException e) {
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BACK);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(BACK);
    }

    /** No password, address or person in the message or in anything that a log would print with it. */
    private static void tellsNothing(LedgerException e) {
        StringWriter all = new StringWriter();
        e.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString())
                .doesNotContain(Postgres.PASSWORD, "localhost", "127.0.0.1", "jdbc:", "target/ledgers")
                .doesNotContain(Cast.ABSENT.id(), "赵六", "技术部");
    }

    @Test
    void whatTheUserCanMendIsSaidWithWhereToMendIt() {
        DatabaseConfig there = Postgres.shared().freshDatabase();
        DatabaseConfig noSuchUser = new DatabaseConfig(there.url(), "nobody", there.password(), 180);
        DatabaseConfig noSuchDatabase = new DatabaseConfig(there.url() + "x", there.user(), there.password(), 180);

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(noSuchUser, Clock.systemUTC()))
                .withMessage("Cannot open the database: user or password refused; see database.user")
                .satisfies(TroubleTest::tellsNothing);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Ledger.open(noSuchDatabase, Clock.systemUTC()))
                .withMessage("Cannot open the database: there is no such database; see database.url")
                .satisfies(TroubleTest::tellsNothing);
    }

    @Test
    void aDamagedFileIsSaidToBeOneWithWhatToDo() throws IOException {
        DatabaseConfig config = Place.embeddedDatabase();
        Ledger.open(config, Clock.systemUTC()).close();
        Path file = Path.of(config.url().substring("jdbc:h2:".length()) + ".mv.db");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (byte) 'x');
        Files.write(file, bytes);

        LedgerException e = catchThrowableOfType(LedgerException.class, () -> Ledger.open(config, Clock.systemUTC()));
        assertThat(e)
                .hasMessage("Cannot open the database: its file is damaged; put a copy of it in its place, or move it"
                        + " away to begin anew, when what was posted today may be posted again");
        assertThat(e.reason()).isEqualTo(Reason.CORRUPT);
        assertThat(e.retryable()).isFalse();
        tellsNothing(e);
        assertThat(Files.readAllBytes(file)).as("it is left as it is").isEqualTo(bytes);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // which limits the size of a process's files
    void aFullDiskIsSaidLosesNothingAndIsOverWhenThereIsRoom() throws IOException, InterruptedException {
        DatabaseConfig config = Place.embeddedDatabase();
        List<String> acknowledged = new ArrayList<>();
        try (LedgerProcess process = LedgerProcess.start(config, "fill", "prlimit", "--fsize=2000000:unlimited")) {
            assertThat(process.line()).isEqualTo("ready");
            String line = process.line();
            for (; line.matches("(slot|frozen|attempt|end) .*"); line = process.line()) {
                acknowledged.add(line);
            }
            assertThat(line)
                    .matches("refused FULL true Cannot .*: there is no room to write; free some,"
                            + " nothing is lost meanwhile");
            new ProcessBuilder("prlimit", "--pid", String.valueOf(process.pid()), "--fsize=unlimited")
                    .start()
                    .waitFor();
            process.tell("room");
            List<String> after = new ArrayList<>();
            for (String more = process.line(); more != null; more = process.line()) {
                after.add(more);
            }
            assertThat(after).anyMatch(one -> one.startsWith("works"));
            after.stream()
                    .filter(one -> one.matches("(slot|frozen|attempt|end) .*"))
                    .forEach(acknowledged::add);
        }
        assertThat(acknowledged).hasSizeGreaterThan(20);
        assertThat(DurabilityTest.missing(config, acknowledged)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aSlotThatCannotBeSoHoldsUpNoOtherAndGoesOnWhenItIsPutRight(Place place) {
        place.empty();
        try (Ledger ledger = place.another()) {
            ledger.slots().plan(Cast.departments(3));
            place.sql.run("update slot set state = 'dreaming' where department = 1");
            place.sql.run("update slot set until = as_of - interval '1' hour where department = 2");
            List<String> said = logged(() -> {
                assertThat(Cast.keys(ledger.slots().claim(ONE, CUTOFF))).containsExactly(slot(3));
                ledger.slots().release(ONE);
                assertThat(Cast.keys(ledger.expiry().expire(Cast.UNTIL))).containsExactly(slot(3));
                assertThat(ledger.slots().of(DAY)).hasSize(1);
                assertThat(ledger.expiry().expire(Cast.UNTIL)).isEmpty();
            });
            assertThat(said)
                    .containsExactlyInAnyOrder(
                            "The ledger's row of slot 'morning' of 2026-11-20 to department 1 cannot be so"
                                    + " (unknown state); it waits until the row is put right, the others go on",
                            "The ledger's row of slot 'morning' of 2026-11-20 to department 2 cannot be so"
                                    + " (its end lies before its cutoff); it waits until the row is put right,"
                                    + " the others go on");

            place.sql.run("update slot set state = 'due' where department = 1");
            place.sql.run("update slot set until = as_of + interval '1' hour where department = 2");
            assertThat(Cast.keys(ledger.slots().claim(ONE, CUTOFF))).containsExactly(slot(1), slot(2));
        }
    }

    /** What the ledger logs meanwhile. */
    private static List<String> logged(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(SlotRows.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            work.run();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void aMessageThatCannotBeSoIsSaidAndGoesOnWhenItIsPutRight(Place place) {
        place.empty();
        Ledger ledger = place.ledger;
        ledger.slots().renew(ONE);
        List<SlotKey> keys = List.of(slot(1), slot(2), slot(3));
        ledger.slots().claimThese(ONE, keys.stream().map(Cast::planned).toList());
        ledger.rollCalls()
                .freeze(
                        ONE,
                        rollCall(List.of()),
                        keys.stream().map(key -> rolled(key, digest(key))).toList());
        place.sql.run("update delivery set kind = 'POEM' where department = 1");
        place.sql.run("update delivery set text = '' where department = 2");

        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Cast.unfinished(ledger, slot(1)))
                .withMessage("Cannot send the ledger's message of slot 'morning' of 2026-11-20 to department 1:"
                        + " unknown kind; it is made anew, or waits until the row is put right; the others go on")
                .matches(e -> e.reason() == Reason.CORRUPT);
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Cast.unfinished(ledger, slot(2)))
                .withMessageContaining("department 2: it has no text");
        assertThat(Cast.unfinished(ledger, slot(3))).contains(digest(slot(3)));

        place.sql.run("update delivery set kind = 'DIGEST' where department = 1");
        assertThat(Cast.unfinished(ledger, slot(1))).contains(digest(slot(1)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void aRefusalTellsNothingOfThePeopleInIt(Place place) {
        place.empty();
        DepartmentRollCall tooLong = new DepartmentRollCall(
                1, "技术部", true, List.of(), List.of(Cast.ABSENT.name().repeat(2000)));

        LedgerException e = catchThrowableOfType(
                LedgerException.class,
                () -> place.ledger.rollCalls().keep(rollCall(List.of()), MORNING, List.of(tooLong)));
        assertThat(e.reason()).isEqualTo(Reason.REFUSED);
        assertThat(e.retryable()).isFalse();
        tellsNothing(e);
    }

    /** Threads that are interrupted while they write close the files of other forms of the embedded database's address. */
    @Test
    void interruptedThreadsDoNotCloseTheDatabase() {
        Place place = PLACES.get(0);
        place.empty();
        LedgerContract.together(4, thread -> {
            for (int i = 0; i < 40; i++) {
                try {
                    Thread.currentThread().interrupt();
                    place.ledger.slots().plan(List.of(planned(slot(thread * 100L + i))));
                } catch (LedgerException e) {
                    assertThat(e.retryable()).isTrue();
                } finally {
                    Thread.interrupted();
                }
            }
            return true;
        });

        place.ledger.slots().plan(List.of(planned(SLOT)));
        assertThat(place.other.slots().find(SLOT)).isPresent();
    }
}
