package com.kaldrix.monitoring.common.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files below a directory. A new object is written beside, forced to the disk, and then linked or moved into its
 * place, so that nobody ever sees a part of it; several processes may share the directory. Retention is not kept.
 */
final class FileObjects implements Objects {
    /** Where objects are written before they appear; no key may begin so. */
    static final String INCOMING = ".incoming";

    private final Path root;
    private final Path incoming;

    FileObjects(Path directory) {
        try {
            this.root = Files.createDirectories(directory).toRealPath();
            this.incoming = Files.createDirectories(root.resolve(INCOMING));
        } catch (IOException e) {
            throw unavailable("The directory " + directory + " cannot be used for objects", e);
        }
    }

    @Override
    public void put(String key, ObjectContent content) {
        Path target = path(key);
        store(target, content, written -> {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        });
    }

    @Override
    public boolean createIfAbsent(String key, ObjectContent content) {
        Path target = path(key);
        if (Files.exists(target)) {
            return false;
        }
        return store(target, content, written -> {
            try {
                Files.createLink(target, written);
                return true;
            } catch (FileAlreadyExistsException another) {
                return false;
            } catch (UnsupportedOperationException e) {
                throw new IOException("the file system has no hard links, without which two writers collide", e);
            }
        });
    }

    @Override
    public Optional<InputStream> get(String key) {
        Path file = path(key);
        try {
            return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.newInputStream(file));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("The object '" + key + "' cannot be read from " + root, e);
        }
    }

    @Override
    public Stream<ObjectEntry> list(String prefix) {
        return new FileListing(root, ObjectKey.checkedPrefix(prefix)).stream();
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void close() {}

    private Path path(String key) {
        Path path = root.resolve(ObjectKey.checked(key)).normalize();
        if (!path.startsWith(root) || path.startsWith(incoming)) {
            throw new IllegalArgumentException("'" + key + "' is no key of an object: it leads elsewhere");
        }
        return path;
    }

    @FunctionalInterface
    private interface Placing {
        boolean place(Path written) throws IOException;
    }

    private boolean store(Path target, ObjectContent content, Placing placing) {
        Path temporary = incoming.resolve(UUID.randomUUID().toString());
        try {
            write(temporary, content);
            Files.createDirectories(parent(target));
            boolean placed = placing.place(temporary);
            forceDirectories(parent(target));
            return placed;
        } catch (IOException e) {
            throw unavailable("The object '" + root.relativize(target) + "' cannot be written to " + root, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    private static void write(Path file, ObjectContent content) throws IOException {
        if (content.whole().isPresent() && isTakenOver(content.whole().get(), file)) {
            return;
        }
        try (InputStream in = content.open();
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long written = in.transferTo(Channels.newOutputStream(channel));
            if (written != content.length()) {
                throw new IOException("it has " + written + " bytes where " + content.length() + " were announced");
            }
            channel.force(true);
        }
    }

    /** Whether the file has the new name as well, which it cannot have on another file system, and is on the disk. */
    private static boolean isTakenOver(Path whole, Path file) throws IOException {
        try {
            Files.createLink(file, whole);
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return true;
    }

    /** The names are durable, too: those of new directories up to the root. */
    private void forceDirectories(Path directory) throws IOException {
        Path at = directory;
        while (at.startsWith(root)) {
            try (FileChannel channel = FileChannel.open(at, StandardOpenOption.READ)) {
                channel.force(true);
            }
            at = parent(at);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // It stays among the incoming, where nobody reads it.
        }
    }

    private static ObjectsUnavailableException unavailable(String what, IOException e) {
        return new ObjectsUnavailableException(what + ": " + e.getMessage(), e);
    }
}
