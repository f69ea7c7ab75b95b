package com.kaldrix.monitoring.common.event;

import com.kaldrix.monitoring.common.region.Region;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one gateway knows of the inputs of all KPIs in one window of time. Goes to the metrics topic. Region, replica and window
 * are its identity: of two with the same the later counts and nothing is added up twice. Partials of several replicas and
 * regions merge input by input, in any order.
 *
 * @param region which region it is about
 * @param replica which gateway of the region, such as {@code metrics-gateway-0}
 * @param windowStart when the window begins; a multiple of its length
 * @param windowSeconds how long the window is
 * @param inputs what there is of each input and source; empty when nothing came, which is a fact as well
 */
public record KpiPartial(Region region, String replica, Instant windowStart, int windowSeconds, List<Input> inputs)
        implements Contract {
    public static final String TYPE = "com.kaldrix.kpi.partial.v1";

    /**
     * One input from one source.
     *
     * @param name of the input, such as {@code transactions_ok}
     * @param source which of its alternatives, such as {@code kaldrix} or {@code cometbft}
     * @param count how many series had a value; at least 1
     * @param sum of the series' values: of a gauge what it shows, of a counter its rate per second
     * @param min the least of them
     * @param max the largest of them
     * @param last the value of the series whose sample is the latest
     * @param numerator what is added up over windows without counting anything twice: a counter's increase within the window;
     *     of a gauge the sum
     * @param denominator what the numerator refers to: the seconds that a counter's increase covers; of a gauge the count
     * @param sketch how the observations of a histogram are distributed, in observations per second, or the values of a
     *     gauge; null where no KPI asks for a quantile
     */
    public record Input(
            String name,
            String source,
            int count,
            double sum,
            double min,
            double max,
            double last,
            double numerator,
            double denominator,
            @Nullable QuantileSketch sketch) {
        public Input {
            Attributes.text("inputs.name", name);
            Attributes.text("inputs.source", source);
            if (count < 1) {
                throw new MalformedEvent("inputs.count", "is less than 1");
            }
            for (double number : new double[] {sum, min, max, last, numerator, denominator}) {
                if (!Double.isFinite(number)) {
                    throw new MalformedEvent("inputs", "holds a number that is not finite");
                }
            }
        }

        /** What makes two inputs the same. */
        public String key() {
            return name + "/" + source;
        }

        /**
         * This and what another place knows of the same input and source in the same window. Of {@code last} the larger is
         * kept, so that the order does not matter.
         *
         * @throws IllegalArgumentException if it is another input
         */
        public Input merge(Input other) {
            if (!key().equals(other.key())) {
                throw new IllegalArgumentException("inputs " + key() + " and " + other.key() + " do not merge");
            }
            return new Input(
                    name,
                    source,
                    count + other.count,
                    sum + other.sum,
                    Math.min(min, other.min),
                    Math.max(max, other.max),
                    Math.max(last, other.last),
                    numerator + other.numerator,
                    denominator + other.denominator,
                    merged(sketch, other.sketch));
        }

        private static @Nullable QuantileSketch merged(@Nullable QuantileSketch one, @Nullable QuantileSketch other) {
            return one == null ? other : other == null ? one : one.merge(other);
        }
    }

    @SuppressWarnings("ConstantValue")
    public KpiPartial {
        Attributes.present("region", region);
        Attributes.text("replica", replica);
        Attributes.present("windowStart", windowStart);
        if (windowSeconds < 1) {
            throw new MalformedEvent("windowSeconds", "is less than 1");
        }
        inputs = inputs == null ? List.of() : List.copyOf(inputs);
        Set<String> keys = new HashSet<>();
        for (Input input : inputs) {
            if (!keys.add(input.key())) {
                throw new MalformedEvent("inputs", "holds " + input.key() + " twice");
            }
        }
    }

    /** When the window ends. */
    public Instant windowEnd() {
        return windowStart.plusSeconds(windowSeconds);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
