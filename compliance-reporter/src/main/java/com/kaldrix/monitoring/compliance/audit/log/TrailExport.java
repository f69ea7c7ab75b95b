package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.trail.TrailEntry;
import com.kaldrix.monitoring.compliance.audit.verify.ExportWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The whole trail as it was at one moment, for who checks it. */
final class TrailExport {
    private static final int PART = 1_000;

    private final Trail trail;
    private final NoteKey key;
    private final List<SignedNote> checkpoints;
    private final long size;

    private TrailExport(Trail trail, NoteKey key, List<SignedNote> checkpoints, long size) {
        this.trail = trail;
        this.key = key;
        this.checkpoints = checkpoints;
        this.size = size;
    }

    /** As it is now. */
    static TrailExport of(Trail trail, NoteKey key) {
        // In this order, so that no checkpoint speaks of entries that are not in the export.
        List<SignedNote> checkpoints = trail.checkpoints();
        return new TrailExport(trail, key, checkpoints, trail.size());
    }

    void write(OutputStream out) throws IOException {
        try (ExportWriter writer = new ExportWriter(out, key, checkpoints)) {
            for (long from = 0; from < size; from += PART) {
                for (TrailEntry entry : trail.entries(from, (int) Math.min(PART, size - from))) {
                    writer.entry(entry.bytes());
                }
            }
        }
    }
}
