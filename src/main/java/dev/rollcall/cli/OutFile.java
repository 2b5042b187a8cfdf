package dev.rollcall.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file that {@code --out} names: whether it can be written is asked before anything is read for it. */
record OutFile(Path path) {

    /**
     * Writes nothing.
     *
     * @throws IOException if it is known already that it cannot be written; the message says what to do
     */
    void check() throws IOException {
        String trouble = trouble();
        if (trouble != null) {
            throw cannot(trouble, null);
        }
    }

    void write(byte[] content) throws IOException {
        try {
            Files.write(path, content);
        } catch (FileSystemException e) {
            String trouble = trouble();
            String reason = e.getReason() == null ? "the system refuses it" : e.getReason();
            throw cannot(trouble == null ? reason + "; give another --out" : trouble, e);
        } catch (IOException e) {
            throw cannot(e.getMessage() + "; give another --out", e);
        }
    }

    private @Nullable String trouble() {
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            return "it is a folder; name a file in it";
        }
        if (folder != null && !Files.exists(folder)) {
            return "there is no folder " + folder + "; make it, or give another --out";
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return folder + " is no folder; give another --out";
        }
        if (Files.exists(path)) {
            return Files.isWritable(path) ? null : "that file may not be changed; allow it, or give another --out";
        }
        return folder == null || Files.isWritable(folder)
                ? null
                : "nothing may be written into the folder " + folder + "; allow it, or give another --out";
    }

    private IOException cannot(String why, @Nullable IOException cause) {
        return new IOException("Cannot write " + path + ": " + why, cause);
    }
}
