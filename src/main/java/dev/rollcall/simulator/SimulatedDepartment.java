package dev.rollcall.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A department that the company wants watched, with the robot of its group.
 *
 * @param id dept_id; 0 for the robot of the whole company
 * @param robotToken the access_token of the robot's webhook
 * @param robotSecret its signing secret, or null when it does not check signatures
 * @param keyword the word every message needs, or null
 * @param leads user ids of its managers
 */
public record SimulatedDepartment(
        long id,
        String name,
        String robotToken,
        @Nullable String robotSecret,
        @Nullable String keyword,
        List<String> leads) {}
