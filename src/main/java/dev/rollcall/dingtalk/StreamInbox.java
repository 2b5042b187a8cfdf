package dev.rollcall.dingtalk;

import dev.rollcall.chat.ChatMessage;
import dev.rollcall.chat.ChatMessage.Transport;
import dev.rollcall.dingtalk.ChatMessageReader.Received;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with each frame of a Stream connection: it is acknowledged first, because DingTalk waits three seconds
 * and may push a message again that was not, and handed on afterwards, on a thread of its own and in the order of its
 * coming. A frame that cannot be read is passed over. Thread-safe.
 */
final class StreamInbox implements AutoCloseable {
    static final String MESSAGES = "/v1.0/im/bot/messages/get";

    private static final Logger LOG = LoggerFactory.getLogger(StreamInbox.class);
    private static final String NOTHING = "{\"response\":null}";
    private static final String SUCCESS = "{\"status\":\"SUCCESS\",\"message\":\"ok\"}";
    private static final String LATER = "{\"status\":\"LATER\"}";

    /** More than that wait only if nobody takes them. */
    private static final int WAITING = 1000;

    private final DingTalkConfig config;
    private final Consumer<ChatMessage> messages;
    private final Consumer<PunchEvent> punches;
    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), StreamInbox::thread);
    private volatile boolean closed;

    /** @param config says for which robot messages are, and whether events are wanted */
    StreamInbox(DingTalkConfig config, Consumer<ChatMessage> messages, Consumer<PunchEvent> punches) {
        this.config = config;
        this.messages = messages;
        this.punches = punches;
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes one frame.
     *
     * @param answers sends an acknowledgement, without waiting for it to arrive
     * @return whether DingTalk says that the connection is to be left for a new one
     */
    boolean take(String text, Consumer<String> answers) {
        if (closed) { // Nothing is acknowledged that will not be answered.
            return false;
        }
        try {
            StreamFrame frame = StreamFrame.read(text);
            return switch (frame.type()) {
                case "SYSTEM" -> system(frame, answers);
                case "EVENT" -> event(frame, answers);
                case "CALLBACK" -> callback(frame, answers);
                default -> unknown(frame, answers);
            };
        } catch (UnreadableException e) {
            LOG.debug("A frame of {} characters is passed over: {}", text.length(), e.why());
            return false;
        }
    }

    private static boolean system(StreamFrame frame, Consumer<String> answers) {
        if (frame.topic().equals("ping")) {
            return acknowledged(frame, 200, "OK", frame.data(), answers);
        }
        return frame.topic().equals("disconnect");
    }

    private boolean callback(StreamFrame frame, Consumer<String> answers) {
        if (!frame.topic().equals(MESSAGES)) {
            return unknown(frame, answers);
        }
        if (executor.getQueue().remainingCapacity() == 0) {
            LOG.warn("A message is not taken, because {} others wait; DingTalk may bring it again", WAITING);
            return false;
        }
        acknowledged(frame, 200, "OK", NOTHING, answers);
        try {
            executor.execute(() -> handOn(frame.data()));
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopping: a message is not answered");
        }
        return false;
    }

    /** Events that nobody asked for are taken too, so that they do not come again. */
    private boolean event(StreamFrame frame, Consumer<String> answers) {
        if (config.events() && executor.getQueue().remainingCapacity() == 0) {
            LOG.debug("An event is to come again, because {} others wait", WAITING);
            return acknowledged(frame, 200, "OK", LATER, answers);
        }
        acknowledged(frame, 200, "OK", SUCCESS, answers);
        if (config.events()) {
            try {
                executor.execute(() -> handOn(frame));
            } catch (RejectedExecutionException e) {
                LOG.debug("Stopping: an event is not looked at");
            }
        }
        return false;
    }

    private static boolean unknown(StreamFrame frame, Consumer<String> answers) {
        LOG.debug("A frame of another kind is told so");
        return acknowledged(frame, 404, "unknown topic", NOTHING, answers);
    }

    private static boolean acknowledged(
            StreamFrame frame, int code, String message, String data, Consumer<String> answers) {
        if (!frame.messageId().isEmpty()) {
            answers.accept(frame.ack(code, message, data));
        }
        return false;
    }

    private void handOn(String body) {
        try {
            Received received = ChatMessageReader.read(body, Transport.STREAM);
            if (received.isFor(config)) {
                messages.accept(received.message());
            } else {
                LOG.info("A message to another robot is not answered; this one is dingtalk.robot_code");
            }
        } catch (UnreadableException e) {
            LOG.debug("A message of {} characters is passed over: {}", body.length(), e.why());
        } catch (RuntimeException e) {
            LOG.error("A message could not be handed on", e);
        }
    }

    private void handOn(StreamFrame event) {
        try {
            PunchEvent.read(event.eventType(), event.data()).forEach(punches);
        } catch (UnreadableException e) {
            LOG.debug(
                    "An event of {} characters is passed over: {}", event.data().length(), e.why());
        } catch (RuntimeException e) {
            LOG.error("An event could not be handed on", e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "stream-messages");
        thread.setDaemon(true);
        return thread;
    }

    /** Takes nothing more; what was acknowledged is still handed on. */
    @Override
    public void close() {
        closed = true;
        executor.shutdown();
    }
}
