package com.kaldrix.monitoring.local.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the services are made of. */
final class Sources {
    private static final List<String> SUFFIXES = List.of(".java", ".yml", ".yaml", ".properties");

    private Sources() {}

    /** The main sources and settings of all modules but the tests' and benchmarks'. */
    static List<Path> files() throws IOException {
        try (Stream<Path> modules = Files.list(Document.ROOT)) {
            List<Path> folders = modules.map(module -> module.resolve("src").resolve("main"))
                    .filter(Files::isDirectory)
                    .toList();
            Stream<Path> all = Stream.empty();
            for (Path folder : folders) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    List<Path> found = tree.filter(Files::isRegularFile)
                            .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
                            .toList();
                    all = Stream.concat(all, found.stream());
                }
            }
            return all.toList();
        }
    }

    /** The same, and the script that runs all tests. */
    static String text() throws IOException {
        StringBuilder text =
                new StringBuilder(Files.readString(Document.ROOT.resolve(".ci").resolve("run"))).append('\n');
        for (Path file : files()) {
            text.append(Files.readString(file)).append('\n');
        }
        return text.toString();
    }
}
