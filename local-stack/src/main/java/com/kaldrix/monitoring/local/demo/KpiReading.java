package com.kaldrix.monitoring.local.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * What the hub's gateway answers to {@code GET /api/v1/kpis}.
 *
 * @param values by the KPI's name and region, where the whole is the region {@code global}; what has no data is absent
 */
record KpiReading(Map<String, Map<String, Double>> values) {
    /** The region that stands for the whole. */
    static final String GLOBAL = "global";

    KpiReading {
        values = Map.copyOf(values);
    }

    static KpiReading of(JsonNode json) {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        for (JsonNode kpi : json.path("kpis")) {
            Map<String, Double> regions = new LinkedHashMap<>();
            for (JsonNode value : kpi.path("values")) {
                if (value.path("value").isNumber()) {
                    regions.put(
                            value.path("region").asString(""),
                            value.path("value").asDouble());
                }
            }
            values.put(kpi.path("name").asString(""), regions);
        }
        return new KpiReading(values);
    }

    /** The value; empty when there is no data. */
    OptionalDouble value(String kpi, String region) {
        Double value = values.getOrDefault(kpi, Map.of()).get(region);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
