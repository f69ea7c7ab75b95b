package com.kaldrix.monitoring.local.fleet;

import com.kaldrix.monitoring.local.fleet.NodeSpec.Delivery;
import com.kaldrix.monitoring.local.sink.Annex;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The simulated nodes. Their pages are there as soon as {@link #pages()} is served; those that push begin with
 * {@link #push}.
 */
public final class Fleet implements AutoCloseable {
    /** The path below which the fleet is served on the port of the sinks. */
    public static final String PATH = "/fleet";

    private final FleetPlan plan;
    private final Clock clock;
    private final Faults faults = new Faults();
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService pushers = Executors.newVirtualThreadPerTaskExecutor();

    /** A fleet whose nodes begin to live now. */
    public Fleet(FleetPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        Instant start = clock.instant();
        plan.nodes().forEach(spec -> nodes.put(spec.name(), new SimulatedNode(spec, faults, plan.seed(), start)));
    }

    /** The nodes' pages, and faults by REST. */
    public Annex pages() {
        return new FleetPages(nodes, new FaultDesk(plan.nodes(), faults, clock), clock);
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** The nodes. */
    public List<NodeSpec> nodes() {
        return plan.nodes();
    }

    /** The path of a page of a node, on the port of the sinks. */
    public static String path(NodeSpec node, boolean blockchain) {
        return PATH + "/nodes/" + node.name() + (blockchain ? "/blockchain/metrics" : "/metrics");
    }

    /**
     * Has the nodes push that do, from now on, each at its own moment of the interval.
     *
     * @param gateways the address of each region's gateway, without a slash at the end; nodes of other regions stay silent
     * @param token that opens them
     */
    public void push(Map<String, URI> gateways, String token) {
        int number = 0;
        for (SimulatedNode node : nodes.values()) {
            URI gateway = gateways.get(node.spec().region());
            if (node.spec().delivery() == Delivery.SCRAPE || gateway == null) {
                continue;
            }
            Duration offset = plan.pushEvery().multipliedBy(number++).dividedBy(Math.max(1, nodes.size()));
            pushers.execute(() -> keepPushing(new Pusher(http, gateway, token, clock), node, offset));
        }
    }

    private void keepPushing(Pusher pusher, SimulatedNode node, Duration offset) {
        try {
            Thread.sleep(offset);
            while (!Thread.currentThread().isInterrupted()) {
                long begun = System.nanoTime();
                pusher.push(node);
                Duration rest = plan.pushEvery().minusNanos(System.nanoTime() - begun);
                Thread.sleep(rest.isNegative() ? Duration.ZERO : rest);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the pushing. */
    @Override
    public void close() {
        pushers.shutdownNow();
        http.close();
    }
}
