package dev.rollcall.simulator;

import java.util.List;

/**
 * One conversation and what is in it so far.
 *
 * @param id the robot's token for a group, the user id for a private chat
 * @param name department, company or person
 */
public record Chat(String id, String name, boolean group, List<ChatMessage> messages) {}
