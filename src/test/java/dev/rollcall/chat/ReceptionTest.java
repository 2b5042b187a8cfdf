package dev.rollcall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.chat.ChatMessage.Kind;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.chat.Reply.Audience;
import dev.rollcall.common.Waiting;
import dev.rollcall.delivery.DeliveryException;
import dev.rollcall.delivery.DeliveryException.Reason;
import dev.rollcall.ledger.DatabaseConfig;
import dev.rollcall.ledger.Ledger;
import dev.rollcall.ledger.LedgerException;
import dev.rollcall.ledger.Sql;
import dev.rollcall.message.Language;
import dev.rollcall.message.Message;
import dev.rollcall.message.Notice;
import dev.rollcall.message.ReplyContext;
import dev.rollcall.message.ReplyRenderer;
import dev.rollcall.trace.Trace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each message is answered once, in order where that matters, and nobody is left without a word. */
class ReceptionTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String FAILED = "出错了，请稍后再试";
    private static final String LOOKING = "正在查询…";

    @TempDir
    private Path directory;

    /** Pauses cost nothing, and a timer of two seconds goes off after twenty milliseconds. */
    private final Waiting waiting = new Waiting() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) {
            Thread.onSpinWait();
        }

        @Override
        public Duration onTheMachine(Duration duration) {
            return duration.dividedBy(100);
        }
    };

    private final UUID process = UUID.randomUUID();
    private final Instant begun = Instant.now().minusSeconds(120);
    private final Scripted bot = new Scripted();
    private final Far far = new Far();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private DatabaseConfig config;
    private Ledger ledger;
    private Reception reception;

    @BeforeEach
    void open() {
        config = new DatabaseConfig("jdbc:h2:" + directory.resolve("ledger"), "", null, 30);
        ledger = Ledger.open(config, Clock.systemUTC());
        reception = of(process);
    }

    private Reception of(UUID someProcess) {
        return new Reception(
                bot,
                ledger.questions(),
                far,
                someProcess,
                Clock.systemUTC(),
                waiting,
                (intent, outcome, took) -> told.add(intent + " " + outcome));
    }

    @AfterEach
    void close() {
        reception.close();
        ledger.close();
    }

    private static ChatMessage message(String id, String sender, String text) {
        return new ChatMessage(
                id, Kind.TEXT, text, true, "cid", "", sender, "", "", Transport.STREAM, null, null, null);
    }

    private void takes(String id, String sender, String text) {
        reception.take(message(id, sender, text));
    }

    /** Of one person, so many milliseconds after the first of them. */
    private void takesWritten(String id, String text, long after) {
        Instant writtenAt = begun.plusMillis(after);
        reception.take(new ChatMessage(
                id, Kind.TEXT, text, true, "cid", "", "u1", "", "", Transport.STREAM, writtenAt, null, null));
    }

    @Test
    void howeverOftenAMessageComesItIsAnsweredOnce() {
        for (int i = 0; i < 20; i++) {
            takes("m1", "u1", "谁没打卡");
        }
        takes("m2", "u2", "帮助");
        far.until(2);
        assertThat(far.texts()).containsExactlyInAnyOrder("answer to m1", "answer to m2");
    }

    /** Longer than a process may say nothing before it counts as dead. DingTalk delivers again after a minute. */
    @Test
    void whatTakesLongIsAnsweredOnceWhoeverItIsDeliveredTo() throws Exception {
        CountDownLatch held = bot.hold("m1");
        takes("m1", "u1", "谁没打卡");
        bot.untilAsked("m1");
        try (Sql sql = Sql.of(config);
                Reception elsewhere = of(UUID.randomUUID())) {
            sql.run("update question set claimed_at = claimed_at - interval '60' second");
            ledger.slots().renew(process); // As it does every second.
            elsewhere.take(message("m1", "u1", "谁没打卡"));
            elsewhere.take(message("m2", "u1", "帮助"));
            far.until("answer to m2");
            takes("m1", "u1", "谁没打卡");
            takes("m3", "u1", "帮助 absent");
            far.until("answer to m3");
            held.countDown();
            far.until("answer to m1");
        }
        assertThat(bot.asked).containsExactlyInAnyOrder("m1", "m2", "m3");
        assertThat(far.texts()).containsExactlyInAnyOrder("answer to m1", "answer to m2", "answer to m3");
    }

    /** Even if this process counts as dead, it knows what it has. */
    @Test
    void whatIsBeingAnsweredHereIsNotBegunAgainHere() throws Exception {
        CountDownLatch held = bot.hold("m1");
        takes("m1", "admin", "重发 09:40 技术部");
        bot.untilAsked("m1");
        try (Sql sql = Sql.of(config)) {
            sql.run("update question set claimed_at = claimed_at - interval '600' second");
        }
        takes("m1", "admin", "重发 09:40 技术部");
        takes("m2", "admin", "帮助");
        held.countDown();
        far.until("answer to m2");
        assertThat(bot.asked).containsExactly("m1", "m2");
    }

    @Test
    void ordersOfOnePersonAreCarriedOutInTheirOrderAndOthersDoNotWait() throws Exception {
        CountDownLatch contacts = bot.hold("m1");
        takes("m1", "admin", "静默 今天 技术部");
        takes("m2", "admin", "恢复 今天 技术部");
        takes("m3", "admin", "下次");
        takes("m4", "u1", "谁没打卡");
        far.until(1);
        assertThat(far.texts()).contains("answer to m4").doesNotContain("answer to m2", "answer to m3");
        contacts.countDown();
        far.until("answer to m3");
        assertThat(bot.asked).filteredOn(id -> !id.equals("m4")).startsWith("m1", "m2");
        assertThat(bot.asked).last().isEqualTo("m3");
    }

    @Test
    void whatTakesLongIsSaidToAndTheAnswerComesAfterThat() throws Exception {
        CountDownLatch dingTalk = bot.hold("m1");
        takes("m1", "u1", "谁没打卡");
        far.until(LOOKING);
        dingTalk.countDown();
        far.until("answer to m1");
        assertThat(far.all()).containsExactly(LOOKING, "answer to m1");
    }

    @Test
    void thatItTakesLongIsTriedOnce() throws Exception {
        far.fails(new DeliveryException(Reason.THROTTLED, true, "too many"));
        CountDownLatch dingTalk = bot.hold("m1");
        takes("m1", "u1", "谁没打卡");
        far.untilFailed(1);
        dingTalk.countDown();
        far.until("answer to m1");
        assertThat(far.all()).containsExactly("answer to m1");
        assertThat(far.failed).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsNotTakenAtFirstIsBroughtLater() {
        DeliveryException away = new DeliveryException(Reason.UNREACHABLE, true, "no connection");
        far.fails(away, away, away, away);
        takes("m1", "u1", "帮助");
        far.until("answer to m1");
        assertThat(far.failed).isEqualTo(4);
    }

    @Test
    void whereTheFirstOfTwoSameQuestionsCannotBeAnsweredTheSecondIs() throws Exception {
        DeliveryException away = new DeliveryException(Reason.UNREACHABLE, true, "no connection");
        far.fails(away, away, away, away, away);
        CountDownLatch held = bot.hold("m1");
        takes("m1", "u1", "帮助");
        bot.untilAsked("m1");
        takes("m2", "u1", "帮助");
        held.countDown();
        far.until("answer to m2");
        assertThat(far.texts()).doesNotContain("answer to m1");
    }

    @Test
    void theGroupHearsWhatBecameOfAPrivateAnswer() {
        bot.privately("m1", "m2", "m3", "m4");
        takes("m1", "u1", "谁请假");
        far.until("已私聊回复");
        far.fails(new DeliveryException(Reason.UNKNOWN_PEOPLE, false, "not visible"));
        takes("m2", "u2", "谁请假");
        far.until("这项回答只能私聊");
        far.fails(new DeliveryException(Reason.REFUSED, false, "no permission"));
        takes("m3", "u3", "谁请假");
        far.until(FAILED);
        int before = far.texts().size();
        far.fails(new DeliveryException(Reason.UNREACHABLE, false, "no answer", true));
        takes("m4", "u4", "谁请假");
        far.untilFailed(3);
        takes("m5", "u5", "帮助");
        far.until("answer to m5");
        assertThat(far.texts()).hasSize(before + 1);
    }

    @Test
    void whateverFailsIsSaidToHaveFailedAndMayBeAskedAgain() {
        bot.fails("m1", () -> new LedgerException(LedgerException.Reason.UNREACHABLE, true, "the database is away"));
        bot.fails("m2", () -> new IllegalStateException("an error of the program"));
        takes("m1", "u1", "谁没打卡");
        far.until(1);
        takes("m2", "u1", "谁没打卡");
        far.until(2);
        takes("m3", "u1", "谁没打卡");
        far.until(3);
        assertThat(far.texts()).containsExactly(FAILED, FAILED, "answer to m3");
    }

    @Test
    void whatWasRefusedBecauseItCameTooFastHasNotBeenAsked() {
        for (int i = 0; i < 20; i++) {
            takesWritten("m" + i, "qwzx " + i, 0);
        }
        takesWritten("told", "我打卡了吗", 55_000);
        takesWritten("left", "谁没打卡", 56_000);
        takesWritten("same as told", "我打卡了吗", 61_500);
        takesWritten("same as left", "谁没打卡", 61_500);
        far.until(23);
        assertThat(far.texts())
                .contains("answer to same as told", "answer to same as left")
                .filteredOn(text -> text.startsWith("问得太快了"))
                .hasSize(1);
    }

    @Test
    void whereNobodyKnowsWhoseAMessageIsItsSenderIsToldAfterAWhile() {
        ledger.close();
        takes("m1", "u1", "谁没打卡");
        takes("m1", "u1", "谁没打卡");
        takes("m2", "u1", "汇总");
        far.until(2);
        takes("m1", "u1", "谁没打卡");
        takes("m3", "u1", "迟到");
        far.until(3);
        assertThat(far.texts()).as("each once").containsExactly(FAILED, FAILED, FAILED);
        assertThat(bot.asked).isEmpty();
    }

    /** Nobody delivers again what came over the Stream connection. */
    @Test
    void whoeverIsStillWaitingWhenTheProgramStopsIsTold() throws Exception {
        bot.hold("m1");
        takes("m1", "u1", "谁没打卡");
        bot.untilAsked("m1");
        reception.close();
        assertThat(far.texts()).containsExactly(FAILED);
    }

    @Test
    void whatComesWhileTheProgramStopsIsLeftToOthers() throws Exception {
        CountDownLatch held = bot.hold("m1");
        takes("m1", "admin", "静默 今天 技术部");
        bot.untilAsked("m1");
        takes("m2", "admin", "恢复 今天 技术部");
        held.countDown();
        reception.close();
        takes("m3", "u1", "帮助");
        assertThat(far.texts()).contains("answer to m1").doesNotContain("answer to m3");
    }

    @Test
    void whoeverWatchesIsToldWhatCameOfEachMessageOnce() {
        bot.fails("m2", () -> new IllegalStateException("as it happens"));
        takes("m1", "u1", "谁没打卡");
        takes("m1", "u1", "谁没打卡");
        takes("m2", "u2", "帮助");
        far.until("answer to m1");
        far.until(FAILED);
        reception.close();

        assertThat(told).containsExactlyInAnyOrder("ABSENT answered", "HELP failed");
    }

    /** One that waits for another belongs to itself, not to the one that it waits for. */
    @Test
    void eachQuestionIsAPieceOfWorkOfItsOwnFromItsComingToItsAnswer() throws Exception {
        CountDownLatch held = bot.hold("m1");
        takes("m1", "u1", "静音 今天");
        bot.untilAsked("m1");
        Trace request = Trace.begin();
        request.run(() -> takes("m2", "u1", "谁没打卡"));
        held.countDown();
        far.until("answer to m2");

        assertThat(bot.traces.get("m1")).matches("[0-9a-f]{16}").isEqualTo(far.traces.get("m1"));
        assertThat(bot.traces.get("m2")).isEqualTo(request.request()).isEqualTo(far.traces.get("m2"));
        assertThat(bot.traces.get("m1")).isNotEqualTo(bot.traces.get("m2"));
    }

    /** Answers with the message's id. */
    private static final class Scripted implements Bot {
        private final CommandParser parser = new CommandParser();
        private final ReplyRenderer renderer = new ReplyRenderer();
        private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
        private final Map<String, CountDownLatch> begun = new ConcurrentHashMap<>();
        private final Map<String, Supplier<RuntimeException>> failures = new ConcurrentHashMap<>();
        private final List<String> priv = new ArrayList<>();
        final List<String> asked = Collections.synchronizedList(new ArrayList<>());
        final Map<String, String> traces = new ConcurrentHashMap<>();

        CountDownLatch hold(String id) {
            begun.put(id, new CountDownLatch(1));
            CountDownLatch latch = new CountDownLatch(1);
            held.put(id, latch);
            return latch;
        }

        void untilAsked(String id) throws InterruptedException {
            assertThat(begun.get(id).await(20, TimeUnit.SECONDS)).isTrue();
        }

        void fails(String id, Supplier<RuntimeException> failure) {
            failures.put(id, failure);
        }

        void privately(String... ids) {
            priv.addAll(List.of(ids));
        }

        @Override
        public Command command(ChatMessage message) {
            return parser.parse(message.text(), TODAY);
        }

        @Override
        public Reply answer(ChatMessage message) {
            asked.add(message.id());
            traces.put(message.id(), Trace.current().request());
            CountDownLatch latch = held.get(message.id());
            if (latch != null) {
                begun.get(message.id()).countDown();
                try {
                    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            Supplier<RuntimeException> failure = failures.get(message.id());
            if (failure != null) {
                throw failure.get();
            }
            Audience audience = priv.contains(message.id()) ? Audience.PERSON : Audience.CONVERSATION;
            return new Reply(audience, new Message("", "answer to " + message.id(), List.of()));
        }

        @Override
        public Reply sentence(ChatMessage message, Notice notice) {
            return new Reply(Audience.ANYBODY, renderer.notice(new ReplyContext(Language.ZH, ZONE, TODAY), notice));
        }
    }

    /** DingTalk: takes what it is not told to refuse. */
    private static final class Far implements Reception.Port {
        private final List<String> texts = new ArrayList<>();
        private final Deque<DeliveryException> failures = new ArrayDeque<>();
        private int failed;
        final Map<String, String> traces = new ConcurrentHashMap<>();

        synchronized void fails(DeliveryException... next) {
            failures.addAll(List.of(next));
        }

        @Override
        public synchronized void send(ChatMessage question, Reply reply) throws DeliveryException {
            DeliveryException failure = failures.poll();
            if (failure != null) {
                failed++;
                notifyAll();
                throw failure;
            }
            texts.add(reply.message().text());
            traces.put(question.id(), Trace.current().request());
            notifyAll();
        }

        /** But for that an answer takes a moment, which any may on a slow machine. */
        synchronized List<String> texts() {
            return texts.stream().filter(text -> !text.equals(LOOKING)).toList();
        }

        synchronized List<String> all() {
            return List.copyOf(texts);
        }

        private synchronized void until(Supplier<Boolean> condition) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!condition.get()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                assertThat(left).as("told so far: %s", texts).isPositive();
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        void until(int number) {
            until(() -> texts().size() >= number);
        }

        void until(String text) {
            until(() -> texts.stream().anyMatch(one -> one.startsWith(text)));
        }

        void untilFailed(int number) {
            until(() -> failed >= number);
        }
    }
}
