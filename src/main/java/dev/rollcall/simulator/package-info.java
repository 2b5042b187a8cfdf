/**
 * A strict stand-in for DingTalk on loopback, and a generated company that keeps its own book of who is absent.
 *
 * <p>It imports nothing of Rollcall's, so that a misspelt field or a shared mistake cannot cancel out: the wire formats are
 * written down here a second time, from the documentation. Numbers such as [KB 0195] are pages of
 * {@code open.dingtalk.com/document/development}; [U] marks what no page settles and a switch of {@link
 * dev.rollcall.simulator.SimulatorSettings} decides.
 *
 * <p>The company is made of facts: this one stays away, that one comes at 09:12. From them come, separately, the rows that
 * the APIs show and, as a {@link dev.rollcall.simulator.Timeline} for each person, the standing at any instant. The book
 * never looks at a row. What needs more strictness than DingTalk has (unknown parameters, for instance) is refused here.
 */
@NullMarked
package dev.rollcall.simulator;

import org.jspecify.annotations.NullMarked;
