package dev.rollcall.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of one message's attempts: each before it is made, and how it ended after it. Called on delivery
 * threads, one call at a time for one message; may block.
 */
public interface Journal {
    /** For a message of which nothing is kept. */
    Journal NONE = new Journal() {
        @Override
        public Entry begin() {
            return Entry.GO;
        }

        @Override
        public void ended(Entry entry, @Nullable DeliveryException failure) {}
    };

    /** Asks to make an attempt; throws nothing: what cannot be written down now is to rest. */
    Entry begin();

    /** The attempt of {@code entry} has ended; {@code failure} is null where the message was taken. */
    void ended(Entry entry, @Nullable DeliveryException failure);

    /**
     * Whether an attempt may be made.
     *
     * @param rest how long to wait before asking again; zero: it may be made now
     * @param number its number, where it may be made
     * @param mine false where this process has nothing to do with this message any more
     * @param outdated whether that is because its text, which nobody has tried to send, is no longer right; otherwise
     *     another process has it
     */
    record Entry(Duration rest, int number, boolean mine, boolean outdated) {
        static final Entry GO = new Entry(Duration.ZERO, 1, true);
        static final Entry OUTDATED = new Entry(Duration.ZERO, 0, false, true);

        /** Of a message whose text is right. */
        public Entry(Duration rest, int number, boolean mine) {
            this(rest, number, mine, false);
        }
    }
}
