package com.kaldrix.monitoring.local.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process off a state directory; the kernel frees it with its holder, however that ends. */
record StateLock(FileChannel file) {

    /** Takes the directory, making it when it is missing. */
    static StateLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(file)) {
                file.close();
                throw new IllegalStateException("another process keeps its AWS in " + directory);
            }
            return new StateLock(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot use " + directory, failure);
        }
    }

    void release() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isTaken(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException heldHere) {
            return true;
        }
    }
}
