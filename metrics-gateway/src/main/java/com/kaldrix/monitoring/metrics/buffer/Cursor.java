package com.kaldrix.monitoring.metrics.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Where a reader stands, in a file of two places that are written in turn, so that one of them is always whole. */
final class Cursor implements AutoCloseable {
    private static final int PLACE = 32;

    private final FileChannel file;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer place = ByteBuffer.allocateDirect(PLACE);
    private long turn;

    private Cursor(FileChannel file) {
        this.file = file;
    }

    static Cursor open(Path path) throws IOException {
        return new Cursor(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** The newest position that is whole; empty when there is none. */
    Optional<Position> read() throws IOException {
        Optional<Position> newest = Optional.empty();
        for (int i = 0; i < 2; i++) {
            place.clear();
            if (file.read(place, (long) i * PLACE) < PLACE) {
                continue;
            }
            if (place.getInt(24) == checksum() && (newest.isEmpty() || place.getLong(0) > turn)) {
                turn = place.getLong(0);
                newest = Optional.of(new Position(place.getLong(8), place.getLong(16)));
            }
        }
        return newest;
    }

    /** Keeps a position. */
    void write(Position position) throws IOException {
        turn++;
        place.clear();
        place.putLong(0, turn).putLong(8, position.segment()).putLong(16, position.offset());
        place.putInt(24, checksum());
        long at = turn % 2 * PLACE;
        place.position(0).limit(PLACE);
        while (place.hasRemaining()) {
            file.write(place, at + place.position());
        }
    }

    private int checksum() {
        crc.reset();
        crc.update(place.duplicate().position(0).limit(24));
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
