package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.fleet.FleetPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How metrics come about in a stack, and where they go.
 *
 * @param fleet whether there are simulated nodes; without them the gateways scrape nothing
 * @param scrapeEvery how often the gateways read a node's {@code /metrics}; the other page is read two thirds as often
 * @param forwardTo remote-write targets that every gateway forwards to
 * @param signalsTopic short name of the topic that the gateways' alert signals go to; {@code alerts} unless somebody is to
 *     stand between
 * @param kpis a {@code kpis.yml} for all gateways, beside those that are shipped; empty for none
 */
public record MetricsPlan(
        boolean fleet, Duration scrapeEvery, List<URI> forwardTo, String signalsTopic, Optional<String> kpis) {
    /** Where alert-processor hears signals. */
    public static final String ALERTS = "alerts";

    /** A fleet that is scraped every ten seconds, nothing forwarded, signals to alert-processor. */
    public static final MetricsPlan USUAL =
            new MetricsPlan(true, Duration.ofSeconds(10), List.of(), ALERTS, Optional.empty());

    public MetricsPlan {
        forwardTo = List.copyOf(forwardTo);
        if (scrapeEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("nodes are scraped every second at most, not every " + scrapeEvery);
        }
    }

    /** The same without nodes. */
    public MetricsPlan withoutFleet() {
        return new MetricsPlan(false, scrapeEvery, forwardTo, signalsTopic, kpis);
    }

    /** The same with nodes that are scraped, and push, that often. */
    public MetricsPlan every(Duration interval) {
        return new MetricsPlan(fleet, interval, forwardTo, signalsTopic, kpis);
    }

    /** The same, forwarding to these as well. */
    public MetricsPlan forwardingTo(URI... targets) {
        return new MetricsPlan(fleet, scrapeEvery, List.of(targets), signalsTopic, kpis);
    }

    /** The same with signals to a topic of its own, which has a queue of the same name. */
    public MetricsPlan signalsTo(String topic) {
        return new MetricsPlan(fleet, scrapeEvery, forwardTo, topic, kpis);
    }

    /** The same with KPIs beside those that are shipped. */
    public MetricsPlan withKpis(String yaml) {
        return new MetricsPlan(fleet, scrapeEvery, forwardTo, signalsTopic, Optional.of(yaml));
    }

    FleetPlan nodes(List<String> regions) {
        return FleetPlan.of(regions).pushingEvery(scrapeEvery);
    }
}
