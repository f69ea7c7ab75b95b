package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import java.util.List;

/**
 * All that is known of an event.
 *
 * @param anomalies at least one
 * @param origins where it may have begun, the most likely first; empty when it is in one component only
 * @param past events that looked alike, the most alike first
 */
record Story(List<Anomaly> anomalies, List<Origin> origins, List<PastEvent> past) {
    Story {
        anomalies = List.copyOf(anomalies);
        origins = List.copyOf(origins);
        past = List.copyOf(past);
    }

    /** One without surroundings. */
    static Story of(List<Anomaly> anomalies) {
        return new Story(anomalies, List.of(), List.of());
    }
}
