/**
 * How many calls a roll call costs and how long it takes, beside the least that DingTalk's limits allow: {@code mvn
 * -Pbenchmark verify}.
 */
@NullMarked
package dev.rollcall.benchmark;

import org.jspecify.annotations.NullMarked;
