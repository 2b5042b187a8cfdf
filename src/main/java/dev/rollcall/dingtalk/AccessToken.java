package dev.rollcall.dingtalk;

import dev.rollcall.common.Waiting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The app's access token: one for all callers, fetched by one of them while the others wait [KB 0033].
 *
 * <p>Renewed ten minutes before its end, or a tenth of its life where that is less. Thread-safe.
 */
final class AccessToken {
    private static final Duration EARLY = Duration.ofMinutes(10);

    private final Waiting waiting;
    private final ReentrantLock fetching = new ReentrantLock();
    private final AtomicReference<@Nullable Token> current = new AtomicReference<>();

    AccessToken(Waiting waiting) {
        this.waiting = waiting;
    }

    /** The token, fetched by {@code source} where there is none; waits at most {@code patience} for another's fetch. */
    Token get(Source source, Duration patience) throws DingTalkException, InterruptedException {
        Token token = current.get();
        if (token != null && token.fresh(waiting.nanos())) {
            return token;
        }
        if (!fetching.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw DingTalkException.notSent("no access token in time");
        }
        try {
            token = current.get();
            if (token == null || !token.fresh(waiting.nanos())) {
                token = source.fetch();
                current.set(token);
            }
            return token;
        } finally {
            fetching.unlock();
        }
    }

    /** Fetches another by {@code source}, however good the one is that there is; waits as {@link #get}. */
    Token renew(Source source, Duration patience) throws DingTalkException, InterruptedException {
        if (!fetching.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw DingTalkException.notSent("no access token in time");
        }
        try {
            Token token = source.fetch();
            current.set(token);
            return token;
        } finally {
            fetching.unlock();
        }
    }

    /** Forgets {@code refused}, unless a newer one has come since. Never waits. */
    void drop(Token refused) {
        current.compareAndSet(refused, null);
    }

    /** A token of {@code text} that lives for {@code life} from now. */
    Token token(String text, Duration life) {
        Duration early = life.dividedBy(10).compareTo(EARLY) < 0 ? life.dividedBy(10) : EARLY;
        return new Token(text, waiting.nanos() + life.minus(early).toNanos());
    }

    /** Fetches a new token. */
    interface Source {
        Token fetch() throws DingTalkException, InterruptedException;
    }

    /** One token; compared by identity, because DingTalk may hand out the same text again. */
    static final class Token {
        private final String text;
        private final long renewAt;

        private Token(String text, long renewAt) {
            this.text = text;
            this.renewAt = renewAt;
        }

        String text() {
            return text;
        }

        private boolean fresh(long now) {
            return renewAt - now > 0;
        }
    }
}
