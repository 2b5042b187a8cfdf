/**
 * The leaf that everything may use: secrets, deadlines and waiting. Imports nothing of ours.
 *
 * <p>Kept under five classes on purpose: what belongs to a feature lives with the feature.
 */
@NullMarked
package dev.rollcall.common;

import org.jspecify.annotations.NullMarked;
