package com.kaldrix.monitoring.alert.remediation;

import java.time.Instant;
import java.util.UUID;

/** Shows people what is done about an incident, where they were told of it. */
public interface Herald {
    /** In the caller's transaction. Calls nobody; an incident that is over, or that nobody was told of, is left alone. */
    void show(UUID incident, String note, Instant now);
}
