package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.local.remotewrite.RecordingTarget;
import com.kaldrix.monitoring.local.remotewrite.Version;
import com.kaldrix.monitoring.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Measures what samples cost at the gateway and, in the same run and by the same load, at the peers that are installed. */
public final class Ingest {
    private final Path root;
    private final Path folder;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * A row of the result.
     *
     * @param receiver what took the samples
     * @param version of remote write
     * @param costs of the repetitions, in their order
     */
    public record Row(String receiver, String version, List<Double> costs, long residentBytes) {}

    /**
     * How much is sent.
     *
     * @param series how many
     * @param warmUp samples that are not counted
     * @param measured samples that are
     * @param repetitions how often
     */
    public record Load(int series, long warmUp, long measured, int repetitions) {}

    /** @param folder for what the receivers keep, deleted afterwards */
    public Ingest(Path root, Path folder, Clock clock, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** Measures all receivers in turn, again and again. */
    public List<Row> measure(Load load) throws IOException, InterruptedException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int repetition = 0; repetition < load.repetitions(); repetition++) {
            for (Case one : cases(repetition == 0)) {
                try (Receiver receiver = one.make().make()) {
                    receiver.start();
                    IngestRun.Cost cost = new IngestRun(load.series(), load.warmUp(), load.measured(), clock)
                            .of(receiver, one.version());
                    String version = one.version() == Version.V1 ? "1.0" : "2.0";
                    progress.accept(receiver.name() + ", " + version + ": " + cost.cpu() + " CPU-s per million"
                            + (cost.refused() == 0 ? "" : ", refused requests: " + cost.refused()));
                    if (cost.refused() > 0) {
                        throw new StackException(receiver.name() + " has refused " + cost.refused() + " requests");
                    }
                    Row row = rows.computeIfAbsent(
                            receiver.name() + version, key -> new Row(receiver.name(), version, new ArrayList<>(), 0));
                    row.costs().add(cost.cpuPerMillion());
                    rows.put(
                            receiver.name() + version,
                            new Row(
                                    row.receiver(),
                                    version,
                                    row.costs(),
                                    Math.max(row.residentBytes(), cost.resident())));
                }
            }
        }
        return List.copyOf(rows.values());
    }

    private record Case(Maker make, Version version) {}

    @FunctionalInterface
    private interface Maker {
        Receiver make() throws IOException;
    }

    private List<Case> cases(boolean say) {
        List<Case> cases = new ArrayList<>();
        Path state = folder.resolve("gateway");
        cases.add(new Case(() -> new Gateway(root, state, RecordingTarget.counting(0)), Version.V1));
        cases.add(new Case(() -> new Gateway(root, state, RecordingTarget.counting(0)), Version.V2));
        cases.add(new Case(() -> new Gateway(root, state, null), Version.V1));
        peer("vmagent", say)
                .ifPresent(program -> cases.add(new Case(
                        () -> Peer.vmagent(program, folder.resolve("vmagent"), RecordingTarget.counting(0)),
                        Version.V1)));
        peer("victoria-metrics", say)
                .ifPresent(program -> cases.add(
                        new Case(() -> Peer.victoriaMetrics(program, folder.resolve("victoria")), Version.V1)));
        peer("prometheus", say)
                .ifPresent(program ->
                        cases.add(new Case(() -> Peer.prometheus(program, folder.resolve("prometheus")), Version.V1)));
        return cases;
    }

    private Optional<Path> peer(String name, boolean say) {
        Optional<Path> found = Peer.find(name);
        if (found.isEmpty() && say) {
            progress.accept(name + " is not installed and left out; KALDRIX_BENCH_PEERS names a folder with it");
        }
        return found;
    }
}
