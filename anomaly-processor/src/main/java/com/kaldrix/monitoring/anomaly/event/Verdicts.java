package com.kaldrix.monitoring.anomaly.event;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.common.security.Actor;
import java.util.List;

/** What follows from what people say of an event. */
@FunctionalInterface
public interface Verdicts {
    /**
     * Somebody said what an event is; called in the transaction in which it is written down.
     *
     * @param event with its new status
     * @param anomalies all of its
     * @param text the cause, or why
     */
    void said(Event event, List<Anomaly> anomalies, String text, Actor actor);
}
