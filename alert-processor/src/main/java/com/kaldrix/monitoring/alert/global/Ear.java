package com.kaldrix.monitoring.alert.global;

import com.kaldrix.monitoring.alert.intake.IncomingAlert;
import com.kaldrix.monitoring.alert.intake.Intake;
import com.kaldrix.monitoring.common.event.RegionHeartbeat;
import com.kaldrix.monitoring.common.label.Labels;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hears heartbeats of regions, and knows since when it can. */
@Component
class Ear {
    /** The source of alerts on silent regions. */
    static final String SOURCE = "global";

    private final BeatRows rows;
    private final Intake intake;
    private final GlobalProperties properties;
    private final Clock clock;
    private volatile Instant read = Instant.EPOCH;

    Ear(BeatRows rows, Intake intake, GlobalProperties properties, Clock clock) {
        this.rows = rows;
        this.intake = intake;
        this.properties = properties;
        this.clock = clock;
    }

    /** The queue could be read just now, whether anything was in it or not. */
    void listened() {
        read = clock.instant();
    }

    /** When this replica read the queue last. */
    Instant lastRead() {
        return read;
    }

    /** Hears heartbeats; one that is fresh ends the silence of its region. */
    @Transactional
    public void hear(List<RegionHeartbeat> beats) {
        Instant now = clock.instant();
        // In one order, so that two replicas that hear the same regions wait for each other in turn.
        for (RegionHeartbeat beat : beats.stream()
                .sorted(Comparator.comparing(RegionHeartbeat::region))
                .toList()) {
            // A clock far ahead must not make a region heard for ever.
            Instant at = beat.at().isAfter(now.plus(properties.silentAfter())) ? now : beat.at();
            rows.heard(beat, at);
            if (at.plus(properties.silentAfter()).isAfter(now)) {
                rows.returned(beat.region(), at).ifPresent(alert -> intake.accept(List.of(end(alert, now))));
            }
        }
    }

    static IncomingAlert end(Labels alert, Instant now) {
        return new IncomingAlert(SOURCE, alert, Map.of(), null, now, "").heldUntilResolved(now);
    }
}
