package com.kaldrix.monitoring.metrics.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a buffer's directory. */
final class SegmentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String SUFFIX = ".segment";
    private static final Pattern NAME = Pattern.compile("\\d{16}\\.segment");

    private SegmentFiles() {}

    /** Where a segment of that number lies. */
    static Path path(Path directory, long number) {
        return directory.resolve("%016d".formatted(number) + SUFFIX);
    }

    /** The segments that are there, the oldest first; those without a block are deleted. */
    static List<Segment> list(Path directory) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(directory)) {
            paths = files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            Path path = paths.get(i);
            long number = Long.parseLong(String.valueOf(path.getFileName()).substring(0, 16));
            Segment segment = i == paths.size() - 1 ? recovered(number, path) : closed(number, path);
            if (segment.bytes() > Block.SEGMENT_HEAD) {
                segments.add(segment);
            } else {
                LOG.atInfo().addKeyValue("segment", segment).log("A segment without a block is deleted");
                Files.delete(path);
            }
        }
        return segments;
    }

    /** A segment that was ended in order: its last block is as old as its file at the most. */
    private static Segment closed(long number, Path path) throws IOException {
        return new Segment(
                number, path, Files.size(path), Files.getLastModifiedTime(path).toMillis());
    }

    /** The segment that was being written when the process ended: what is not whole at its end is cut off. */
    private static Segment recovered(long number, Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            BlockScan scan = new BlockScan(file);
            while (scan.next()) {
                continue;
            }
            if (file.size() > scan.end()) {
                LOG.atWarn()
                        .addKeyValue("segment", path.getFileName())
                        .addKeyValue("bytes", file.size() - scan.end())
                        .log("The last block was not whole, nobody was told that it was safe, and it is cut off");
                file.truncate(scan.end());
            }
            return new Segment(number, path, scan.end(), scan.newest());
        }
    }

    /** Makes the file of a segment; with {@code sync} so that it is there after the power has failed. */
    static FileChannel create(Path path, long number, boolean sync) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer head = ByteBuffer.allocate(Block.SEGMENT_HEAD);
        head.putLong(Block.MAGIC).putLong(number).flip();
        while (head.hasRemaining()) {
            file.write(head);
        }
        if (sync) {
            try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
        return file;
    }

    /** Goes over the blocks of a segment and stops at the first that is not whole. */
    static final class BlockScan {
        private final FileChannel file;
        private final CRC32C crc = new CRC32C();
        private final long size;
        private ByteBuffer block = ByteBuffer.allocate(1 << 16);
        private long end;
        private long newest;

        BlockScan(FileChannel file) throws IOException {
            this.file = file;
            this.size = file.size();
            ByteBuffer head = ByteBuffer.allocate(Block.SEGMENT_HEAD);
            if (size >= Block.SEGMENT_HEAD && read(head, 0) && head.getLong(0) == Block.MAGIC) {
                end = Block.SEGMENT_HEAD;
            }
        }

        boolean next() throws IOException {
            if (end == 0 || end + Block.HEAD > size) {
                return false;
            }
            block.clear().limit(Block.HEAD);
            if (!read(block, end)) {
                return false;
            }
            int length = block.getInt(0);
            if (length < 0 || length > Block.LARGEST || end + Block.HEAD + length > size) {
                return false;
            }
            int whole = Block.HEAD + length;
            if (block.capacity() < whole) {
                block = ByteBuffer.allocate(whole);
            }
            block.clear().limit(whole);
            if (!read(block, end)) {
                return false;
            }
            crc.reset();
            crc.update(block.array(), Block.CRC_FROM, whole - Block.CRC_FROM);
            if ((int) crc.getValue() != block.getInt(4)) {
                return false;
            }
            newest = block.getLong(8);
            end += whole;
            return true;
        }

        private boolean read(ByteBuffer to, long from) throws IOException {
            while (to.hasRemaining()) {
                if (file.read(to, from + to.position()) < 0) {
                    return false;
                }
            }
            return true;
        }

        /** The block that {@link #next()} has found; its content begins behind the head. */
        byte[] bytes() {
            return block.array();
        }

        /** Where the last whole block ends; 0 when the file is no segment. */
        long end() {
            return end;
        }

        /** When the last whole block was accepted. */
        long newest() {
            return newest;
        }
    }
}
