package dev.rollcall.delivery;

import dev.rollcall.common.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A group's robot.
 *
 * @param webhook its address with the access token in the query
 * @param secret its signing secret; null where the group uses another security setting
 * @param keyword its keyword, then part of every message; null where it has none
 */
public record RobotConfig(
        Secret webhook, @Nullable Secret secret, @Nullable String keyword) {}
