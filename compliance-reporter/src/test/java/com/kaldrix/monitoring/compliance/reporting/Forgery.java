package com.kaldrix.monitoring.compliance.reporting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An export of the trail that somebody has changed. */
final class Forgery {
    private Forgery() {}

    /** Copies one and changes its lines on the way; the hashes beside them stay. */
    static void of(Path export, Path forged, UnaryOperator<String> change) throws IOException {
        try (ZipFile from = new ZipFile(export.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(forged))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                String text = new String(from.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                to.write(change.apply(text).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
