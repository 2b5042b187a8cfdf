package dev.rollcall.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who writes to the bot.
 *
 * @param userId senderStaffId; null for somebody outside every organisation's contacts that the robot may see
 * @param name senderNick, as the person likes to be called: not to be trusted
 * @param corpId senderCorpId, the organisation of the person, which need not be the robot's
 * @param admin isAdmin
 */
public record Asker(@Nullable String userId, String name, String corpId, boolean admin) {}
