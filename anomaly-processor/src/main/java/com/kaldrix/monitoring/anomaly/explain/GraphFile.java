package com.kaldrix.monitoring.anomaly.explain;

import com.kaldrix.monitoring.anomaly.file.BadInput;
import com.kaldrix.monitoring.anomaly.file.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A graph of components as a file: {@code {"edges":[["caller","callee"],...]}}. */
public final class GraphFile {
    private GraphFile() {}

    /**
     * The graph of a file.
     *
     * @throws BadInput with a sentence that names the file and the edge
     */
    public static ServiceGraph read(Path file) {
        if (!(JsonFile.read(file) instanceof Map<?, ?> map) || !(map.get("edges") instanceof List<?> list)) {
            throw new BadInput("%s: the graph should be {\"edges\":[[\"caller\",\"callee\"],...]}".formatted(file));
        }
        List<ServiceGraph.Edge> edges = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof String caller
                    && pair.get(1) instanceof String callee) {
                edges.add(new ServiceGraph.Edge(caller, callee));
            } else {
                throw new BadInput("%s: edge %d is not a pair of names".formatted(file, i + 1));
            }
        }
        return new ServiceGraph(edges);
    }
}
