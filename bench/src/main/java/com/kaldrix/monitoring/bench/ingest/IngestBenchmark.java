package com.kaldrix.monitoring.bench.ingest;

import com.kaldrix.monitoring.bench.Benchmark;
import com.kaldrix.monitoring.bench.Table;
import com.kaldrix.monitoring.bench.Workshop;
import com.kaldrix.monitoring.local.stack.ServiceDefinition;
import java.io.IOException;
import java.util.Locale;

/** {@code ./kaldrix bench ingest}: what samples cost by remote write, at the gateway and at its peers. */
public final class IngestBenchmark implements Benchmark {
    private static final int SERIES = 10_000;
    private static final long WARM_UP = 40_000_000;
    private static final long MEASURED = 10_000_000;
    private static final int FRESH = 100_000;
    private static final int ROUNDS = 3;

    @Override
    public boolean run(Workshop workshop) throws IOException, InterruptedException {
        workshop.train(ServiceDefinition.METRICS_GATEWAY);
        Ingest.Load load = new Ingest.Load(
                Math.toIntExact(workshop.setting("KALDRIX_BENCH_SERIES", SERIES)),
                workshop.setting("KALDRIX_BENCH_WARM_UP", WARM_UP),
                workshop.setting("KALDRIX_BENCH_SAMPLES", MEASURED),
                Math.toIntExact(workshop.setting("KALDRIX_BENCH_FRESH", FRESH)),
                Math.toIntExact(workshop.setting("KALDRIX_BENCH_ROUNDS", ROUNDS)),
                workshop.text("KALDRIX_BENCH_ONLY", ""));
        Ingest ingest = new Ingest(
                load, workshop.root(), workshop.folder("ingest"), workshop.clock(), workshop.progress()::println);
        Table table = new Table(
                "remote write, " + load.series() + " series, median of " + load.repetitions(),
                "version",
                "CPU-s per million samples",
                "CPU-s per million new series",
                "resident memory, at the end / at most");
        for (Ingest.Row row : ingest.measure()) {
            table.row(
                    row.receiver(),
                    row.version().label(),
                    twoDecimals(row.median(IngestRun.Cost::known)),
                    twoDecimals(row.median(IngestRun.Cost::fresh)),
                    Table.megabytes((long) row.median(IngestRun.Cost::resident)) + " / "
                            + Table.megabytes((long) row.median(IngestRun.Cost::peak)));
        }
        workshop.show(table);
        return true;
    }

    private static String twoDecimals(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
