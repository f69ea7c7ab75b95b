package com.kaldrix.monitoring.compliance.audit.log;

import com.kaldrix.monitoring.compliance.audit.note.NoteSigner;
import com.kaldrix.monitoring.compliance.audit.note.SignedNote;
import com.kaldrix.monitoring.compliance.audit.verify.ExportVerifier;
import com.kaldrix.monitoring.compliance.audit.verify.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks whether the trail in the database is what was signed: as an auditor does, with an export and the newest checkpoint that is kept elsewhere. */
public final class TrailCheck {
    private final Trail trail;
    private final NoteSigner signer;
    private final Checkpoints checkpoints;

    TrailCheck(Trail trail, NoteSigner signer, Checkpoints checkpoints) {
        this.trail = trail;
        this.signer = signer;
        this.checkpoints = checkpoints;
    }

    /** Reads all of it, which takes time and space with its size; empty while nothing has ever been signed. */
    public Optional<Verdict> check() {
        // First, for what is kept elsewhere never speaks of more than the database has.
        List<SignedNote> kept;
        try {
            kept = checkpoints.newestKept().stream().toList();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Verdict(
                    trail.size(),
                    0,
                    0,
                    List.of("The newest checkpoint that is kept cannot be read: " + e.getMessage())));
        }
        if (kept.isEmpty() && trail.latest().isEmpty()) {
            return Optional.empty();
        }
        TrailExport export = TrailExport.of(trail, signer.key());
        try {
            Path file = Files.createTempFile("audit-trail", ".zip");
            try {
                try (OutputStream out = Files.newOutputStream(file)) {
                    export.write(out);
                }
                return Optional.of(new ExportVerifier(Optional.of(signer.key()), kept).verify(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
