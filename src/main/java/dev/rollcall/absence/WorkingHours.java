package dev.rollcall.absence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When does anything change in a day's numbers? From an hour before the first planned point until an hour after the last:
 * outside of that nobody is on the way. Pure.
 */
public final class WorkingHours {
    private static final Duration AROUND = Duration.ofHours(1);

    private WorkingHours() {}

    /** Whether {@code now} lies in the working hours of anybody in {@code rollCall}; also where no plan could be read. */
    public static boolean include(RollCall rollCall, Instant now) {
        List<Finding> people = rollCall.departments().stream()
                .flatMap(department -> department.findings().stream())
                .toList();
        return people.stream()
                        .anyMatch(one -> one.standing() == Standing.UNVERIFIED
                                && one.points().isEmpty())
                || rollCall.departments().stream().anyMatch(one -> !one.membersComplete())
                || people.stream().anyMatch(one -> works(one, now));
    }

    private static boolean works(Finding one, Instant now) {
        List<Instant> times = Stream.concat(one.points().stream().map(PlanPoint::at), Stream.ofNullable(one.shiftEnd()))
                .sorted()
                .toList();
        return !times.isEmpty()
                && !now.isBefore(times.get(0).minus(AROUND))
                && !now.isAfter(times.get(times.size() - 1).plus(AROUND));
    }
}
