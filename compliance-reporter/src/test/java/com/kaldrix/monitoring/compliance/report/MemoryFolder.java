package com.kaldrix.monitoring.compliance.report;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keeps a report's files. */
final class MemoryFolder implements ReportFolder {
    private final Map<String, ByteArrayOutputStream> files = new ConcurrentSkipListMap<>();

    @Override
    public OutputStream create(String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        files.put(name, file);
        return file;
    }

    byte[] bytes(String name) {
        ByteArrayOutputStream file = files.get(name);
        if (file == null) {
            throw new AssertionError("there is no " + name + " among " + files.keySet());
        }
        return file.toByteArray();
    }

    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    Iterable<String> names() {
        return files.keySet();
    }
}
