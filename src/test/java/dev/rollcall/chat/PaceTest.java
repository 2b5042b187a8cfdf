package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.Pace.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Pace pace = new Pace();

    private long answered(int questions, String sender, String conversation, long now) {
        return IntStream.range(0, questions)
                .filter(i -> pace.of(sender, conversation, now, Duration.ZERO) == Word.ANSWER)
                .count();
    }

    @Test
    void ofTwoHundredQuestionsOfOnePersonInAMinuteTwentyAreAnswered() {
        long count = IntStream.range(0, 200)
                .filter(i -> pace.of("u1", "cid" + i % 10, i * SECOND / 4, Duration.ZERO) == Word.ANSWER)
                .count();
        assertThat(count).isEqualTo(20);
    }

    @Test
    void ofAThousandQuestionsInOneGroupInAMinuteSixtyAreAnswered() {
        long count = IntStream.range(0, 1000)
                .filter(i -> pace.of("u" + i, "cid", i * SECOND / 20, Duration.ZERO) == Word.ANSWER)
                .count();
        assertThat(count).isEqualTo(60);
        assertThat(answered(1, "u1", "another", 50 * SECOND)).isEqualTo(1);
    }

    @Test
    void aMinuteLaterTheyMayAskAgain() {
        assertThat(answered(21, "u1", "cid", 0)).isEqualTo(20);
        assertThat(answered(1, "u1", "cid", 60 * SECOND)).isZero();
        assertThat(answered(21, "u1", "cid", 61 * SECOND)).isEqualTo(20);
    }

    /** A silent connection, a process that was away: what was asked meanwhile comes all at once. */
    @Test
    void whatWasHeldUpIsCountedWhenItWasWritten() {
        long now = 600 * SECOND;
        assertThat(IntStream.range(0, 60)
                        .filter(i -> pace.of("u1", "cid", now, Duration.ofSeconds(240 - 4 * i)) == Word.ANSWER)
                        .count())
                .isEqualTo(60);
        assertThat(answered(21, "u1", "cid", now + 61 * SECOND)).isEqualTo(20);
        assertThat(IntStream.range(0, 30)
                        .filter(i -> pace.of("u2", "cid2", now, Duration.ofSeconds(90)) == Word.ANSWER)
                        .count())
                .isEqualTo(20);
    }

    /** Several people's questions come through several doors, now one and now another sooner. */
    @Test
    void inWhateverOrderTheyComeSixtyOfOneConversationAreAnswered() {
        for (int seed = 0; seed < 200; seed++) {
            List<Integer> order = shuffled(90, seed);
            Pace one = new Pace();
            long now = 100 * SECOND;
            assertThat(order.stream()
                            .filter(i -> one.of("u" + i % 5, "cid", now, Duration.ofMillis(10L * i)) == Word.ANSWER)
                            .count())
                    .isEqualTo(60);
        }
    }

    /** Against the plain rule: a question that is refused would have been one too many in some minute, and none other is. */
    @Test
    void noMinuteHoldsMoreThanMayBeInWhateverOrderTheyCome() {
        for (int seed = 0; seed < 50; seed++) {
            Pace one = new Pace();
            List<Long> answered = new ArrayList<>();
            for (int i : shuffled(120, seed)) {
                long written = 500 * SECOND - i * SECOND * 3 / 2;
                List<Long> with = new ArrayList<>(answered);
                with.add(written);
                boolean fits = with.stream()
                        .allMatch(begin -> with.stream()
                                        .filter(at -> at >= begin && at <= begin + 60 * SECOND)
                                        .count()
                                <= 20);
                Word word = one.of("u1", "cid" + i, 500 * SECOND, Duration.ofNanos(500 * SECOND - written));
                assertThat(word == Word.ANSWER).isEqualTo(fits);
                if (fits) {
                    answered.add(written);
                }
            }
        }
    }

    private static List<Integer> shuffled(int number, int seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, number).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    @Test
    void anAgeThatCannotBeIsNoWayRoundTheLimit() {
        List<Duration> ages = List.of(
                Duration.ofMinutes(10), Duration.ofDays(20_000), Duration.ofMinutes(11), Duration.ofDays(365_000_000));
        assertThat(IntStream.range(0, 100)
                        .filter(i -> pace.of("u1", "cid", 0, ages.get(i % 4)) == Word.ANSWER)
                        .count())
                .isEqualTo(20);
        assertThat(IntStream.range(0, 100)
                        .filter(i -> pace.of("u1", "cid", 0, ages.get(i % 4).negated()) == Word.ANSWER)
                        .count())
                .isEqualTo(20);
    }

    @Test
    void itIsSaidOnceAMinuteThatItIsTooMuch() {
        answered(20, "u1", "cid", 0);
        List<Word> words = IntStream.range(0, 4)
                .mapToObj(i -> pace.of("u1", "cid", SECOND, Duration.ZERO))
                .toList();
        assertThat(words).containsExactly(Word.TOO_FAST, Word.LEAVE, Word.LEAVE, Word.LEAVE);
        answered(20, "u1", "cid", 100 * SECOND);
        assertThat(pace.of("u1", "cid", 101 * SECOND, Duration.ZERO)).isEqualTo(Word.TOO_FAST);
    }

    @Test
    void whoAsksLittleWhereOthersAskMuchIsNotToldThatTheyWereTooFast() {
        for (int i = 0; i < 60; i++) {
            assertThat(pace.of("u" + i, "cid", 0, Duration.ZERO)).isEqualTo(Word.ANSWER);
        }
        assertThat(pace.of("v1", "cid", SECOND, Duration.ZERO)).isEqualTo(Word.TOO_MANY);
        assertThat(pace.of("v2", "cid", SECOND, Duration.ZERO))
                .as("the conversation has been told")
                .isEqualTo(Word.LEAVE);
    }

    @Test
    void whoIsNotKnownCountsInTheConversation() {
        assertThat(IntStream.range(0, 100)
                        .filter(i -> pace.of(null, "cid", 0, Duration.ZERO) == Word.ANSWER)
                        .count())
                .isEqualTo(60);
    }

    @Test
    void manyPeopleAreNotRememberedForEver() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(pace.of("u" + i, "cid" + i, i * SECOND, Duration.ZERO)).isEqualTo(Word.ANSWER);
        }
    }
}
