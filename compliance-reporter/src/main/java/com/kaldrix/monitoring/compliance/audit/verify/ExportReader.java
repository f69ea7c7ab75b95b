package com.kaldrix.monitoring.compliance.audit.verify;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads the entries of an export one after the other, as they stand there: whether they are what was signed {@link ExportVerifier} says. */
public final class ExportReader {
    private ExportReader() {}

    /** Takes entries. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes the next one.
         *
         * @param canonical its bytes
         * @return whether there should be more
         * @throws IOException when it cannot go on
         */
        boolean take(byte[] canonical) throws IOException;
    }

    /**
     * Hands out entries, the first one first, until the reader has enough.
     *
     * @throws IOException if the file cannot be read or is no export, or what the reader throws
     */
    public static void read(Path export, Reader reader) throws IOException {
        try (ZipFile zip = new ZipFile(export.toFile(), StandardCharsets.UTF_8)) {
            @Nullable ZipEntry entries = zip.getEntry(ExportWriter.ENTRIES);
            if (entries == null) {
                throw new IOException(
                        "the file is no export of an audit trail: it holds no '" + ExportWriter.ENTRIES + "'");
            }
            try (InputStream in = new BufferedInputStream(zip.getInputStream(entries), 1 << 16)) {
                Lines lines = new Lines(in);
                byte[] line = lines.next();
                while (line != null && reader.take(canonical(line))) {
                    line = lines.next();
                }
            }
        }
    }

    private static byte[] canonical(byte[] line) {
        int space = 0;
        while (space < line.length && line[space] != ' ') {
            space++;
        }
        return Arrays.copyOfRange(line, Math.min(line.length, space + 1), line.length);
    }
}
