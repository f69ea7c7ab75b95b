package com.kaldrix.monitoring.deploy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where things are in the project. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("kaldrix.root", "")).toAbsolutePath();
    static final Path DASHBOARDS = ROOT.resolve("dashboards");
    static final Path CHART = ROOT.resolve("helm").resolve("kaldrix-monitoring");
    static final Path RUNBOOKS = ROOT.resolve("docs").resolve("runbooks");
    static final Path SCRIPTS = ROOT.resolve("scripts");

    private Project() {}

    /** The files in a folder and below, whose names end so; in order. */
    static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(end))
                    .sorted()
                    .toList();
        }
    }

    /** Copies a folder, and what links in it lead to. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : tree.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** An empty folder for what a test makes. */
    static Path folder(String name) throws IOException {
        Path folder = ROOT.resolve("deploy-tests/target/made").resolve(name);
        if (Files.isDirectory(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path file :
                        tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
