package com.kaldrix.monitoring.metrics.configuration;

import com.kaldrix.monitoring.common.yaml.Item;
import com.kaldrix.monitoring.common.yaml.Section;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Names of files in a configuration. */
final class FilePath {
    private FilePath() {}

    /** The file that a key names; empty when absent or, with a problem noted, no name of a file. */
    static Optional<Path> read(Section section, String key, Path directory) {
        return section.item(key).flatMap(item -> read(section, item, directory));
    }

    /** The file that an item names; empty, with a problem noted, when that is no name of a file. */
    static Optional<Path> read(Section section, Item item, Path directory) {
        try {
            return Optional.of(directory.resolve(item.text()));
        } catch (InvalidPathException e) {
            section.reading().problem(item.node(), item.path(), "this is no name of a file: " + e.getReason());
            return Optional.empty();
        }
    }
}
