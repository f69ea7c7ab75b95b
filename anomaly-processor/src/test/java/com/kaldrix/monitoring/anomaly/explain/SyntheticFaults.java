package com.kaldrix.monitoring.anomaly.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Service graphs with a fault in one node, which shows in those that call it, later and weaker. */
final class SyntheticFaults {
    private static final String[] METRICS = {"latency", "errors", "cpu", "requests"};
    private static final long STEP = 30_000;

    /** One made-up incident. */
    record Incident(
            ServiceGraph graph, String origin, long reported, long[] times, Map<String, List<double[]>> series) {

        Map<String, List<Symptom>> symptoms() {
            Map<String, List<Symptom>> symptoms = new TreeMap<>();
            series.forEach((node, list) -> symptoms.put(
                    node, list.stream().map(v -> Symptom.of(times, v, reported)).toList()));
            return symptoms;
        }
    }

    private SyntheticFaults() {}

    static Incident make(long seed) {
        Random random = new Random(seed);
        int nodes = 8 + random.nextInt(20);
        List<ServiceGraph.Edge> edges = new ArrayList<>();
        for (int i = 1; i < nodes; i++) {
            edges.add(new ServiceGraph.Edge("s" + random.nextInt(i), "s" + i));
            if (random.nextInt(3) == 0) {
                edges.add(new ServiceGraph.Edge("s" + random.nextInt(i), "s" + i));
            }
        }
        ServiceGraph graph = new ServiceGraph(edges);
        int rows = 240 + random.nextInt(600);
        int fault = rows - 40 - random.nextInt(60);
        long[] times = new long[rows];
        for (int i = 0; i < rows; i++) {
            times[i] = 1_700_000_000_000L + i * STEP;
        }
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        for (int node = 0; node < nodes; node++) {
            series.put("s" + node, base(rows, random));
        }
        String origin = "s" + random.nextInt(nodes);
        double size = 4 + 16 * random.nextDouble();
        hit(graph, origin, size, fault, random.nextInt(3), series, new LinkedHashMap<>(), random);
        confuse(nodes, rows, fault, series, random);
        return new Incident(graph, origin, times[fault + random.nextInt(8)], times, series);
    }

    private static List<double[]> base(int rows, Random random) {
        List<double[]> all = new ArrayList<>();
        for (int metric = 0; metric < METRICS.length; metric++) {
            double[] v = new double[rows];
            double level = 5 + 50 * random.nextDouble();
            double noise = level * (0.02 + 0.08 * random.nextDouble());
            double state = 0;
            double phase = random.nextDouble() * 6;
            for (int i = 0; i < rows; i++) {
                state = 0.6 * state + 0.8 * random.nextGaussian();
                v[i] = level + noise * state + noise * Math.sin(i / 120.0 + phase);
                if (metric == 1) {
                    v[i] = Math.max(0, noise * random.nextGaussian());
                }
            }
            all.add(v);
        }
        return all;
    }

    /** Adds the fault to a node, then to its callers. */
    private static void hit(
            ServiceGraph graph,
            String node,
            double size,
            int from,
            int kind,
            Map<String, List<double[]>> series,
            Map<String, Double> done,
            Random random) {
        List<double[]> own = series.get(node);
        if (own == null || size < 0.5 || done.getOrDefault(node, 0.0) >= size) {
            return;
        }
        done.put(node, size);
        boolean origin = done.size() == 1;
        for (int metric = 0; metric < METRICS.length; metric++) {
            boolean shows = origin ? metric == kind || random.nextInt(3) == 0 : metric < 2 && random.nextInt(4) > 0;
            if (shows) {
                double[] v = own.get(metric);
                double unit = deviation(v, from);
                double sign = metric == 3 ? -1 : 1;
                for (int i = from; i < v.length; i++) {
                    v[i] += sign * unit * size * Math.min(1, (i - from + 1) / 6.0) * (0.8 + 0.4 * random.nextDouble());
                }
            }
        }
        for (String caller : graph.callers(node)) {
            hit(
                    graph,
                    caller,
                    size * (0.4 + 0.5 * random.nextDouble()),
                    Math.min(from + random.nextInt(5), own.getFirst().length - 1),
                    kind,
                    series,
                    done,
                    random);
        }
    }

    private static double deviation(double[] v, int rows) {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < rows; i++) {
            mean += v[i] / rows;
        }
        for (int i = 0; i < rows; i++) {
            square += (v[i] - mean) * (v[i] - mean) / rows;
        }
        return Math.sqrt(square);
    }

    /** What happens elsewhere at the same time and has nothing to do with it. */
    private static void confuse(int nodes, int rows, int fault, Map<String, List<double[]>> series, Random random) {
        for (int i = 0; i < 3; i++) {
            List<double[]> own = series.getOrDefault("s" + random.nextInt(nodes), List.of());
            double[] v = own.get(random.nextInt(METRICS.length));
            double unit = deviation(v, fault);
            int at = Math.min(rows - 1, Math.max(0, fault - 20 + random.nextInt(40)));
            for (int k = at; k < Math.min(rows, at + 1 + random.nextInt(6)); k++) {
                v[k] += unit * 8;
            }
        }
    }
}
