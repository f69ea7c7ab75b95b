package com.kaldrix.monitoring.metrics.forward.archive;

import com.kaldrix.monitoring.metrics.buffer.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written together, kept on the disk before the first object of it is written: whoever starts again at the same
 * cursor writes the same range, and so the same objects. Without it, a process killed between object and cursor would draw
 * the line elsewhere the next time, and what lies before the line would be in the archive twice.
 */
final class RollPlan {
    private static final Logger LOG = LoggerFactory.getLogger(RollPlan.class);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})\n");

    private final Path file;

    /**
     * A range of the buffer.
     *
     * @param from behind it, the first block that belongs to it
     * @param to behind the last block that belongs to it
     */
    record Range(Position from, Position to) {}

    RollPlan(Path directory) {
        this.file = directory.resolve("roll");
    }

    /** Keeps a range; it is on the disk when this returns. */
    void keep(Range range) throws IOException {
        Path beside = file.resolveSibling("roll.new");
        String text = range.from().segment() + " " + range.from().offset() + " "
                + range.to().segment() + " " + range.to().offset() + "\n";
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /**
     * The range that was kept last, when it begins at this cursor: it was not finished then.
     *
     * @param end of the buffer. A range was in the buffer before it was kept, so that one which ends beyond it speaks of
     *     another buffer, and nobody may wait for its end.
     */
    Optional<Range> unfinished(Position cursor, Position end) throws IOException {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        Matcher numbers = FORM.matcher(text);
        if (!numbers.matches()) {
            throw new IOException(file + " holds no range; it must be removed by hand");
        }
        Range range = new Range(
                new Position(Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2))),
                new Position(Long.parseLong(numbers.group(3)), Long.parseLong(numbers.group(4))));
        if (range.to().compareTo(end) > 0) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("range", range)
                    .addKeyValue("end", end)
                    .log("What was noted of the archive speaks of another buffer and is left alone");
            return Optional.empty();
        }
        return Optional.of(range).filter(kept -> kept.from().equals(cursor));
    }
}
