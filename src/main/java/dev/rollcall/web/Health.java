package dev.rollcall.web;

import java.time.Instant;
import java.util.Map;

/** Is everything there that the next cutoff needs? Asked by {@code /readyz}; quick and thread-safe. */
public interface Health {
    /** What a part that is well says of itself. */
    String WELL = "ok";

    /** What is wrong, by part, in words; a part that is well says {@code ok}. Read by everybody. */
    Map<String, String> parts();

    /** Whether the configuration file is in force as it stands, in words; a file with faults keeps nobody from being ready. */
    default String configuration() {
        return "in force";
    }

    /** Since when the parts that are ill were seen to be so. Read by everybody. */
    default Map<String, Instant> since() {
        return Map.of();
    }

    /** What else is to be said of the program, by name: told to processes of this machine only. */
    default Map<String, Object> about() {
        return Map.of();
    }
}
