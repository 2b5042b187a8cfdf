package dev.rollcall.web;

import dev.rollcall.trace.Trace;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets nobody hear of a request before its body is there: while that is on its way no thread waits for it, however slowly
 * it comes. Too large a body is answered with 413, one that takes too long with 408. Thread-safe.
 */
final class WholeBodies extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(WholeBodies.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Bodies up to this are read, and thrown away where they are too large: who still writes does not read the answer. */
    private static final long MOST_READ = 1 << 20;

    private final int most;
    private final Executor threads;

    /**
     * @param most bytes of a body
     * @param threads where requests go on whose body is there
     */
    WholeBodies(int most, Executor threads) {
        this.most = most;
        this.threads = threads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean none = request.getLength() == 0
                || (request.getLength() < 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
        if (none) {
            return super.handle(request, response, callback);
        }
        if (request.getLength() > most) {
            tooLarge(request, response, callback);
            return true;
        }
        Trace trace = Trace.current();
        CompletableFuture<byte[]> whole = new CompletableFuture<>();
        Content.Source.asByteArrayAsync(request, most, Promise.Invocable.toPromise(whole));
        CompletableFuture<byte[]> unused = whole.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((body, failure) -> threads.execute(trace.around(() -> {
                    if (failure == null) {
                        pass(new Whole(request, body), response, callback);
                    } else {
                        refuse(request, response, callback, failure);
                    }
                })));
        return true;
    }

    private void tooLarge(Request request, Response response, Callback callback) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        if (request.getLength() > MOST_READ) {
            gone.complete(null);
        } else {
            Content.Source.consumeAll(request, Callback.from(() -> gone.complete(null), gone::completeExceptionally));
        }
        CompletableFuture<Void> unused = gone.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .whenCompleteAsync(
                        (nothing, failure) ->
                                Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413),
                        threads);
    }

    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static void refuse(Request request, Response response, Callback callback, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.debug("A body is refused: {}", cause.toString());
        int status = HttpStatus.BAD_REQUEST_400;
        if (cause instanceof TimeoutException) {
            status = HttpStatus.REQUEST_TIMEOUT_408;
        } else if (cause instanceof IllegalStateException) { // Of asByteArrayAsync, for too many bytes.
            status = HttpStatus.PAYLOAD_TOO_LARGE_413;
        }
        Response.writeError(request, response, callback, status);
    }

    /** A request whose body has been read. */
    private static final class Whole extends Request.Wrapper {
        private final ByteBufferContentSource body;

        private Whole(Request request, byte[] bytes) {
            super(request);
            body = new ByteBufferContentSource(ByteBuffer.wrap(bytes));
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demandCallback) {
            body.demand(demandCallback);
        }
    }
}
