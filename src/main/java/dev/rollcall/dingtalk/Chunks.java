package dev.rollcall.dingtalk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** People in groups of the size that an API takes: as few groups as possible, all about equally large. */
final class Chunks {
    private Chunks() {}

    /** Sorted, so that the same people are asked about in the same way every time. */
    static List<List<String>> of(Collection<String> people, int most) {
        List<String> sorted = people.stream().distinct().sorted().toList();
        int count = (sorted.size() + most - 1) / most;
        List<List<String>> chunks = new ArrayList<>();
        for (int chunk = 0; chunk < count; chunk++) {
            int from = (int) ((long) sorted.size() * chunk / count);
            int to = (int) ((long) sorted.size() * (chunk + 1) / count);
            chunks.add(sorted.subList(from, to));
        }
        return chunks;
    }

    /** The two halves of {@code chunk}, which has at least two people. */
    static List<List<String>> halves(List<String> chunk) {
        int middle = (chunk.size() + 1) / 2;
        return List.of(chunk.subList(0, middle), chunk.subList(middle, chunk.size()));
    }
}
