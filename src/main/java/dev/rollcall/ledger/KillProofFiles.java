package dev.rollcall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;
import org.jspecify.annotations.Nullable;

/**
 * H2's files of the scheme {@code async:}, whose header names the chunk that was written last.
 *
 * <p>H2 writes a header when a chunk does not lie where the chunk before it says that the next one will. It means to name
 * the new chunk, but names the one before it, because it notes which is the last after it has written the header
 * ({@code FileStore.storeBuffer}, 2.2.220 to 2.5.252). After a kill it starts from there, finds nothing at the place that
 * was foretold, and takes that chunk for the last: up to twenty commits after it are lost, though each was on the disk.
 *
 * <p>Public for H2, which makes one for each path.
 */
public final class KillProofFiles extends FilePathAsync {
    /** For H2. */
    public KillProofFiles() {
        super();
    }

    /** From now on these files are used for {@code async:} in this process. */
    static void use() {
        FilePath.register(new KillProofFiles());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new File(super.open(mode));
    }

    /** The newest chunk that was written. */
    private record Last(String chunk, String block, long version) {}

    private static final class File extends FileBaseDefault {
        private static final Pattern CHUNK =
                Pattern.compile("chunk:([0-9a-f]{1,8}),[^\\n]*?\\bversion:([0-9a-f]{1,15})[, \\n]");
        private static final int HEAD = 1024;
        private static final int BLOCK = 4096;

        private final FileChannel file;
        private @Nullable Last last;

        File(FileChannel file) {
            this.file = file;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            ByteBuffer header = position == 0 ? header(source) : null;
            if (header == null) {
                note(source, position);
                return file.write(source, position);
            }
            int length = header.remaining();
            while (header.hasRemaining()) {
                file.write(header, header.position());
            }
            source.position(source.limit());
            return length;
        }

        private void note(ByteBuffer source, long position) {
            Matcher chunk = CHUNK.matcher(text(source, HEAD));
            if (chunk.lookingAt()) {
                long version = Long.parseLong(chunk.group(2), 16);
                if (last == null || version >= last.version()) {
                    last = new Last(chunk.group(1), Long.toHexString(position / BLOCK), version);
                }
            }
        }

        /** Both copies of the header, naming the newest chunk; null where they do, or are none. */
        private @Nullable ByteBuffer header(ByteBuffer source) {
            String text = text(source, BLOCK);
            int end = text.indexOf('\n');
            Last newest = last;
            if (newest == null || end < 0 || !text.startsWith("H:") || source.remaining() != 2 * BLOCK) {
                return null;
            }
            HashMap<String, String> values = DataUtils.parseMap(text.substring(0, end));
            if (DataUtils.readHexLong(values, "version", 0) >= newest.version()) {
                return null;
            }
            values.remove("fletcher");
            values.put("chunk", newest.chunk());
            values.put("block", newest.block());
            values.put("version", Long.toHexString(newest.version()));
            StringBuilder header = new StringBuilder();
            DataUtils.appendMap(header, values);
            byte[] plain = header.toString().getBytes(StandardCharsets.ISO_8859_1);
            DataUtils.appendMap(header, "fletcher", DataUtils.getFletcher32(plain, 0, plain.length));
            byte[] line = header.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
            ByteBuffer both = ByteBuffer.allocate(2 * BLOCK);
            both.put(0, line).put(BLOCK, line);
            return both;
        }

        private static String text(ByteBuffer source, int most) {
            byte[] bytes = new byte[Math.min(most, source.remaining())];
            source.duplicate().get(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** At a place of its own, so that readers need not wait for each other. */
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
