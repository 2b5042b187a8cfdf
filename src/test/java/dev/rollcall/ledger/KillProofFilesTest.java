package dev.rollcall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of H2's own store: is what was committed found by whoever opens the file as a kill would leave it? */
class KillProofFilesTest {
    private static final int COMMITS = 300;

    @TempDir
    Path directory;

    @Test
    void everyCommitIsFoundInTheFileAsAKillWouldLeaveIt() throws IOException {
        KillProofFiles.use();
        for (int seed = 1; seed <= 3; seed++) {
            assertThat(lost("async:", seed)).as("lost with seed " + seed).isZero();
        }
    }

    /** When this fails, H2 has mended it, and {@link KillProofFiles} may go. */
    @Test
    void h2AloneLosesSome() throws IOException {
        assertThat(lost("", 1)).isPositive();
    }

    /** After how many commits the file, as it is then, does not hold them all. */
    private int lost(String scheme, int seed) throws IOException {
        Random random = new Random(seed);
        Path file = directory.resolve("store-" + seed);
        Path copy = directory.resolve("copy-" + seed);
        int lost = 0;
        try (MVStore store = open(scheme + file)) {
            MVMap<Integer, String> map = store.openMap("m");
            for (int commit = 1; commit <= COMMITS; commit++) {
                for (int i = random.nextInt(1, 6); i > 0; i--) {
                    map.put(random.nextInt(40), "x".repeat(random.nextInt(9000)));
                }
                map.put(-1, String.valueOf(commit));
                store.commit();
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                try (MVStore found = open(copy.toString())) {
                    lost += String.valueOf(commit).equals(found.openMap("m").get(-1)) ? 0 : 1;
                }
            }
        }
        Files.delete(file);
        return lost;
    }

    private static MVStore open(String file) {
        MVStore store =
                new MVStore.Builder().fileName(file).autoCommitDisabled().open();
        store.setRetentionTime(0); // So that space is used again, as it is after a while.
        return store;
    }
}
