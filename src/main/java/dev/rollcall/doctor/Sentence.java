package dev.rollcall.doctor;

import java.util.Arrays;
import java.util.List;

/** A text of the bundles with what is to be put into it. Immutable. */
record Sentence(String key, List<String> arguments) {
    Sentence {
        arguments = List.copyOf(arguments);
    }

    static Sentence of(String key, Object... arguments) {
        return new Sentence(key, Arrays.stream(arguments).map(String::valueOf).toList());
    }
}
