package com.kaldrix.monitoring.anomaly.roster;

import com.kaldrix.monitoring.anomaly.stream.Glance;
import com.kaldrix.monitoring.common.label.Labels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * A series that is looked at.
 *
 * @param id follows from the labels
 * @param glance how it stood with it at its latest checkpoint
 * @param seenAt when that was
 */
public record KnownSeries(UUID id, Labels labels, Glance glance, Instant seenAt) {
    /** The identity of a series. */
    public static UUID identity(Labels labels) {
        return UUID.nameUUIDFromBytes(("series/" + labels).getBytes(StandardCharsets.UTF_8));
    }

    public String metric() {
        return labels.find("__name__").orElse("");
    }
}
