package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.bench.Programs;
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
    /** What needs no warming up gets this part of the samples for it. */
    private static final int PEER_WARM_UP = 10;

    private final Load load;
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
     * @param fresh series that come for the first time: so many to warm up, and as many again that count
     * @param repetitions how often
     * @param only what the name of a receiver must contain to be measured; empty for all
     */
    record Load(int series, long warmUp, long measured, int fresh, int repetitions, String only) {
        Load warmedUpWith(long samples) {
            return new Load(series, samples, measured, fresh, repetitions, only);
        }
    }

    /** @param folder for what the receivers keep, deleted afterwards */
    Ingest(Load load, Path root, Path folder, Clock clock, Consumer<String> progress) {
        this.load = load;
        this.root = root;
        this.folder = folder;
        this.clock = clock;
        this.progress = progress;
    }

    /** Measures all receivers in turn, again and again. */
    List<Row> measure() throws IOException, InterruptedException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int repetition = 0; repetition < load.repetitions(); repetition++) {
            for (Case one : cases(repetition == 0)) {
                try (Receiver receiver = one.make().make()) {
                    receiver.start();
                    IngestRun.Cost cost =
                            new IngestRun(load.warmedUpWith(one.warmUp()), clock).of(receiver, one.version());
                    progress.accept(one + ": " + cost);
                    if (cost.refused() > 0) {
                        throw new StackException(one + " has refused " + cost.refused() + " requests");
                    }
                    rows.computeIfAbsent(one.toString(), key -> new Row(one.name(), one.version(), new ArrayList<>()))
                            .costs()
                            .add(cost);
                }
            }
        }
        return List.copyOf(rows.values());
    }

    /** @param warmUp samples that are not counted: many for what is compiled while it runs, few for what is not */
    private record Case(String name, Version version, long warmUp, Maker make) {
        @Override
        public String toString() {
            return name + ", " + version.label();
        }
    }

    @FunctionalInterface
    private interface Maker {
        Receiver make() throws IOException;
    }

    private List<Case> cases(boolean say) {
        List<Case> cases = new ArrayList<>();
        Path state = folder.resolve("gateway");
        for (Version version : Version.values()) {
            cases.add(new Case(
                    Gateway.FORWARDED,
                    version,
                    load.warmUp(),
                    () -> new Gateway(load.series() + 2 * load.fresh(), root, state, RecordingTarget.counting(0))));
        }
        cases.add(new Case(
                Gateway.KEPT,
                Version.V1,
                load.warmUp(),
                () -> new Gateway(load.series() + 2 * load.fresh(), root, state, null)));
        long few = load.warmUp() / PEER_WARM_UP;
        peer("vmagent", say)
                .ifPresent(program -> cases.add(new Case(
                        Peer.VMAGENT,
                        Version.V1,
                        few,
                        () -> Peer.vmagent(program, folder.resolve("vmagent"), RecordingTarget.counting(0)))));
        peer("victoria-metrics", say)
                .ifPresent(program -> cases.add(new Case(
                        Peer.VICTORIA_METRICS,
                        Version.V1,
                        few,
                        () -> Peer.victoriaMetrics(program, folder.resolve("victoria")))));
        peer("prometheus", say)
                .ifPresent(program -> cases.add(new Case(
                        Peer.PROMETHEUS,
                        Version.V1,
                        few,
                        () -> Peer.prometheus(program, folder.resolve("prometheus")))));
        cases.removeIf(one -> !one.toString().contains(load.only()));
        return cases;
    }

    private Optional<Path> peer(String name, boolean say) {
        Optional<Path> found = Programs.find(name);
        if (found.isEmpty() && say) {
            progress.accept(name + " is not installed and left out; KALDRIX_BENCH_PEERS names a folder with it");
        }
        return found;
    }
}
