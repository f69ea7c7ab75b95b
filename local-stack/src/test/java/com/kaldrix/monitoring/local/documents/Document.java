package com.kaldrix.monitoring.local.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A document of the project.
 *
 * @param file where it is
 * @param text all of it
 */
record Document(Path file, String text) {
    static final Path ROOT = Path.of(System.getProperty("kaldrix.root"));

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    /** Those at the root, in {@code docs/}, and each module's README. */
    static List<Document> all() throws IOException {
        List<Document> documents = new ArrayList<>();
        try (Stream<Path> atRoot = Files.list(ROOT);
                Stream<Path> inDocs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> modules = Files.list(ROOT)) {
            List<Path> files = Stream.of(atRoot, inDocs, modules.map(module -> module.resolve("README.md")))
                    .flatMap(one -> one)
                    .filter(file -> file.toString().endsWith(".md") && Files.isRegularFile(file))
                    .distinct()
                    .sorted()
                    .toList();
            for (Path file : files) {
                documents.add(new Document(file, Files.readString(file)));
            }
        }
        return documents;
    }

    String name() {
        return ROOT.relativize(file).toString();
    }

    /** The lines of the code blocks for a shell. */
    List<String> commands() {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .flatMap(block -> block.group(2).lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Where links and pictures lead, code blocks left out. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** The anchors of its headings, as GitHub makes them. */
    List<String> anchors() {
        Matcher headings = HEADING.matcher(prose());
        return headings.results()
                .map(heading -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toList());
    }

    private String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    @Override
    public String toString() {
        return name();
    }
}
