package com.kaldrix.monitoring.metrics.kpi.queue;

import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.event.MetricWatch;

/** Takes what somebody wants to be watched. */
@FunctionalInterface
public interface WatchReceiver {
    /** Makes it safe, and watches it; perhaps not for the first time. The message is deleted after that. */
    void receive(CloudEvent<MetricWatch> asked);
}
