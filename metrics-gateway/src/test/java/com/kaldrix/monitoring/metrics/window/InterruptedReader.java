package com.kaldrix.monitoring.metrics.window;

import com.kaldrix.monitoring.metrics.buffer.BlockVisitor;
import com.kaldrix.monitoring.metrics.buffer.BufferReader;
import com.kaldrix.monitoring.metrics.buffer.Position;
import java.time.Duration;

/** Ends with an exception after so many blocks, as a process ends that is killed. */
record InterruptedReader(BufferReader reader, int[] left) implements BufferReader {
    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public boolean next(BlockVisitor visitor) {
        if (left[0]-- <= 0) {
            throw new IllegalStateException("killed");
        }
        return reader.next(visitor);
    }

    @Override
    public boolean await(Duration longest) throws InterruptedException {
        return reader.await(longest);
    }

    @Override
    public Position position() {
        return reader.position();
    }

    @Override
    public void commit(Position position) {
        reader.commit(position);
    }

    @Override
    public long backlogBytes() {
        return reader.backlogBytes();
    }

    @Override
    public Duration lag() {
        return reader.lag();
    }

    @Override
    public void close() {
        reader.close();
    }
}
