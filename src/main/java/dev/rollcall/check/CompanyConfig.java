package dev.rollcall.check;

import dev.rollcall.delivery.RobotConfig;
import java.util.List;

/**
 * The roll-up over all departments, for HR.
 *
 * @param robot the robot that posts it, and the digests of departments in shadow
 * @param cutoffs names of the cutoffs that it is posted at; default: none
 */
public record CompanyConfig(RobotConfig robot, List<String> cutoffs) {
    public CompanyConfig {
        cutoffs = List.copyOf(cutoffs);
    }
}
