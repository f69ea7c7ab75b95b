package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.bench.Table;
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
import java.util.function.ToDoubleFunction;

/** Measures what samples cost at the gateway and, in the same run and by the same load, at the peers that are installed. */
final class Ingest {
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
    record Row(String receiver, Version version, List<IngestRun.Cost> costs) {
        double median(ToDoubleFunction<IngestRun.Cost> figure) {
            return Table.quantile(
                    costs.stream().mapToDouble(figure).sorted().boxed().toList(), 0.5);
        }
    }

    /**
     * How much is sent.
     *
     * @param series how many
     * @param warmUp samples that are not counted
     * @param measured samples that are
     * @param repetitions how often
     */
    record Load(int series, long warmUp, long measured, int repetitions) {}

    /** @param folder for what the receivers keep, deleted afterwards */
    Ingest(Path root, Path folder, Clock clock, Consumer<String> progress) {
        this.root = root;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** Measures all receivers in turn, again and again. */
    List<Row> measure(Load load) throws IOException, InterruptedException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int repetition = 0; repetition < load.repetitions(); repetition++) {
            for (Case one : cases(repetition == 0)) {
                try (Receiver receiver = one.make().make()) {
                    receiver.start();
                    IngestRun.Cost cost = new IngestRun(load, clock).of(receiver, one.version());
                    progress.accept(receiver.name() + ", " + one.version().label() + ": " + cost);
                    if (cost.refused() > 0) {
                        throw new StackException(receiver.name() + " has refused " + cost.refused() + " requests");
                    }
                    rows.computeIfAbsent(
                                    receiver.name() + one.version(),
                                    key -> new Row(receiver.name(), one.version(), new ArrayList<>()))
                            .costs()
                            .add(cost);
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
