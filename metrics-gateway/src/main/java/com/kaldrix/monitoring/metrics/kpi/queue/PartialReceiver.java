package com.kaldrix.monitoring.metrics.kpi.queue;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.KpiPartial;

/** Takes what another gateway knows of a window. */
@FunctionalInterface
public interface PartialReceiver {
    /** Makes it safe, and takes it into account; perhaps not for the first time. The message is deleted after that. */
    void receive(CloudEvent<KpiPartial> event);
}
