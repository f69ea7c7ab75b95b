package com.kaldrix.monitoring.metrics.ingest.scrape.discovery;

import java.util.List;
import java.util.Map;

/**
 * Targets that come and go together.
 *
 * @param source where they come from, unique within one discovery; a group without targets takes back what came from there
 * @param targets the labels of each, {@code __address__} among them
 */
public record TargetGroup(String source, List<Map<String, String>> targets) {
    /** The label that says where a target is. */
    public static final String ADDRESS = "__address__";

    public TargetGroup {
        targets = targets.stream().map(Map::copyOf).toList();
    }
}
