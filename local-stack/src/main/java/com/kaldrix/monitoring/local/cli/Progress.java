package com.kaldrix.monitoring.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** How the supervisor tells the command that started it how far it is: lines of a file. */
final class Progress {
    static final String READY = "ready";
    static final String FAILED = "failed ";
    static final String STEP = "step ";

    private final Path file;

    Progress(Path state) {
        file = state.resolve("run").resolve("progress");
    }

    void clear() throws IOException {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
    }

    void step(String what) {
        append(STEP + what);
    }

    void ready() {
        append(READY);
    }

    void failed(String why) {
        append(FAILED + why.replace("\n", "\\n"));
    }

    /** The whole lines so far. */
    List<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private void append(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
