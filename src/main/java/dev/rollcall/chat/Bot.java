package dev.rollcall.chat;

import dev.rollcall.message.Notice;

/** What is answered to a message, once it is to be answered. Blocks; thread-safe. */
public interface Bot {
    /** What {@code message} asks for. Does not block. */
    Command command(ChatMessage message);

    /**
     * The answer to {@code message}.
     *
     * @throws dev.rollcall.ledger.LedgerException if what chat keeps cannot be reached
     */
    Reply answer(ChatMessage message);

    /** {@code notice} in the language of {@code message}, for anybody to read. Does not block. */
    Reply sentence(ChatMessage message, Notice notice);
}
