package com.kaldrix.monitoring.anomaly.explain.cli;

import com.kaldrix.monitoring.anomaly.explain.GraphFile;
import com.kaldrix.monitoring.anomaly.explain.OriginRanking;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import com.kaldrix.monitoring.anomaly.explain.Symptom;
import com.kaldrix.monitoring.anomaly.file.BadInput;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.file.Timestamps;
import com.kaldrix.monitoring.common.process.Streams;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code rank --series DIR --graph GRAPH.json --at TIME}: prints one node per line, the most likely origin of the fault first.
 * DIR holds one {@code NODE.METRIC.csv} per series, split at the last dot of the name; GRAPH.json is
 * {@code {"edges":[["caller","callee"],...]}}. Exit code 2 is bad input, with a sentence that says where.
 */
public final class RankCommand {
    private static final String USAGE = "usage: rank --series DIR --graph GRAPH.json --at TIME";

    private RankCommand() {}

    public static void main(String[] arguments) {
        Streams streams = Streams.ofTheProcess();
        System.exit(run(List.of(arguments), streams.out(), streams.err()));
    }

    /** The command with its streams given, for tests. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Map<String, String> options = options(arguments);
            String at = need(options, "--at");
            long time = Timestamps.parse(at)
                    .orElseThrow(() -> new BadInput("--at \"%s\" is not a time in ISO 8601".formatted(at)));
            ServiceGraph graph = GraphFile.read(Path.of(need(options, "--graph")));
            Map<String, List<Symptom>> symptoms = symptoms(Path.of(need(options, "--series")), time);
            new OriginRanking(graph).rank(symptoms).forEach(ranked -> out.println(ranked.node()));
            out.flush();
            return 0;
        } catch (BadInput e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!List.of("--series", "--graph", "--at").contains(name)) {
                throw new BadInput("there is no option %s; %s".formatted(name, USAGE));
            }
            if (i + 1 >= arguments.size()) {
                throw new BadInput("%s needs a value; %s".formatted(name, USAGE));
            }
            options.put(name, arguments.get(i + 1));
        }
        return options;
    }

    private static String need(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null) {
            throw new BadInput("%s is missing; %s".formatted(name, USAGE));
        }
        return value;
    }

    private static Map<String, List<Symptom>> symptoms(Path folder, long time) {
        Map<String, List<Symptom>> symptoms = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.csv")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String stem = name.substring(0, name.length() - ".csv".length());
                int dot = stem.lastIndexOf('.');
                if (dot <= 0) {
                    throw new BadInput("%s: the name should be NODE.METRIC.csv".formatted(file));
                }
                SeriesFile series = SeriesFile.read(file);
                symptoms.computeIfAbsent(stem.substring(0, dot), node -> new ArrayList<>())
                        .add(Symptom.of(series.times(), series.values(), time));
            }
        } catch (IOException e) {
            throw new BadInput("%s: the folder cannot be read".formatted(folder));
        }
        if (symptoms.isEmpty()) {
            throw new BadInput("%s: there is no NODE.METRIC.csv".formatted(folder));
        }
        return symptoms;
    }
}
