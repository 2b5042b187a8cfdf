package dev.rollcall.simulator;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * People write to the bot. A message goes over Stream mode and, if the bot has an address, is posted there; again a minute
 * later when it was not acknowledged, or nobody was there to take it. Whether DingTalk does that is contradicted [U]; here it
 * gives up after ten times. Safe for use by many threads.
 */
final class Talk {
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST_TIMES = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock;
    private final Faults faults;
    private final Chats chats;
    private final Questions questions;
    private final Sessions sessions;
    private final StreamGateway stream;
    private final CallbackClient callback;
    private final Later later;
    private final Supplier<SimulatedCompany> company;

    Talk(
            Clock clock,
            Faults faults,
            Chats chats,
            Questions questions,
            Sessions sessions,
            StreamGateway stream,
            CallbackClient callback,
            Later later,
            Supplier<SimulatedCompany> company) {
        this.clock = clock;
        this.faults = faults;
        this.chats = chats;
        this.questions = questions;
        this.sessions = sessions;
        this.stream = stream;
        this.callback = callback;
        this.later = later;
        this.company = company;
    }

    /** Writes a message and shows it in its chat, but hands it to nobody. */
    Question write(URI self, Asker asker, Conversation where, String text, List<Oddity> oddities) {
        Question question = Question.of(company.get(), self, clock.instant(), asker, where, text, oddities);
        sessions.open(question);
        questions.ask(question);
        chats.add(where, ChatMessage.typed(question));
        return question;
    }

    /** Hands it over; returns when the bot's address, if it has one, has answered or was too slow. */
    void deliver(Question question) {
        Instant now = clock.instant();
        overStream(question, 1);
        CompletableFuture<Boolean> posted = overHttp(question, 1);
        for (Duration after : stream.repeats()) {
            if (after.isZero()) {
                again(question);
            } else {
                later.at(now.plus(after), () -> again(question));
            }
        }
        posted.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void again(Question question) {
        if (!away()) {
            stream.push(question);
            CompletableFuture<Boolean> unused = callback.post(question, company.get());
        }
    }

    private void overStream(Question question, int time) {
        Instant again = clock.instant().plus(AGAIN); // before it goes out: the clock may move as soon as it is there
        boolean pushed = !away() && stream.push(question);
        if (time < MOST_TIMES && (pushed || !callback.isWanted())) {
            later.at(again, () -> {
                if (!stream.isAcknowledged(question.msgId())) {
                    overStream(question, time + 1);
                }
            });
        }
    }

    private CompletableFuture<Boolean> overHttp(Question question, int time) {
        if (!callback.isWanted()) {
            return CompletableFuture.completedFuture(true);
        }
        Instant again = clock.instant().plus(AGAIN);
        CompletableFuture<Boolean> taken =
                away() ? CompletableFuture.completedFuture(false) : callback.post(question, company.get());
        return taken.thenApply(done -> {
            if (!done && time < MOST_TIMES) {
                later.at(again, () -> {
                    CompletableFuture<Boolean> unused = overHttp(question, time + 1);
                });
            }
            return done;
        });
    }

    /** During an outage nothing gets out of DingTalk. */
    private boolean away() {
        return faults.ofOutage() != null;
    }
}
