package com.kaldrix.monitoring.compliance.audit.verify;

import com.kaldrix.monitoring.compliance.audit.note.NoteKey;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.tree.MerkleHash;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an export: a ZIP file with {@code key} (one line), {@code checkpoints} (signed notes, a line {@code ---} between two) and {@code
 * entries} (for each entry a line with its leaf hash in Base64, a space, and its canonical JSON). Entries begin with number 0. The same
 * trail makes the same bytes.
 */
public final class ExportWriter implements AutoCloseable {
    static final String KEY = "key";
    static final String CHECKPOINTS = "checkpoints";
    static final String ENTRIES = "entries";
    static final String BETWEEN = "---\n";

    private final ZipOutputStream zip;

    /** Begins an export; entries come by {@link #entry}, and {@link #close} ends it. */
    public ExportWriter(OutputStream out, NoteKey key, List<SignedNote> checkpoints) throws IOException {
        zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        next(KEY);
        write(key.encode() + "\n");
        next(CHECKPOINTS);
        for (int i = 0; i < checkpoints.size(); i++) {
            write((i == 0 ? "" : BETWEEN) + checkpoints.get(i).encode());
        }
        next(ENTRIES);
    }

    /** Writes the next entry, as its canonical bytes. */
    public void entry(byte[] canonical) throws IOException {
        zip.write(Base64.getEncoder().encode(MerkleHash.leaf(canonical)));
        zip.write(' ');
        zip.write(canonical);
        zip.write('\n');
    }

    private void next(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
    }

    private void write(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
