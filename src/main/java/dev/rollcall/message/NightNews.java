package dev.rollcall.message;

import java.util.List;

/**
 * What a look at night has found for the first time, for {@link AdminNotices#night}. Names are untrusted text.
 *
 * @param uncovered where people are who belong to no configured department
 * @param departments those that are new and not configured
 * @param robots of departments whose last digest did not arrive
 * @param empty configured departments in which nobody is to be seen
 * @param strangers user ids of the configuration that nobody has
 * @param rootHidden whether DingTalk does not show the app the root, so that nobody knows whom the configuration misses
 */
public record NightNews(
        List<Place> uncovered,
        List<Place> departments,
        List<FailedDelivery> robots,
        List<Place> empty,
        List<Stranger> strangers,
        boolean rootHidden) {
    public NightNews {
        uncovered = List.copyOf(uncovered);
        departments = List.copyOf(departments);
        robots = List.copyOf(robots);
        empty = List.copyOf(empty);
        strangers = List.copyOf(strangers);
    }

    /** Whether there is nothing to be told. */
    public boolean isEmpty() {
        return uncovered.isEmpty()
                && departments.isEmpty()
                && robots.isEmpty()
                && empty.isEmpty()
                && strangers.isEmpty()
                && !rootHidden;
    }

    /**
     * A department.
     *
     * @param id DingTalk's {@code dept_id}, said where it has no name
     * @param people how many people are meant; 0: none
     */
    public record Place(long id, String name, int people) {}

    /**
     * A user id that is written down somewhere and belongs to nobody who can be seen.
     *
     * @param keys where in the configuration it stands
     * @param people how many people can be seen
     */
    public record Stranger(String id, List<String> keys, int people) {
        public Stranger {
            keys = List.copyOf(keys);
        }
    }
}
