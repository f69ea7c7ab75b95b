package com.kaldrix.monitoring.anomaly.backtest;

import com.kaldrix.monitoring.anomaly.file.BadInput;
import com.kaldrix.monitoring.anomaly.file.JsonFile;
import com.kaldrix.monitoring.anomaly.file.SeriesFile;
import com.kaldrix.monitoring.anomaly.file.Timestamps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Numenta Anomaly Benchmark as it lies in a folder: {@code data/}, {@code labels/combined_windows.json} and
 * {@code profiles.json}. Nothing of it is copied.
 */
public final class NabCorpus {
    private final List<NabProfile> profiles;
    private final List<Entry> entries;

    /** A series with its labels. */
    public record Entry(SeriesFile series, NabScorer.Labels labels) {}

    private NabCorpus(List<NabProfile> profiles, List<Entry> entries) {
        this.profiles = List.copyOf(profiles);
        this.entries = List.copyOf(entries);
    }

    public List<NabProfile> profiles() {
        return profiles;
    }

    /** In order of name. */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Reads a folder.
     *
     * @throws BadInput when something is missing or cannot be read
     */
    public static NabCorpus read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInput("%s: there is no such folder".formatted(folder));
        }
        List<NabProfile> profiles = new ArrayList<>();
        object(JsonFile.read(folder.resolve("profiles.json")))
                .forEach((name, json) -> profiles.add(NabProfile.of(String.valueOf(name), json)));
        List<Entry> entries = new ArrayList<>();
        Map<?, ?> windows = object(JsonFile.read(folder.resolve("labels/combined_windows.json")));
        new TreeMap<>(windows).forEach((name, list) -> {
            SeriesFile series = SeriesFile.read(folder.resolve("data").resolve(String.valueOf(name)));
            entries.add(new Entry(series, labels(String.valueOf(name), series, (List<?>) list)));
        });
        return new NabCorpus(profiles, entries);
    }

    private static Map<?, ?> object(Object json) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new BadInput("the benchmark's file is not a JSON object");
    }

    private static NabScorer.Labels labels(String name, SeriesFile series, List<?> windows) {
        List<int[]> rows = new ArrayList<>();
        for (Object window : windows) {
            List<?> ends = (List<?>) window;
            rows.add(new int[] {row(series, ends.get(0)), row(series, ends.get(1))});
        }
        return new NabScorer.Labels(name, series.size(), rows);
    }

    private static int row(SeriesFile series, Object stamp) {
        long time = Timestamps.parse(String.valueOf(stamp)).orElseThrow();
        for (int i = 0; i < series.size(); i++) {
            if (series.times()[i] == time) {
                return i;
            }
        }
        throw new BadInput("%s: no row has the label's timestamp %s".formatted(series.name(), stamp));
    }
}
