package com.kaldrix.monitoring.bench;

import com.kaldrix.monitoring.bench.alerts.AlertsBenchmark;
import com.kaldrix.monitoring.bench.buttons.ButtonsBenchmark;
import com.kaldrix.monitoring.bench.compliance.ComplianceBenchmark;
import com.kaldrix.monitoring.bench.fault.FaultBenchmark;
import com.kaldrix.monitoring.bench.gateway.GatewayFaultBenchmark;
import com.kaldrix.monitoring.bench.ingest.IngestBenchmark;
import com.kaldrix.monitoring.bench.series.SeriesBenchmark;
import com.kaldrix.monitoring.bench.start.StartBenchmark;
import com.kaldrix.monitoring.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./kaldrix bench [name]}: results in Markdown on standard output, progress on standard error. */
public final class Bench {
    private static final Map<String, List<Benchmark>> BENCHMARKS = new LinkedHashMap<>();

    static {
        Benchmark alerts = new FaultBenchmark();
        Benchmark metrics = new GatewayFaultBenchmark();
        BENCHMARKS.put("start", List.of(new StartBenchmark()));
        BENCHMARKS.put("alerts", List.of(new AlertsBenchmark()));
        BENCHMARKS.put("buttons", List.of(new ButtonsBenchmark()));
        BENCHMARKS.put("ingest", List.of(new IngestBenchmark()));
        BENCHMARKS.put("series", List.of(new SeriesBenchmark()));
        BENCHMARKS.put("compliance", List.of(new ComplianceBenchmark()));
        BENCHMARKS.put("faults", List.of(alerts, metrics));
        BENCHMARKS.put("faults-alerts", List.of(alerts));
        BENCHMARKS.put("faults-metrics", List.of(metrics));
    }

    private static final List<String> ALL =
            List.of("start", "alerts", "buttons", "ingest", "series", "compliance", "faults");

    private Bench() {}

    /**
     * Runs the benchmarks of these names, or all of them.
     *
     * @param names none for all
     */
    public static void main(String[] names) throws InterruptedException {
        List<Benchmark> wanted = new ArrayList<>();
        for (String name : names.length == 0 ? ALL : List.of(names)) {
            List<Benchmark> found = BENCHMARKS.get(name);
            if (found == null) {
                System.err.println("There is no benchmark " + name + "; there are "
                        + String.join(", ", BENCHMARKS.keySet()) + ".");
                System.exit(2);
            } else {
                wanted.addAll(found);
            }
        }
        Workshop workshop = new Workshop(
                Path.of(System.getProperty("kaldrix.root", "")), System.out, System.err, Clock.systemUTC());
        boolean passed = true;
        try {
            for (Benchmark benchmark : wanted) {
                passed &= benchmark.run(workshop);
            }
        } catch (StackException | IOException e) {
            System.err.println(e.getMessage());
            passed = false;
        }
        System.exit(passed ? 0 : 1);
    }
}
