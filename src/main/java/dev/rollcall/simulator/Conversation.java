package dev.rollcall.simulator;

/**
 * A place where people write to the bot.
 *
 * @param id conversationId, for a group the openConversationId as well; the same whenever the company is the same
 * @param name the group's, or of the person who talks with the bot
 * @param chat the id of the {@link Chat} that shows it
 */
public record Conversation(String id, String name, boolean group, String chat) {}
