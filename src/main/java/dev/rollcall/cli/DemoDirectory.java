package dev.rollcall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the demo keeps its database: a directory of its own that goes with it. */
final class DemoDirectory implements AutoCloseable {
    private final Path directory;

    DemoDirectory() throws IOException {
        directory = Files.createTempDirectory("rollcall-demo-");
    }

    String databaseUrl() {
        return "jdbc:h2:" + directory.resolve("ledger");
    }

    @Override
    public void close() throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> below = Files.walk(directory)) {
            all = below.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
