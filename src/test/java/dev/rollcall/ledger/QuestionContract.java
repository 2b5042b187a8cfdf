package dev.rollcall.ledger;

import static dev.rollcall.ledger.Cast.ONE;
import static dev.rollcall.ledger.Cast.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A message that is delivered several times is answered once. */
abstract class QuestionContract extends LedgerContract {
    private static final String MESSAGE = "msg0xWqz1+Ly/5A==";
    private static final int THREADS = 8;
    private static final int OLD = 20_000;

    /** What a claim may cost, in rows written: it asks the clock, and of a message known already looks whose it is. */
    private static final int MOST_ROWS = 6;

    QuestionContract(Place place) {
        super(place);
    }

    private void claimedAgo(Duration ago) {
        for (long rest = ago.toSeconds(); rest > 0; rest -= 60) { // The databases agree on two digits.
            sql.run("update question set claimed_at = claimed_at - interval '" + Math.min(rest, 60) + "' second");
        }
    }

    private void answeredAgo(Duration ago) {
        claimedAgo(ago);
        sql.run("update question set answered_at = answered_at - interval '" + ago.toSeconds() + "' second");
    }

    @Test
    void aMessageIsForWhoeverClaimsItFirst() {
        alive(ONE, TWO);
        assertThat(ledger.questions().first(MESSAGE, ONE)).isTrue();
        assertThat(ledger.questions().first(MESSAGE, ONE)).as("delivered again").isFalse();
        assertThat(other.questions().first(MESSAGE, TWO))
                .as("to another process")
                .isFalse();
        assertThat(other.questions().first(MESSAGE + "2", TWO)).isTrue();

        ledger.questions().answered(MESSAGE);

        claimedAgo(Duration.ofHours(20));
        sql.run("delete from process");
        assertThat(other.questions().first(MESSAGE, TWO)).as("hours later").isFalse();
        ledger.questions().release(MESSAGE);
        assertThat(ledger.questions().first(MESSAGE, ONE))
                .as("too late to give it back")
                .isFalse();
    }

    @Test
    void ofManyDeliveriesAtOnceToTwoProcessesOneIsAnswered() {
        alive(ONE, TWO);
        for (int round = 0; round < 20; round++) {
            String message = MESSAGE + round;
            assertThat(inManyThreads(message)).as("new").containsOnlyOnce(true);
            claimedAgo(Questions.PATIENCE.plusSeconds(1));
            assertThat(inManyThreads(message)).as("forgotten").containsOnlyOnce(true);
            ledger.questions().release(message);
            assertThat(inManyThreads(message)).as("given back").containsOnlyOnce(true);
            ledger.questions().answered(message);
            assertThat(inManyThreads(message)).as("answered").doesNotContain(true);
        }
    }

    private List<Boolean> inManyThreads(String message) {
        return together(THREADS, thread -> of(thread).questions().first(message, thread % 2 == 0 ? ONE : TWO));
    }

    @Test
    void manyMessagesInManyThreadsAreEachAnsweredOnce() {
        alive(ONE, TWO);
        int messages = 50;
        List<List<Integer>> answered = together(
                THREADS,
                thread -> IntStream.range(0, messages)
                        .filter(i -> of(thread).questions().first("m" + i, thread % 2 == 0 ? ONE : TWO))
                        .peek(i -> of(thread).questions().answered("m" + i))
                        .boxed()
                        .toList());

        assertThat(answered.stream().flatMap(List::stream).toList())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, messages).boxed().toList());
    }

    @Test
    void whatCouldNotBeAnsweredIsAnsweredAtItsNextDelivery() {
        alive(ONE, TWO);
        ledger.questions().first(MESSAGE, ONE);
        ledger.questions().release(MESSAGE);

        assertThat(other.questions().first(MESSAGE, TWO)).isTrue();
        assertThat(ledger.questions().first(MESSAGE, ONE)).isFalse();
    }

    @Test
    void whatWasGivenBackAndAnsweredAllTheSameStaysAnswered() {
        ledger.questions().first(MESSAGE, ONE);
        ledger.questions().release(MESSAGE);
        ledger.questions().answered(MESSAGE);

        assertThat(other.questions().first(MESSAGE, TWO)).isFalse();
    }

    @Test
    void aClaimEndsWithItsProcess() {
        silentFor(ONE, Slots.LEASE.plusSeconds(1));
        ledger.questions().first(MESSAGE, ONE);
        assertThat(other.questions().first(MESSAGE, TWO))
                .as("it lived a moment ago")
                .isFalse();

        claimedAgo(Slots.LEASE.plusSeconds(1));
        assertThat(other.questions().first(MESSAGE, TWO)).isTrue();
        assertThat(ledger.questions().first(MESSAGE, ONE)).isFalse();
    }

    @Test
    void aClaimOfAProcessThatLivesLastsFiveMinutes() {
        alive(ONE, TWO);
        ledger.questions().first(MESSAGE, ONE);
        claimedAgo(Duration.ofSeconds(290));
        assertThat(other.questions().first(MESSAGE, TWO)).isFalse();

        claimedAgo(Duration.ofSeconds(11));
        assertThat(other.questions().first(MESSAGE, TWO)).isTrue();
        assertThat(other.questions().first(MESSAGE, ONE))
                .as("its five minutes begin anew")
                .isFalse();
    }

    @Test
    void aProcessThatHasNotYetSaidThatItLivesKeepsItsClaim() {
        ledger.questions().first(MESSAGE, ONE);
        alive(TWO);

        assertThat(other.questions().first(MESSAGE, TWO)).isFalse();
    }

    @Test
    void aClaimWhoseAnswerWasLostIsMadeAgain() {
        LostCommit line = new LostCommit();
        alive(ONE, TWO);
        try (Ledger third = Ledger.open(place.config, place.clock, line::between, UnaryOperator.identity())) {
            line.loseNext();
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> third.questions().first(MESSAGE, ONE))
                    .withMessage("Cannot claim a message: the database is not reachable; will try again")
                    .matches(LedgerException::retryable);
            assertThat(other.questions().first(MESSAGE, TWO))
                    .as("written all the same")
                    .isFalse();

            assertThat(together(THREADS, thread -> third.questions().first(MESSAGE, ONE)))
                    .containsOnlyOnce(true);
        }
    }

    @Test
    void onlyTheProcessThatIsInDoubtMakesItsClaimAgain() {
        LostCommit line = new LostCommit();
        alive(ONE, TWO);
        try (Ledger third = Ledger.open(place.config, place.clock, line::between, UnaryOperator.identity())) {
            ledger.questions().first(MESSAGE, TWO);
            line.loseNext();
            assertThatExceptionOfType(LedgerException.class)
                    .isThrownBy(() -> third.questions().first(MESSAGE, ONE));

            assertThat(third.questions().first(MESSAGE, ONE)).isFalse();
        }
    }

    @Test
    void whoeverOpensAnEmbeddedDatabaseAnewIsAlone() {
        alive(ONE);
        ledger.questions().first("unanswered", ONE);
        ledger.questions().first("answered", ONE);
        ledger.questions().answered("answered");

        place.another().close();

        assertThat(other.questions().first("unanswered", TWO)).isEqualTo(place.config.embedded());
        assertThat(other.questions().first("answered", TWO)).isFalse();
    }

    @Test
    void idsOfAnyLengthAndKindAreTold() {
        String longest = "消".repeat(500);
        List<String> ids = List.of(
                longest, longest + "a", longest + "b", "x".repeat(200_000), "", " ", "a", "A", "a ", "'; --", "\uD83D");
        for (String id : ids) {
            assertThat(ledger.questions().first(id, ONE)).as(id).isTrue();
        }
        for (String id : ids) {
            assertThat(other.questions().first(id, TWO)).as(id).isFalse();
            other.questions().answered(id);
        }
        assertThat(sql.number("select count(*) from question where answered_at is null"))
                .isZero();
        assertThat(sql.number("select max(char_length(msg_id)) from question")).isEqualTo(500);
    }

    @Test
    void whatIsAnsweredIsKnownForADayAndThenTidied() {
        ledger.questions().first(MESSAGE, ONE);
        ledger.questions().answered(MESSAGE);
        ledger.questions().first("never answered", ONE);
        answeredAgo(Questions.KEPT.minusMinutes(1));
        ledger.retention().tidy();
        assertThat(ledger.questions().first(MESSAGE, ONE)).isFalse();
        assertThat(sql.number("select count(*) from question")).isEqualTo(2);

        sql.run("update question set claimed_at = claimed_at - interval '2' hour");
        ledger.retention().tidy();
        assertThat(sql.texts("select msg_id from question"))
                .as("from when it was answered")
                .containsExactly(MESSAGE);

        answeredAgo(Duration.ofMinutes(2));
        ledger.retention().tidy();
        assertThat(sql.number("select count(*) from question")).isZero();
    }

    @Test
    void aClaimCostsLittleMoreThanARowHoweverManyAreKept() {
        alive(ONE, TWO);
        sql.run(
                "insert into question (msg_id, process, claimed_at, answered_at) select 'old' || x, ?,"
                        + " current_timestamp, current_timestamp from " + numbers(OLD),
                ONE);
        IntConsumer order = i -> ledger.orders().add(new Orders.Order("boss", Cast.CUTOFF, "help", "stream", "done"));
        IntConsumer fresh = i -> ledger.questions().first("new" + i, ONE);
        IntConsumer again = i -> ledger.questions().first("old" + (1 + i % OLD), TWO);
        List<IntConsumer> works = List.of(order, fresh, again);
        nanos(works, 30);

        long[] each = nanos(works, 150);
        assertThat(each[1]).as("a new message, next to a row").isLessThan(each[0] * MOST_ROWS);
        assertThat(each[2]).as("one delivered again, next to a row").isLessThan(each[0] * MOST_ROWS);
    }

    private String numbers(int count) {
        return (place.config.embedded() ? "system_range(1, " : "generate_series(1, ") + count + ") as numbers(x)";
    }

    /** How long each of {@code works} takes in so many rounds, in turn; without the slowest tenth of each. */
    private static long[] nanos(List<IntConsumer> works, int rounds) {
        long[][] all = new long[works.size()][rounds];
        int first = rounds * 1000;
        for (int round = 0; round < rounds; round++) {
            for (int work = 0; work < works.size(); work++) {
                long before = System.nanoTime();
                works.get(work).accept(first + round);
                all[work][round] = System.nanoTime() - before;
            }
        }
        return Arrays.stream(all)
                .mapToLong(one ->
                        Arrays.stream(one).sorted().limit(rounds * 9L / 10).sum())
                .toArray();
    }
}
