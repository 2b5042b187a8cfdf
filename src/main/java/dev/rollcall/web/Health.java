package dev.rollcall.web;

import java.util.Map;

/** Is everything there that the next cutoff needs? Asked by {@code /readyz}; quick and thread-safe. */
public interface Health {
    /** What is wrong, by part, in words; a part that is well says {@code ok}. */
    Map<String, String> parts();

    /** Whether the configuration file is in force as it stands, in words; a file with faults keeps nobody from being ready. */
    default String configuration() {
        return "in force";
    }
}
