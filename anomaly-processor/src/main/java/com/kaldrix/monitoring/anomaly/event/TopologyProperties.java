package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.explain.GraphFile;
import com.kaldrix.monitoring.anomaly.explain.ServiceGraph;
import com.kaldrix.monitoring.anomaly.file.BadInput;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which component calls which.
 *
 * @param graph a file such as {@code {"edges":[["caller","callee"]]}}; empty when nothing is known
 */
@ConfigurationProperties("kaldrix.topology")
record TopologyProperties(@DefaultValue("") String graph) {
    /** @throws IllegalArgumentException with a sentence that names the property */
    ServiceGraph read() {
        if (graph.isBlank()) {
            return new ServiceGraph(List.of());
        }
        try {
            return GraphFile.read(Path.of(graph));
        } catch (BadInput e) {
            throw new IllegalArgumentException("kaldrix.topology.graph: " + e.getMessage(), e);
        }
    }
}
