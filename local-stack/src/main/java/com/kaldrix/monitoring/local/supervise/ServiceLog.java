package com.kaldrix.monitoring.local.supervise;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The output of a process in a file. */
public final class ServiceLog {
    private static final long MOST = 10L * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    private ServiceLog() {}

    /** Makes room for the output of a new process. */
    static void prepare(Path log) throws IOException {
        Path folder = log.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.exists(log) && Files.size(log) > MOST) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines; empty when there is no log. */
    public static List<String> lastLines(Path log, int most) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            List<String> lines = new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .skip(from > 0 ? 1 : 0)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - most), lines.size());
        } catch (IOException none) {
            return List.of();
        }
    }
}
