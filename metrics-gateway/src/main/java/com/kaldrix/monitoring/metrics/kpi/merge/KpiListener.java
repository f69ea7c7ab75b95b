package com.kaldrix.monitoring.metrics.kpi.merge;

/** Is told the KPIs of each window, in order of time but for windows that are revised. Called by one thread at a time. */
@FunctionalInterface
public interface KpiListener {
    /** A window can be told. Whoever throws is told no less of the next. */
    void window(KpiWindow window);
}
