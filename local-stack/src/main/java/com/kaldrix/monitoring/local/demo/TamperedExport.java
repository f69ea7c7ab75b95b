package com.kaldrix.monitoring.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Copies an export of the audit trail and changes one byte in the middle of its entries, as somebody would who hides something. */
final class TamperedExport {
    private static final String ENTRIES = "entries";

    private TamperedExport() {}

    static void write(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from);
                ZipInputStream original = new ZipInputStream(in);
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (ZipEntry entry = original.getNextEntry(); entry != null; entry = original.getNextEntry()) {
                byte[] bytes = original.readAllBytes();
                if (entry.getName().equals(ENTRIES) && bytes.length > 0) {
                    bytes[digit(bytes)] ^= 1;
                }
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(bytes);
            }
        }
    }

    /** The place of a digit of a time near the middle: what is there afterwards is as readable as before. */
    private static int digit(byte[] bytes) {
        int place = bytes.length / 2;
        while (place < bytes.length - 1 && !(bytes[place] >= '0' && bytes[place] <= '9')) {
            place++;
        }
        return place;
    }
}
