package com.kaldrix.monitoring.metrics.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder in which this gateway keeps what it must know after a restart. For one process. */
public final class StateFolder {
    private final Path root;

    /** @param root made when it is missing */
    public StateFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(this.root);
        } catch (IOException e) {
            throw new UncheckedIOException("kaldrix.state.directory: the folder " + this.root + " cannot be made", e);
        }
    }

    /** A file in it, which may not be there yet. */
    public Path file(String name) {
        return root.resolve(name);
    }

    /** The folder that is configured, or where nothing is, the one of that name in this one. It may not be there yet. */
    public Path folder(@Nullable Path configured, String name) {
        return configured == null || configured.toString().isEmpty() ? root.resolve(name) : configured;
    }

    /** Writes a file so that at any moment it has the old content or the new, also when the power fails. */
    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
