package dev.rollcall.delivery;

import java.util.List;

/** Where a message goes. */
public sealed interface Recipient {
    /**
     * A group, through its robot.
     *
     * @param name the group in words, for logs and reports
     * @param robot the robot that posts there
     */
    record Group(String name, RobotConfig robot) implements Recipient {}

    /**
     * People, each in private, through the app robot.
     *
     * @param name the people in words
     * @param userIds DingTalk's user ids; at least one
     */
    record Private(String name, List<String> userIds) implements Recipient {
        public Private {
            userIds = List.copyOf(userIds);
        }
    }

    /** The recipient in words, for logs and reports; never a token. */
    String name();
}
