package com.kaldrix.monitoring.metrics.buffer;

import com.kaldrix.monitoring.metrics.series.EncodedLabels;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Collects the notes of a segment. */
final class RecoveredNotes implements BlockVisitor {
    private final List<DiskBuffer.Note> notes = new ArrayList<>();

    private RecoveredNotes() {}

    static List<DiskBuffer.Note> of(Path segment) throws IOException {
        RecoveredNotes collected = new RecoveredNotes();
        BlockDecoder decoder = new BlockDecoder(UnaryOperator.identity());
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ)) {
            SegmentFiles.BlockScan scan = new SegmentFiles.BlockScan(file);
            int known = 0;
            while (scan.next()) {
                known = decoder.decode(scan.bytes(), Block.HEAD, known, collected);
            }
        }
        return List.copyOf(collected.notes);
    }

    @Override
    public void segment(long number) {}

    @Override
    public void series(int id, EncodedLabels labels) {}

    @Override
    public void sample(int id, long timestamp, double value, long start) {}

    @Override
    public void note(String kind, String text) {
        notes.add(new DiskBuffer.Note(kind, text));
    }
}
