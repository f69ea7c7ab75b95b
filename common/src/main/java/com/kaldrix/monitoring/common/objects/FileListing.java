package com.kaldrix.monitoring.common.objects;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files below a directory in the order of their keys. A directory is read when its turn comes and sorts as its name with
 * a {@code /} behind it, which is how its files sort among those beside it.
 */
final class FileListing {
    private final Path root;
    private final String prefix;

    FileListing(Path root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    Stream<ObjectEntry> stream() {
        return below("");
    }

    /** @param folder empty for the root, or a key that ends with {@code /} */
    private Stream<ObjectEntry> below(String folder) {
        return children(folder).stream()
                .filter(key -> key.startsWith(prefix) || (key.endsWith("/") && prefix.startsWith(key)))
                .flatMap(key -> key.endsWith("/") ? below(key) : entry(key));
    }

    private List<String> children(String folder) {
        Path directory = root.resolve(folder);
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(key -> !key.equals(FileObjects.INCOMING + "/"))
                    .sorted(FileListing::byBytes)
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            // A folder may vanish while others are listed; the root may not.
            if (folder.isEmpty()) {
                throw unreadable(directory, e);
            }
            return List.of();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private Stream<ObjectEntry> entry(String key) {
        Path file = root.resolve(key);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Stream.of(new ObjectEntry(
                    key, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException gone) {
            return Stream.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static int byBytes(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectsUnavailableException unreadable(Path path, IOException e) {
        return new ObjectsUnavailableException("The objects in " + path + " cannot be listed: " + e.getMessage(), e);
    }
}
