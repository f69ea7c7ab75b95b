package com.kaldrix.monitoring.alert.intake.eventbridge;

import com.kaldrix.monitoring.alert.intake.Reading;
import com.kaldrix.monitoring.alert.intake.aws.EventBridgeEvent;

/** Reads the events of one service. Free of state and side effects. */
public interface EventReader {
    /** Whether events of this source and detail type are for this reader. */
    boolean reads(String source, String detailType);

    /**
     * @param event one that {@link #reads} has accepted
     * @throws com.kaldrix.monitoring.alert.intake.UnreadableField if something is missing or of the wrong kind
     */
    Reading read(EventBridgeEvent event);
}
