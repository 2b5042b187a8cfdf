/**
 * What people ask in chats: {@link dev.rollcall.chat.ChatMessage} in, {@link dev.rollcall.chat.Reply} out.
 *
 * <p>JDK, SLF4J and a table of pinyin; of ours everything that comes before it, nothing that knows how a message came or
 * where an answer goes. Nothing is assumed: who may read an answer is decided before it is made, and a name that is
 * nearly right is offered, not taken.
 */
@NullMarked
package dev.rollcall.chat;

import org.jspecify.annotations.NullMarked;
