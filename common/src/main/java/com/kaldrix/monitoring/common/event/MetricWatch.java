package com.kaldrix.monitoring.common.event;

import java.time.Instant;
import java.util.List;

/**
 * Which series somebody wants to look at beside those that gateways send anyway. Goes to the metrics topic. The whole list each
 * time: what stood in an earlier one and is not here is not asked for any more.
 *
 * @param selectors each as an instant vector selector of PromQL, such as {@code node_load1{job="app"}}; may be empty
 * @param since of two lists the later counts
 */
public record MetricWatch(List<String> selectors, Instant since) implements Contract {
    public static final String TYPE = "com.kaldrix.metric.watch.v1";

    @SuppressWarnings("ConstantValue")
    public MetricWatch {
        selectors = selectors == null ? List.of() : List.copyOf(selectors);
        selectors.forEach(selector -> Attributes.text("selectors", selector));
        Attributes.present("since", since);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
