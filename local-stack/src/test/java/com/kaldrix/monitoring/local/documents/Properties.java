package com.kaldrix.monitoring.local.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The properties that the services bind, read from their sources: a record with {@code @ConfigurationProperties}, and the words
 * in its file, among which are its components' names.
 */
final class Properties {
    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([^\"]+)\"\\)");
    private static final String TOPICS = "kaldrix.topics.";
    private static final List<String> BY_SPRING = List.of("SPRING_DATASOURCE_", "SPRING_FLYWAY_");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");

    private record Bound(String prefix, Set<String> words) {}

    private final List<Bound> bound;
    private final String sources;
    private final String compose;

    private Properties(List<Bound> bound, String sources, String compose) {
        this.bound = List.copyOf(bound);
        this.sources = sources;
        this.compose = compose;
    }

    static Properties ofTheServices() throws IOException {
        List<Bound> bound = new ArrayList<>();
        for (Path file : Sources.files()) {
            String text = COMMENT.matcher(Files.readString(file)).replaceAll("");
            PREFIX.matcher(text)
                    .results()
                    .forEach(prefix -> bound.add(new Bound(
                            prefix.group(1),
                            WORD.matcher(text)
                                    .results()
                                    .map(word -> word.group().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toSet()))));
        }
        return new Properties(bound, Sources.text(), Files.readString(Document.ROOT.resolve("docker-compose.yml")));
    }

    /** Whether a property such as {@code kaldrix.delivery.max-age} is bound; topics are called what the code calls them. */
    boolean reads(String property) {
        if (property.startsWith(TOPICS)) {
            return sources.contains('"' + property.substring(TOPICS.length()) + '"');
        }
        return bound.stream()
                .filter(one -> property.startsWith(one.prefix() + "."))
                .anyMatch(one -> Arrays.stream(
                                property.substring(one.prefix().length() + 1).split("\\."))
                        .map(segment -> segment.replace("-", ""))
                        .allMatch(one.words()::contains));
    }

    /**
     * Whether an environment variable is read: by its own name, by Spring itself, by Compose, or as another way to write a
     * property, with underscores for dots and dashes.
     */
    boolean readsVariable(String variable) {
        Pattern name = Pattern.compile("\\b" + variable + "\\b");
        if (BY_SPRING.stream().anyMatch(variable::startsWith)
                || name.matcher(sources).find()
                || name.matcher(compose).find()) {
            return true;
        }
        return bound.stream().anyMatch(one -> {
            String prefix = one.prefix().toUpperCase(Locale.ROOT).replace('.', '_') + "_";
            return variable.startsWith(prefix)
                    && covered(variable.substring(prefix.length()).toLowerCase(Locale.ROOT), one.words());
        });
    }

    /** Whether the parts of a name, some of them joined, are all words. */
    private static boolean covered(String name, Set<String> words) {
        if (name.isEmpty()) {
            return true;
        }
        int end = name.length();
        while (end > 0) {
            String head = name.substring(0, end).replace("_", "");
            String tail = end == name.length() ? "" : name.substring(end + 1);
            if (words.contains(head) && covered(tail, words)) {
                return true;
            }
            end = name.lastIndexOf('_', end - 1);
        }
        return false;
    }
}
