package com.kaldrix.monitoring.local.stack;

import com.kaldrix.monitoring.local.fleet.Fleet;
import com.kaldrix.monitoring.local.fleet.NodeSpec;
import com.kaldrix.monitoring.local.fleet.NodeSpec.Delivery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Writes the files that a gateway is configured with: Prometheus' own with the nodes of its region to scrape, and ours. All
 * nodes are on one port, so each has its page's path in {@code __metrics_path__} and its name in {@code instance}.
 */
final class GatewayFiles {
    static final String PROMETHEUS = "prometheus.yml";
    static final String KALDRIX = "kaldrix.yml";
    static final String KPIS = "kpis.yml";

    private static final String RULES = "# Written by ./kaldrix at each start.\nlimits: {}\n";

    private final MetricsPlan plan;
    private final int sinksPort;

    GatewayFiles(MetricsPlan plan, int sinksPort) {
        this.plan = plan;
        this.sinksPort = sinksPort;
    }

    /** Writes the files of the gateway of that region. */
    void write(Path folder, List<NodeSpec> nodes) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(PROMETHEUS), prometheus(nodes));
        if (plan.kpis().isPresent()) {
            Files.writeString(folder.resolve(KPIS), plan.kpis().get());
        }
        Files.writeString(folder.resolve(KALDRIX), RULES);
    }

    private String prometheus(List<NodeSpec> nodes) {
        StringBuilder yaml = new StringBuilder("# Written by ./kaldrix at each start.\n");
        List<NodeSpec> scraped = nodes.stream()
                .filter(node -> node.delivery() == Delivery.SCRAPE)
                .toList();
        if (scraped.isEmpty()) {
            yaml.append("scrape_configs: []\n");
        } else {
            yaml.append("scrape_configs:\n");
            job(yaml, "kaldrix-app", plan.scrapeEvery(), scraped, false);
            job(yaml, "kaldrix-blockchain", plan.scrapeEvery().multipliedBy(3).dividedBy(2), scraped, true);
        }
        if (!plan.forwardTo().isEmpty()) {
            yaml.append("remote_write:\n");
            int number = 1;
            for (URI target : plan.forwardTo()) {
                yaml.append("  - name: target-")
                        .append(number++)
                        .append("\n    url: ")
                        .append(target)
                        .append("\n    queue_config: {max_samples_per_send: 10000}\n");
            }
        }
        return yaml.toString();
    }

    private void job(StringBuilder yaml, String name, Duration every, List<NodeSpec> nodes, boolean blockchain) {
        yaml.append("  - job_name: ").append(name).append('\n');
        yaml.append("    scrape_interval: ").append(every.toMillis()).append("ms\n");
        yaml.append("    scrape_timeout: ").append(every.toMillis()).append("ms\n");
        yaml.append("    static_configs:\n");
        for (NodeSpec node : nodes) {
            yaml.append("      - targets: [\"127.0.0.1:").append(sinksPort).append("\"]\n");
            yaml.append("        labels:\n");
            yaml.append("          __metrics_path__: ")
                    .append(Fleet.path(node, blockchain))
                    .append('\n');
            yaml.append("          instance: ").append(node.name()).append('\n');
        }
    }
}
