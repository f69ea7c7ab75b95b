package com.kaldrix.monitoring.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Pages of a service, read again and again from a suite that ran, as OpenMetrics with time stamps: what {@code promtool tsdb
 * create-blocks-from openmetrics} reads. The values are those that were read; the times begin at {@link #BEGIN} whenever that was.
 */
final class Recording {
    /** The time of the first reading. */
    static final Instant BEGIN = Instant.parse("2026-01-05T12:00:00Z");

    private static final Path FOLDER = Project.ROOT.resolve("deploy-tests/src/test/resources/recorded");
    private static final String END = ".om.gz";

    /** Where the suite is said to have stood, in paths that services show. */
    private static final String SOMEWHERE = "/opt/kaldrix";

    private Recording() {}

    /** The services and nodes of which there are recordings. */
    static List<String> recorded() throws IOException {
        return Project.files(FOLDER, END).stream()
                .map(file -> file.getFileName().toString().replace(END, ""))
                .toList();
    }

    /** All of a recording. */
    static String text(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + END)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The names of the metrics in a recording. */
    static Set<String> names(String name) throws IOException {
        Set<String> names = new TreeSet<>();
        text(name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> names.add(line.substring(0, line.indexOf('{'))));
        return names;
    }

    /** The names of all metrics of all recordings. */
    static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String one : recorded()) {
            names.addAll(names(one));
        }
        return names;
    }

    /** The time of the last reading of all recordings. */
    static Instant end() throws IOException {
        double latest = 0;
        for (String one : recorded()) {
            for (String line : text(one).split("\n", -1)) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    latest = Math.max(latest, Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
                }
            }
        }
        return Instant.ofEpochSecond((long) latest);
    }

    /**
     * Writes a recording. It says nothing of the machine that it was taken on.
     *
     * @param pages in the order of their reading
     * @param every how long after each the next was read
     */
    static void write(String name, List<ExposedPage> pages, Duration every) throws IOException {
        Map<String, List<String>> series = new TreeMap<>();
        for (int i = 0; i < pages.size(); i++) {
            String time = Long.toString(BEGIN.plus(every.multipliedBy(i)).getEpochSecond());
            pages.get(i)
                    .values()
                    .forEach((key, value) -> series.computeIfAbsent(key, none -> new ArrayList<>())
                            .add(value + " " + time));
        }
        Files.createDirectories(FOLDER);
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(FOLDER.resolve(name + END))), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, List<String>> one : series.entrySet()) {
                String key = one.getKey().replace(Project.ROOT.toString(), SOMEWHERE);
                for (String sample : one.getValue()) {
                    out.write(key + " " + sample + "\n");
                }
            }
            out.write("# EOF\n");
        }
    }
}
