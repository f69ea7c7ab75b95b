package com.kaldrix.monitoring.local.fleet;

import java.util.List;
import java.util.Map;

/** A metric of a node with all that it has to say at one moment. */
sealed interface MetricFamily {
    String name();

    String help();

    /**
     * A value for each set of labels.
     *
     * @param counter whether it only grows, and its name ends in {@code _total}
     */
    record Values(String name, String help, boolean counter, List<Value> values) implements MetricFamily {
        public Values {
            values = List.copyOf(values);
        }
    }

    /** A value with its labels, beside those of the node. */
    record Value(Map<String, String> labels, double value) {
        public Value {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * A classic histogram.
     *
     * @param bounds upper bounds in ascending order, without the infinite one
     * @param cumulative how many observations were at or below each bound; as many as bounds
     */
    record Histogram(String name, String help, double[] bounds, long[] cumulative, long count, double sum)
            implements MetricFamily {
        public Histogram {
            bounds = bounds.clone();
            cumulative = cumulative.clone();
        }

        @Override
        public double[] bounds() {
            return bounds.clone();
        }

        @Override
        public long[] cumulative() {
            return cumulative.clone();
        }
    }
}
