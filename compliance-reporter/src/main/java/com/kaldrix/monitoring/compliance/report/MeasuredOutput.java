package com.kaldrix.monitoring.compliance.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Takes size and hash of what goes through. */
final class MeasuredOutput extends FilterOutputStream {
    private final String name;
    private final MessageDigest sha256;
    private long size;

    MeasuredOutput(String name, OutputStream out) {
        super(out);
        this.name = name;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        sha256.update((byte) b);
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        sha256.update(bytes, from, count);
        size += count;
    }

    /** What went through; called once, at the end. */
    PrintedReport.PrintedFile file() {
        return new PrintedReport.PrintedFile(name, size, HexFormat.of().formatHex(sha256.digest()));
    }
}
