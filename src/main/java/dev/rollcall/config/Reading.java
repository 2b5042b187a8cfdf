package dev.rollcall.config;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What is the same for every section of one file.
 *
 * @param findings where faults and warnings go
 * @param environment what values are filled from
 * @param directory where the paths of {@code …_file} keys start: the configuration's own directory
 * @param named told each file that such a key names
 */
record Reading(Findings findings, Environment environment, Path directory, Consumer<Path> named) {}
