/**
 * Bringing a message to its recipient: attempts, throttling, and what a failure means, behind the port
 * {@link dev.rollcall.delivery.Messenger}.
 *
 * <p>May import {@code common}, {@code absence}, {@code message} and {@code ledger}; JDK and SLF4J only. Each robot
 * has a queue of its own, so that a slow or dead one never delays another.
 */
@NullMarked
package dev.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
