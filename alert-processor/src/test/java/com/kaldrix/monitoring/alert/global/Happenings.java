package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.common.event.AlertLifecycle;
import com.kaldrix.monitoring.common.event.AlertLifecycle.Change;
import com.kaldrix.monitoring.common.event.CloudEvent;
import com.kaldrix.monitoring.common.id.Ids;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.region.Region;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An incident of a region, and what happens to it. */
final class Happenings {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final UUID id = Ids.next();
    private final String region;
    private final String alert;
    private final Instant openedAt;

    Happenings(String region, String alert) {
        this(region, alert, 0);
    }

    /** @param opened when it opened, in seconds from {@link #START} */
    Happenings(String region, String alert, long opened) {
        this.region = region;
        this.alert = alert;
        this.openedAt = START.plusSeconds(opened);
    }

    UUID id() {
        return id;
    }

    /** @param at when, in seconds from {@link #START} */
    CloudEvent<AlertLifecycle> event(Change change, long at) {
        boolean opening = change == Change.OPENED;
        AlertLifecycle data = new AlertLifecycle(
                id,
                change,
                Severity.P1,
                alert + " (" + region + ", gateway)",
                "on-call",
                "{}:{region=\"" + region + "\"}",
                Labels.of("region", region),
                1,
                0,
                null,
                null,
                null,
                opening ? List.of(alert) : List.of(),
                opening ? "gateway" : null,
                openedAt,
                START.plusSeconds(at));
        return CloudEvent.of("kaldrix/alert-processor", new Region(region), data.at(), data);
    }

    CloudEvent<AlertLifecycle> opened() {
        return event(Change.OPENED, openedAt.getEpochSecond() - START.getEpochSecond());
    }
}
