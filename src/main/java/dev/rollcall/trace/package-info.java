/**
 * Which piece of work does a line of the log belong to?
 *
 * <p>May import nothing but the JDK and SLF4J, whose map per thread it keeps; every package above which work begins or
 * changes threads may import it. That map is not inherited and not handed on by executors: whoever hands work to another
 * thread hands {@link dev.rollcall.trace.Trace} on with it, by hand or by {@link dev.rollcall.trace.TracedPool}.
 */
@NullMarked
package dev.rollcall.trace;

import org.jspecify.annotations.NullMarked;
