package com.kaldrix.monitoring.compliance.reporting.again;

import com.kaldrix.monitoring.compliance.audit.verify.ExportReader;
import com.kaldrix.monitoring.compliance.report.PrintedReport.PrintedFile;
import com.kaldrix.monitoring.compliance.report.manifest.Manifest;
import com.kaldrix.monitoring.compliance.reporting.dataset.DataSetPart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as the audit trail has it.
 *
 * @param place of the entry that says that it was made
 * @param dataSet SHA-256 of its data set, as that entry says
 * @param files as that entry says, by name; the manifest, which names itself nowhere, is not among them
 */
record RecordedReport(long place, String dataSet, Map<String, PrintedFile> files) {
    private static final String MADE = "report.made";

    RecordedReport {
        files = Map.copyOf(files);
    }

    /**
     * Looks for it, and puts its data set together.
     *
     * @param lines where the data set goes
     * @return empty when the trail does not say that it was made
     * @throws IOException when the export cannot be read
     * @throws IllegalArgumentException with a sentence when its data set is not whole, or is another one than it says
     */
    static Optional<RecordedReport> find(Path export, UUID report, Path lines) throws IOException {
        try (Search search = new Search(report, lines)) {
            ExportReader.read(export, canonical -> search.take(TrailLine.of(canonical)));
            return Optional.ofNullable(search.found);
        }
    }

    private static final class Search implements AutoCloseable {
        private final UUID report;
        private final Path lines;
        private OutputStream out;
        private MessageDigest digest;
        private int parts;
        private @Nullable RecordedReport found;

        Search(UUID report, Path lines) throws IOException {
            this.report = report;
            this.lines = lines;
            this.out = Files.newOutputStream(lines);
            this.digest = sha256();
        }

        boolean take(TrailLine line) throws IOException {
            boolean ours = report.toString().equals(line.body().path("report").stringValue(""));
            if (ours && line.kind().equals(DataSetPart.KIND)) {
                add(new DataSetPart(
                        report, (int) Words.number(line.body(), "part"), Words.text(line.body(), "deflated")));
            } else if (ours && line.kind().equals(MADE)) {
                found = made(line);
                return false;
            }
            return true;
        }

        /** What was begun and broken off begins with its first part again. */
        private void add(DataSetPart part) throws IOException {
            if (part.number() == 0) {
                out.close();
                out = Files.newOutputStream(lines, StandardOpenOption.TRUNCATE_EXISTING);
                digest = sha256();
                parts = 0;
            }
            if (part.number() != parts) {
                throw new IllegalArgumentException("The trail has part " + part.number()
                        + " of the report's data set where part " + parts + " should be.");
            }
            byte[] bytes = part.lines();
            digest.update(bytes);
            out.write(bytes);
            parts++;
        }

        private RecordedReport made(TrailLine line) {
            String dataSet = Words.text(line.body(), "dataSet");
            long expected = Words.number(line.body(), "parts");
            if (expected == 0) {
                throw new IllegalArgumentException("The trail says that the report was made, and has no data set of it:"
                        + " reports of its kind are not among kaldrix.reports.recorded.");
            }
            if (expected != parts) {
                throw new IllegalArgumentException(
                        "The trail has " + parts + " of the " + expected + " parts of the report's data set.");
            }
            if (!HexFormat.of().formatHex(digest.digest()).equals(dataSet)) {
                throw new IllegalArgumentException(
                        "The data set in the trail is not the one that the report was made of.");
            }
            Map<String, PrintedFile> files = new HashMap<>();
            line.body().path("files").forEach(file -> {
                String name = Words.text(file, "name");
                if (!name.equals(Manifest.FILE)) {
                    files.put(name, new PrintedFile(name, Words.number(file, "size"), Words.text(file, "sha256")));
                }
            });
            return new RecordedReport(line.seq(), dataSet, files);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
