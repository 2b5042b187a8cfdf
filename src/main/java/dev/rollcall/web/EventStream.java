package dev.rollcall.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * One browser that listens. Nobody waits for it: what it does not take at once is queued, and a browser that lets too
 * much pile up is let go; it comes back by itself. Thread-safe.
 */
final class EventStream implements WriteListener {
    private static final int MOST_QUEUED = 100;

    private final ServletOutputStream out;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<byte[]> queue = new ArrayDeque<>();
    private boolean writable;
    private boolean written;
    private boolean over;

    EventStream(ServletOutputStream out) {
        this.out = out;
    }

    /** Begins; what was sent before is written then. */
    void start() {
        out.setWriteListener(this);
    }

    /** Completes, always normally, when there is nobody to write to any more. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Writes {@code event} as soon as the browser takes it. */
    void send(byte[] event) {
        boolean late;
        synchronized (this) {
            late = !over && queue.size() >= MOST_QUEUED;
            if (!over && !late) {
                queue.add(event);
                write();
            }
        }
        if (late) {
            end();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    private void write() {
        try {
            while (writable && !over && (written || !queue.isEmpty())) {
                if (!out.isReady()) {
                    writable = false;
                } else if (queue.isEmpty()) {
                    written = false;
                    out.flush();
                } else {
                    written = true;
                    out.write(queue.remove());
                }
            }
        } catch (IOException e) { // The browser has gone.
            over = true;
            ended.complete(null);
        }
    }

    /** Lets the browser go. */
    void end() {
        synchronized (this) {
            over = true;
            queue.clear();
        }
        ended.complete(null);
    }

    @Override
    public void onError(Throwable t) {
        end();
    }
}
