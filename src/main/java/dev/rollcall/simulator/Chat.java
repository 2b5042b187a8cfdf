package dev.rollcall.simulator;

import java.util.List;

/**
 * One conversation and what is in it so far, of robots and of people.
 *
 * @param id for a group the robot's token, or the conversation's id when it has none; for a private chat the user id, for
 *     that of somebody from elsewhere another
 * @param name department, company, group or person
 * @param conversation where it takes place
 */
public record Chat(String id, String name, boolean group, Conversation conversation, List<ChatMessage> messages) {}
