package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.common.event.KpiPartial.Input;
import com.kaldrix.monitoring.metrics.kpi.definition.Expression.Aggregation;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiCatalogue;
import com.kaldrix.monitoring.metrics.kpi.definition.KpiInput;
import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The inputs of a window, each from the source that counts.
 *
 * @param byName input name to what there is of it
 */
record ChosenInputs(Map<String, Chosen> byName) {
    /** What stands for the source where several were put together. */
    private static final String SEVERAL = "several";

    /** An input and how its series become one number. */
    record Chosen(Input input, Aggregation combine) {
        private Chosen withoutSource() {
            return new Chosen(
                    new Input(
                            input.name(),
                            SEVERAL,
                            input.count(),
                            input.sum(),
                            input.min(),
                            input.max(),
                            input.last(),
                            input.numerator(),
                            input.denominator(),
                            input.sketch()),
                    combine);
        }
    }

    /** Of the sources that replicas of a region know, for each input the first in the catalogue's order. */
    static ChosenInputs of(KpiCatalogue catalogue, Collection<List<Input>> replicas) {
        Map<String, Input> merged = new HashMap<>();
        for (List<Input> inputs : replicas) {
            for (Input input : inputs) {
                merged.merge(input.key(), input, Input::merge);
            }
        }
        Map<String, Chosen> chosen = new HashMap<>();
        for (KpiInput input : catalogue.inputs()) {
            for (KpiInput.Alternative from : input.from()) {
                Input found = merged.get(input.name() + "/" + from.source());
                if (found != null) {
                    chosen.putIfAbsent(input.name(), new Chosen(found, from.combine()));
                }
            }
        }
        return new ChosenInputs(chosen);
    }

    /** All regions together; each region's sources count as they were chosen there. */
    static ChosenInputs pool(Collection<ChosenInputs> regions) {
        Map<String, Chosen> pooled = new HashMap<>();
        for (ChosenInputs region : regions) {
            region.byName.forEach((name, chosen) -> pooled.merge(
                    name,
                    chosen.withoutSource(),
                    (one, other) -> new Chosen(one.input().merge(other.input()), one.combine())));
        }
        return new ChosenInputs(pooled);
    }

    /** An input by its own way of combining series. */
    Outcome value(KpiInput input) {
        Chosen chosen = byName.get(input.name());
        return chosen == null ? missing(input) : aggregate(chosen.combine(), chosen.input(), 0);
    }

    /** An input in a certain way. */
    Outcome aggregate(KpiInput input, Aggregation how, double share) {
        Chosen chosen = byName.get(input.name());
        if (chosen == null) {
            return missing(input);
        }
        if (how == Aggregation.INCREASE && chosen.combine() == Aggregation.MAX) {
            // Every node says the same of the whole chain: its growth is not that of all nodes together.
            return perSeries(chosen.input());
        }
        return aggregate(how, chosen.input(), share);
    }

    private static Outcome perSeries(Input input) {
        return Outcome.of(input.numerator() / input.count(), "the result is no finite number");
    }

    private static Outcome aggregate(Aggregation how, Input input, double share) {
        return switch (how) {
            case SUM -> new Outcome.Value(input.sum());
            case MEAN -> new Outcome.Value(input.sum() / input.count());
            case MIN -> new Outcome.Value(input.min());
            case MAX -> new Outcome.Value(input.max());
            case LAST -> new Outcome.Value(input.last());
            case COUNT -> new Outcome.Value(input.count());
            case INCREASE -> new Outcome.Value(input.numerator());
            case QUANTILE ->
                Optional.ofNullable(input.sketch())
                        .map(sketch -> Outcome.of(
                                sketch.quantile(share), "nothing of input " + input.name() + " happened in the window"))
                        .orElseGet(() -> new Outcome.NoData("input " + input.name() + " has no distribution"));
        };
    }

    private static Outcome missing(KpiInput input) {
        return new Outcome.NoData("no series for input " + input.name() + " (looked for "
                + input.from().stream().map(from -> from.select().toString()).collect(Collectors.joining(", "))
                + ")");
    }
}
