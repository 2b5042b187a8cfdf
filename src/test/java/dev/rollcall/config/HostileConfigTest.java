package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YAML cannot bite (S13), and whatever is done to a file, it loads or its faults are told (R9). */
class HostileConfigTest {
    /** Of this thread's own work: what else the machine does is not counted. */
    private static final Duration QUICK = Duration.ofSeconds(2);

    private static final Pattern FAULT = Pattern.compile("m\\.yaml:[1-9]\\d*:[1-9]\\d*: \\S+: .+");

    @TempDir
    Path directory;

    @Test
    void billionLaughsAreRefused() {
        StringBuilder bomb = new StringBuilder("a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            String before = "*" + (char) (c - 1);
            bomb.append("%s: &%s [%s]\n".formatted(c, c, String.join(", ", Collections.nCopies(9, before))));
        }
        refused(bomb.toString(), "has an anchor (&)");
    }

    @Test
    void aTagConstructsNothing() {
        refused(
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://x/\"]]]]\n",
                "has a tag (!)");
    }

    @Test
    void deepNestingIsRefused() {
        refused("a: " + "[".repeat(10_000), "is nested deeper than 50 levels");
        refused("a: " + "{b: ".repeat(10_000), "is nested deeper than 50 levels");
        refused("- ".repeat(10_000) + "x\n", "is nested deeper than 50 levels");
        refused("? ".repeat(10_000) + "x\n", "is nested deeper than 50 levels");
    }

    @Test
    void aLargeFileIsNotRead() throws Exception {
        Path file = directory.resolve("large.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(50L << 20);
        }

        quickly(() -> assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigLoader.load(file, Map.of()))
                .withMessageEndingWith(":1:1: file: is larger than 1 MB"));
        refused("a".repeat(50 << 20), "is larger than 1 MB");
    }

    @Test
    void aMegabyteOfNonsenseIsRefusedQuickly() {
        refused("k: [" + "a,".repeat(500_000) + "]\n", "k: is not a known key");
        refused("\"".repeat(1_000_000), "is not valid YAML");
        refused("a: &a\n".repeat(10_000), "has an anchor");
        refused("hr: [\"" + "${".repeat(400_000) + "\"]\n", "has a broken \"${\"");
    }

    @Test
    void duplicateAndMergeKeysAreRefused() {
        refused("web: {port: 1, port: 2}\n", "web.port: stands twice");
        refused("web: {<<: {port: 1}}\n", "web.<<: is a merge key");
        refused("base: &b {port: 1}\nweb:\n  <<: *b\n", "anchors and aliases are not allowed");
    }

    @Test
    void anAliasToItselfIsRefused() {
        refused("a: &a [*a]\n", "is an alias (*)");
        refused("&a a: *a\n", "is an alias (*)");
    }

    @Test
    void aMutatedFileLoadsOrItsFaultsAreTold() {
        mutate(2_000, 20_261_123);
    }

    @Test
    @Tag("proof")
    void tenThousandMutatedFilesLoadOrTheirFaultsAreTold() {
        mutate(10_000, 4711);
    }

    private static void mutate(int copies, long seed) {
        Random random = new Random(seed);
        byte[] example = Example.text().getBytes(StandardCharsets.UTF_8);
        Set<String> told = new HashSet<>();
        for (int i = 0; i < copies; i++) {
            String mutant = new String(mutant(example, random), StandardCharsets.UTF_8);
            try {
                assertThat(ConfigLoader.parse("m.yaml", mutant, Example.ENVIRONMENT)
                                .toString())
                        .doesNotContain(Example.CANARIES);
            } catch (ConfigException e) {
                assertThat(e.faults()).isNotEmpty();
                assertThat(e.getMessage()).doesNotContain(Example.CANARIES);
                assertThat(e.getMessage().lines())
                        .allMatch(line -> FAULT.matcher(line).matches());
                e.faults().forEach(fault -> told.add(fault.text()));
            } catch (RuntimeException | StackOverflowError e) {
                fail("copy " + i + " of seed " + seed + ":\n" + mutant, e);
            }
        }
        assertThat(told).as("different faults").hasSizeGreaterThan(100);
    }

    private static byte[] mutant(byte[] example, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> flipped(example, random);
            case 1 -> Arrays.copyOf(example, random.nextInt(example.length));
            case 2 -> lines(example, random, false);
            default -> lines(example, random, true);
        };
    }

    private static byte[] flipped(byte[] example, Random random) {
        byte[] copy = example.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            copy[random.nextInt(copy.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : 32 + random.nextInt(95));
        }
        return copy;
    }

    /** Deletes, doubles or moves some lines. */
    private static byte[] lines(byte[] example, Random random, boolean twice) {
        List<String> lines = new ArrayList<>(
                new String(example, StandardCharsets.UTF_8).lines().toList());
        for (int i = random.nextInt(4); i >= 0; i--) {
            String line = lines.remove(random.nextInt(lines.size()));
            if (twice) {
                lines.add(random.nextInt(lines.size()), line);
                lines.add(random.nextInt(lines.size()), line);
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static void quickly(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(Duration.ofNanos(after - before)).isLessThan(QUICK);
    }

    private static void refused(String yaml, String fault) {
        quickly(() -> assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ConfigLoader.parse("m.yaml", yaml, Map.of()))
                .withMessageContaining(fault));
    }
}
