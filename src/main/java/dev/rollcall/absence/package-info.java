/**
 * The heart: who is absent, as a pure rule ({@link dev.rollcall.absence.AbsenceRule}), and the reading that the rule
 * needs ({@link dev.rollcall.absence.AbsenceFinder}) through ports that this package declares.
 *
 * <p>JDK and SLF4J only; of ours, {@code common}. Two decisions are not obvious. <em>What could not be read is not
 * empty:</em> evidence is {@code null} where it was not read and an empty list where it was read and there is nothing.
 * <em>Names come last:</em> a person is absent only when their own data was read completely; everything else is
 * unverified.
 */
@NullMarked
package dev.rollcall.absence;

import org.jspecify.annotations.NullMarked;
