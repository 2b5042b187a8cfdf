package dev.rollcall.web;

import dev.rollcall.absence.Counts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers as the templates show them: each with its word, and their shares side by side. Pure. */
final class Bar {
    private static final int WIDTH = 1000;

    private Bar() {}

    /** The numbers of {@code counts} with what a bar of them is drawn from. */
    static Map<String, Object> of(Counts counts, Words words) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("due", counts.due());
        values.put("present", counts.present());
        values.put("late", counts.late());
        values.put("excused", counts.excused());
        values.put("pending", counts.pending());
        values.put("absent", counts.absent());
        values.put("unverified", counts.unverified());
        values.put("some_absent", counts.absent() > 0);
        values.put("some_unverified", counts.unverified() > 0);
        values.put("parts", parts(counts));
        values.put(
                "spoken",
                words.say(
                        "bar.spoken",
                        counts.due(),
                        counts.present(),
                        counts.late(),
                        counts.excused(),
                        counts.absent(),
                        counts.unverified(),
                        counts.pending()));
        return values;
    }

    private static List<Map<String, Object>> parts(Counts counts) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        shares.put("present", counts.present() - counts.late());
        shares.put("late", counts.late());
        shares.put("excused", counts.excused());
        shares.put("pending", counts.pending());
        shares.put("unverified", counts.unverified());
        shares.put("absent", counts.absent());
        List<Map<String, Object>> parts = new ArrayList<>();
        int before = 0;
        for (Map.Entry<String, Integer> share : shares.entrySet()) {
            if (share.getValue() > 0) {
                int from = before * WIDTH / counts.due();
                before += share.getValue();
                parts.add(Map.of("kind", share.getKey(), "from", from, "width", before * WIDTH / counts.due() - from));
            }
        }
        return parts;
    }
}
