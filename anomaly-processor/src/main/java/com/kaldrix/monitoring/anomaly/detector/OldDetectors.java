package com.kaldrix.monitoring.anomaly.detector;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** What of detectors and metric sets grows old. */
@Component
public class OldDetectors {
    private final Detectors detectors;
    private final SetReadings readings;

    OldDetectors(Detectors detectors, SetReadings readings) {
        this.detectors = detectors;
        this.readings = readings;
    }

    /** Forgets detectors that ended before; how many. */
    public int forgetEnded(Instant before) {
        return detectors.forget(before);
    }

    /** Forgets uploaded readings of times before; how many, at most so many. */
    public int forgetReadings(Instant before, int most) {
        return readings.forget(before, most);
    }
}
