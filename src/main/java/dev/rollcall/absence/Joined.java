package dev.rollcall.absence;

import java.util.List;

/**
 * What was last put together, of which parts.
 *
 * @param <P> a part
 */
record Joined<P>(List<P> parts, RollCall whole) {
    /** Whether it is put together of the very {@code others}, in their order. */
    @SuppressWarnings("ReferenceEquality") // Two readings that say the same are two.
    boolean isOf(List<P> others) {
        boolean same = parts.size() == others.size();
        for (int index = 0; same && index < parts.size(); index++) {
            same = parts.get(index) == others.get(index);
        }
        return same;
    }
}
