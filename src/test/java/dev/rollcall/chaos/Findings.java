package dev.rollcall.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What became of all slots.
 *
 * @param slots how many were due
 * @param lost due, and no message is to be seen although there was something to say
 * @param doubled messages that are there more than once
 * @param attempts how often a robot was called
 * @param wrongs everything that must not be, in words
 */
record Findings(int slots, int lost, int doubled, int attempts, List<String> wrongs) {
    /** Nothing is lost, doubled, early or wrong. */
    Findings sound(String what) {
        assertThat(wrongs).as(what).isEmpty();
        System.out.println(this + " " + what);
        return this;
    }

    @Override
    public String toString() {
        return "%d slots: %d lost, %d doubled, %d calls of robots;".formatted(slots, lost, doubled, attempts);
    }
}
