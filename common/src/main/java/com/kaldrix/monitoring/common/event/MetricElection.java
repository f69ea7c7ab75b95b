package com.kaldrix.monitoring.common.event;

import java.time.Instant;

/**
 * Of the senders of a high-availability pair one was elected; the samples of the others count as written and are dropped.
 * Goes to the metrics topic, so that all gateways of a region hold to the same sender.
 *
 * @param cluster which pair, as the senders' label {@code cluster} says
 * @param replica which sender, as its label {@code __replica__} says
 * @param since when it was elected; of two elections of a cluster the later counts
 */
public record MetricElection(String cluster, String replica, Instant since) implements Contract {
    public static final String TYPE = "com.kaldrix.metric.election.v1";

    @SuppressWarnings("ConstantValue")
    public MetricElection {
        Attributes.text("cluster", cluster);
        Attributes.text("replica", replica);
        Attributes.present("since", since);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
