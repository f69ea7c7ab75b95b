package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.fleet.FleetPlan;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
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
 * @param windowsTopic short name of the hub's topic from which detectors hear windows; {@code metrics}, to which gateways
 *     publish, unless somebody else tells them, in the time that alert-processor keeps, too
 */
public record MetricsPlan(
        boolean fleet,
        Duration scrapeEvery,
        List<URI> forwardTo,
        String signalsTopic,
        Optional<String> kpis,
        String windowsTopic) {
    /** Where alert-processor hears signals. */
    public static final String ALERTS = "alerts";

    /** Where gateways publish windows. */
    public static final String METRICS = "metrics";

    /** The end of the name of a topic, and of its queue, that windows come from which no gateway splits into shards. */
    public static final String ONLY_SHARD = "-0";

    /** A fleet that is scraped every ten seconds, nothing forwarded, signals to alert-processor. */
    public static final MetricsPlan USUAL =
            new MetricsPlan(true, Duration.ofSeconds(10), List.of(), ALERTS, Optional.empty(), METRICS);

    public MetricsPlan {
        forwardTo = List.copyOf(forwardTo);
        if (!windowsTopic.equals(METRICS) && !windowsTopic.endsWith(ONLY_SHARD)) {
            throw new IllegalArgumentException("a topic of windows ends in " + ONLY_SHARD + ", not as " + windowsTopic);
        }
        if (scrapeEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("nodes are scraped every second at most, not every " + scrapeEvery);
        }
    }

    /** The same without nodes. */
    public MetricsPlan withoutFleet() {
        return new MetricsPlan(false, scrapeEvery, forwardTo, signalsTopic, kpis, windowsTopic);
    }

    /** The same with nodes that are scraped, and push, that often. */
    public MetricsPlan every(Duration interval) {
        return new MetricsPlan(fleet, interval, forwardTo, signalsTopic, kpis, windowsTopic);
    }

    /** The same, forwarding to these as well. */
    public MetricsPlan forwardingTo(URI... targets) {
        return new MetricsPlan(fleet, scrapeEvery, List.of(targets), signalsTopic, kpis, windowsTopic);
    }

    /** The same with signals to a topic of its own, which has a queue of the same name. */
    public MetricsPlan signalsTo(String topic) {
        return new MetricsPlan(fleet, scrapeEvery, forwardTo, topic, kpis, windowsTopic);
    }

    /** The same with KPIs beside those that are shipped. */
    public MetricsPlan withKpis(String yaml) {
        return new MetricsPlan(fleet, scrapeEvery, forwardTo, signalsTopic, Optional.of(yaml), windowsTopic);
    }

    /**
     * The same with detectors that hear windows from a topic of the hub.
     *
     * @param topic short name, which is its queue's as well and ends in {@link #ONLY_SHARD}
     */
    public MetricsPlan windowsFrom(String topic) {
        return new MetricsPlan(fleet, scrapeEvery, forwardTo, signalsTopic, kpis, topic);
    }

    /** Topics beside the suite's own. */
    List<String> moreTopics() {
        List<String> topics = new ArrayList<>();
        if (!signalsTopic.equals(ALERTS)) {
            topics.add(signalsTopic);
        }
        if (isScripted()) {
            topics.add(windowsTopic);
        }
        return List.copyOf(topics);
    }

    /** Whether detectors hear windows from somebody else than gateways. */
    boolean isScripted() {
        return !windowsTopic.equals(METRICS);
    }

    FleetPlan nodes(List<String> regions) {
        return FleetPlan.of(regions).pushingEvery(scrapeEvery);
    }
}
