package dev.rollcall.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Failures failures = new Failures(3);

    @Test
    void afterSoManyAMinuteOneMustWaitUntilTheOldestIsAMinuteAgo() {
        for (int guess = 0; guess < 3; guess++) {
            assertThat(failures.tooMany("10.0.0.7", guess * SECOND)).isFalse();
            failures.add("10.0.0.7", guess * SECOND);
        }

        assertThat(failures.tooMany("10.0.0.7", 2 * SECOND)).isTrue();
        assertThat(failures.tooMany("10.0.0.7", 60 * SECOND)).isTrue();
        assertThat(failures.tooMany("10.0.0.7", 61 * SECOND)).isFalse();
    }

    @Test
    void othersNeedNotWait() {
        for (int guess = 0; guess < 5; guess++) {
            failures.add("10.0.0.7", 0);
        }

        assertThat(failures.tooMany("10.0.0.8", 0)).isFalse();
    }

    @Test
    void ofAFloodFromEverywhereTheLatestAreRemembered() {
        for (int address = 0; address < 10_001; address++) {
            for (int guess = 0; guess < 3; guess++) {
                failures.add("address " + address, 0);
            }
        }

        assertThat(failures.tooMany("address 0", 0)).isFalse();
        assertThat(failures.tooMany("address 10000", 0)).isTrue();
    }
}
