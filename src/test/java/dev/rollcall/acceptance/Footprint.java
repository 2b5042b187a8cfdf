package dev.rollcall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What this whole process uses at one moment, garbage not included.
 *
 * @param heap bytes
 * @param database bytes of the embedded database's file
 * @param open files and sockets
 */
record Footprint(long heap, long database, int threads, long open) {
    static Footprint now(Path database) throws IOException {
        System.gc();
        UnixOperatingSystemMXBean machine = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new Footprint(heap, Files.size(database), threads, machine.getOpenFileDescriptorCount());
    }

    /** By the straight line that fits best: from one to the next it rises by no more than {@code most} of the mean. */
    static void flat(String what, List<Footprint> all, ToDoubleFunction<Footprint> value, double most) {
        double mean = all.stream().mapToDouble(value).average().orElseThrow();
        double middle = (all.size() - 1) / 2.0;
        double above = 0;
        double below = 0;
        for (int i = 0; i < all.size(); i++) {
            above += (i - middle) * (value.applyAsDouble(all.get(i)) - mean);
            below += (i - middle) * (i - middle);
        }
        double slope = above / below / mean;
        System.out.printf("%s: %.0f, %+.2f %% from one to the next%n", what, mean, slope * 100);
        assertThat(slope).as(what + " in " + all).isLessThan(most);
    }

    /** The most of the second half is at most {@code more} above the most of the first. */
    static void noMore(String what, List<Footprint> all, ToDoubleFunction<Footprint> value, int more) {
        int half = all.size() / 2;
        double before = all.subList(0, half).stream().mapToDouble(value).max().orElseThrow();
        double after =
                all.subList(half, all.size()).stream().mapToDouble(value).max().orElseThrow();
        System.out.printf("%s: %.0f at most, then %.0f%n", what, before, after);
        assertThat(after).as(what + " in " + all).isLessThanOrEqualTo(before + more);
    }
}
