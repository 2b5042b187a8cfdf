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
     * @param rest how long to wait before asking again, where that is the word
     * @param number the attempt's number, where it may be made
     */
    record Entry(Word word, Duration rest, int number) {
        static final Entry GO = attempt(1);

        /** May be made, as the {@code number}th. */
        static Entry attempt(int number) {
            return new Entry(Word.GO, Duration.ZERO, number);
        }

        /** May not be made yet. */
        static Entry after(Duration rest) {
            return new Entry(Word.WAIT, rest, 0);
        }

        /** Will not be made. */
        static Entry over(Word why) {
            return new Entry(why, Duration.ZERO, 0);
        }
    }

    /** What is to be done about an attempt. */
    enum Word {
        /** Make it. */
        GO,
        /** Ask again after a while. */
        WAIT,
        /** Nothing: its recipient has the message already. */
        TAKEN,
        /** Nothing: another process has the message. */
        TAKEN_OVER,
        /** Nothing: nobody has tried to send this text, and by now it is no longer right; another is made. */
        OUTDATED
    }
}
