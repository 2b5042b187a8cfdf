/**
 * The command line: {@link dev.rollcall.cli.Main} and one class for each command.
 *
 * <p>May import {@code app}, {@code config}, {@code simulator} and what it prints; the one home of picocli. Results go
 * to standard output, messages for people to standard error, and no stack trace to anybody. Exit codes: 0 done, 1
 * failed or incomplete, 2 wrong usage, 3 bad configuration.
 */
@NullMarked
package dev.rollcall.cli;

import org.jspecify.annotations.NullMarked;
