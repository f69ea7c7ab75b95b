package com.kaldrix.monitoring.compliance.collect.event;

/** Reads the events of one service. Free of state and side effects. */
public interface EventReader {
    /** How the service is called in messages. */
    String name();

    /** Whether events of this source and detail type are for this reader. */
    boolean reads(String source, String detailType);

    /**
     * What the event brought.
     *
     * @param event one that {@link #reads} has accepted
     * @throws UnreadableField if something is missing or of the wrong kind
     */
    Collected read(EventBridgeEvent event);
}
