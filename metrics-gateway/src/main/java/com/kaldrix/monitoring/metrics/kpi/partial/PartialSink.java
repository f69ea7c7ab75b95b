package com.kaldrix.monitoring.metrics.kpi.partial;

import com.kaldrix.monitoring.common.event.KpiPartial;

/** Takes what this gateway knows of a window. */
@FunctionalInterface
public interface PartialSink {
    /**
     * A window is over.
     *
     * @param fresh false when it has been told before a restart, and others have it therefore
     */
    void accept(KpiPartial partial, boolean fresh);
}
