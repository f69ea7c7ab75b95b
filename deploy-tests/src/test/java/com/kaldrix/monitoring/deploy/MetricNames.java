package com.kaldrix.monitoring.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of metrics: in queries, in recordings, in sources. */
final class MetricNames {
    private static final Pattern STRING = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
    private static final Pattern BRACES = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern GROUPING =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\s*\\()?");
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "by", "without", "on", "ignoring");
    private static final Pattern ENDS = Pattern.compile("_(total|seconds|bytes|count|sum|bucket|max|samples)$");
    private static final List<String> SERVICES =
            List.of("common", "alert-processor", "metrics-gateway", "anomaly-processor", "compliance-reporter");

    private MetricNames() {}

    /** The metrics that a query of PromQL reads. */
    static Set<String> inQuery(String query) {
        String bare = STRING.matcher(query).replaceAll("");
        bare = BRACES.matcher(bare).replaceAll(" ");
        bare = RANGE.matcher(bare).replaceAll(" ");
        bare = GROUPING.matcher(bare).replaceAll(" ");
        bare = bare.replaceAll("\\b\\d+(\\.\\d+)?(ms|[smhdwy])?\\b", " ");
        Set<String> names = new TreeSet<>();
        Matcher words = WORD.matcher(bare);
        while (words.find()) {
            String word = words.group().strip();
            if (!word.endsWith("(") && !KEYWORDS.contains(word)) {
                names.add(word);
            }
        }
        return names;
    }

    /** Metrics that a service shows only once something has happened, such as an acknowledgement. */
    static Set<String> onlyAfterEvents() throws IOException {
        return listed("/only-after-events.txt");
    }

    /** What a suite shows that has had alerts and findings; the recordings of a demo have it. */
    static Set<String> onlyAfterAlerts() throws IOException {
        return listed("/only-after-alerts.txt");
    }

    /** What every suite shows and the recordings lack, because they are older; each has to be in the sources, and on the pages of a suite that runs. */
    static Set<String> youngerThanRecordings() throws IOException {
        return listed("/younger-than-recordings.txt");
    }

    /** What a recording cannot have. */
    static Set<String> notRecorded() throws IOException {
        Set<String> names = onlyAfterEvents();
        names.addAll(youngerThanRecordings());
        return names;
    }

    private static Set<String> listed(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(MetricNames.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Whether a service makes a metric of that name, which Micrometer may have written with dots and without its unit. */
    static boolean isInSources(String name) throws IOException {
        String sources = sources();
        String shorter = name;
        while (true) {
            if (sources.contains('"' + shorter + '"') || sources.contains('"' + shorter.replace('_', '.') + '"')) {
                return true;
            }
            String next = ENDS.matcher(shorter).replaceFirst("");
            if (next.equals(shorter)) {
                return false;
            }
            shorter = next;
        }
    }

    private static String sources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String service : SERVICES) {
            for (Path file : Project.files(Project.ROOT.resolve(service).resolve("src/main/java"), ".java")) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
