package com.kaldrix.monitoring.metrics.kpi.merge;

import com.kaldrix.monitoring.metrics.kpi.definition.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All KPIs of one window.
 *
 * @param start when the window begins
 * @param end when it ends
 * @param values region (or {@code global}) to KPI to what came out; a region that did not report is not there
 * @param pushed as {@code values}, with what CloudWatch gets where that is not the KPI itself
 * @param missing regions that were expected and did not report
 * @param revised whether this window was told before, and something came late
 */
public record KpiWindow(
        Instant start,
        Instant end,
        Map<String, Map<String, Outcome>> values,
        Map<String, Map<String, Outcome>> pushed,
        Set<String> missing,
        boolean revised) {
    public KpiWindow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        pushed = Collections.unmodifiableMap(new LinkedHashMap<>(pushed));
        missing = Set.copyOf(missing);
    }

    /** The regions that it tells of, the global view among them where there is one. */
    public List<String> regions() {
        return List.copyOf(values.keySet());
    }
}
