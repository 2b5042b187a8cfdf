package dev.rollcall.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many slots there are, and when. A cutoff concerns every {@code groups}-th department, so that a robot gets no more
 * than it may in a minute however close together the cutoffs are.
 *
 * @param people in the whole company
 * @param robots departments share so many; 0: each has its own
 */
record Shape(int people, int departments, int groups, int cutoffs, Duration apart, int robots) {
    static final LocalDate DATE = LocalDate.of(2026, 11, 20);
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Instant FIRST = DATE.atTime(9, 40).atZone(ZONE).toInstant();

    /** One cutoff for everybody. */
    static Shape oneCutoff(int people, int departments) {
        return new Shape(people, departments, 1, 1, Duration.ofSeconds(1), 0);
    }

    /** A cutoff every so many seconds, each for two of twenty departments; a robot gets six messages a minute at most, and repeats. */
    static Shape every(int apart, int seconds) {
        return new Shape(120, 20, 10, seconds / apart, Duration.ofSeconds(apart), 0);
    }

    /** So many cutoffs, each for every department; three people and one robot to a department. */
    static Shape spread(int departments, int cutoffs, Duration apart) {
        return new Shape(3 * departments, departments, 1, cutoffs, apart, 0);
    }

    /** One cutoff for every department, which have so few robots that each has to be spared. */
    static Shape shared(int departments, int robots) {
        return new Shape(3 * departments, departments, 1, 1, Duration.ZERO, robots);
    }

    Instant asOf(int cutoff) {
        return FIRST.plus(apart.multipliedBy(cutoff));
    }

    static String name(int cutoff) {
        return "c%04d".formatted(cutoff);
    }

    String cron(int cutoff) {
        LocalTime time = LocalTime.ofInstant(asOf(cutoff), ZONE);
        return "%d %d %d * * ?".formatted(time.getSecond(), time.getMinute(), time.getHour());
    }

    /** The cutoffs of the department at {@code index}; of the company for {@code index} 0 as well. */
    List<Integer> cutoffsOf(int index) {
        return IntStream.range(0, cutoffs)
                .filter(cutoff -> cutoff % groups == index % groups)
                .boxed()
                .toList();
    }
}
