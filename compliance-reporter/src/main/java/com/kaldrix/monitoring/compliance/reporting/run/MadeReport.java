package com.kaldrix.monitoring.compliance.reporting.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was made.
 *
 * @param report the report's own id, which depends on nothing but what it says it is about
 * @param title as people read it
 * @param origin what it was made from
 * @param folder where its files are, ending in a slash
 * @param files sorted by name, the signed manifest last
 * @param scores one for each standard, in the order of the report
 * @param keeping since and until when it is kept
 */
public record MadeReport(
        UUID report,
        String title,
        Origin origin,
        String folder,
        List<File> files,
        List<StandardWords> scores,
        Keeping keeping) {
    public MadeReport {
        files = List.copyOf(files);
        scores = List.copyOf(scores);
    }

    /**
     * What a report was made from.
     *
     * @param cutOff the last moment that its data knows of
     * @param catalogueVersion by which frameworks it was judged
     * @param trailSize how many entries the audit trail had
     * @param trailRoot the root of the tree over them, in Base64
     * @param dataSet SHA-256 of the data, 64 hexadecimal digits
     */
    public record Origin(Instant cutOff, String catalogueVersion, long trailSize, String trailRoot, String dataSet) {}

    /**
     * A file.
     *
     * @param size in bytes
     * @param sha256 64 hexadecimal digits; empty for the manifest, which is signed instead
     */
    public record File(String name, long size, String sha256) {}

    /** The score of a standard as people read it. */
    public record StandardWords(String standard, String name, String score) {}

    /** @param until the first moment at which its files may be deleted */
    public record Keeping(Instant since, Instant until) {}
}
