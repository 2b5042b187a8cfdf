/**
 * Is everything set up as it should be, and if not, what is to be done? {@link dev.rollcall.doctor.Doctor} tries what
 * Rollcall needs and says so, a sentence and a remedy for each finding.
 *
 * <p>May import every package from {@code common} down to {@code dingtalk}. DingTalk is asked once each question, side by
 * side and within a deadline, and the examinations, one class each, only read the answers: so none hides another, and the
 * metered calls stay few however many findings there are. A finding is keys and values, which become words in whatever
 * language is wanted; what DingTalk says itself is quoted as it is.
 */
@NullMarked
package dev.rollcall.doctor;

import org.jspecify.annotations.NullMarked;
