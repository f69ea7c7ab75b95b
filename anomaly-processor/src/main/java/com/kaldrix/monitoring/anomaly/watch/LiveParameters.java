package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.series.Parameters;
import java.util.Map;

/**
 * The parameters of detection as live series need them. The file's thresholds are those of the full ensemble: its forests add
 * what the cheap detectors alone cannot reach, whose mean ends near 3 however strange a reading is. And a watch tells of an
 * anomaly once because it keeps it until it is over, so it wants no pause after a stir that was none.
 */
final class LiveParameters {
    /**
     * Severity from which the cheap detectors alone raise an alert, by sensitivity. On six kinds of noise, 40 series of 8,640
     * readings each, one reading in 10,000 comes to 0.9 to 1.8, and departures by ten deviations to 1.5 to 3.
     */
    private static final Map<String, String> CHEAP = Map.of("low", "2.4", "medium", "2.0", "high", "1.7");

    /** The cheap detectors' way from an alert to the worst they can say is shorter by this than that of all. */
    private static final double SPAN = 2;

    private LiveParameters() {}

    /** For all detectors together. */
    static Parameters full(Parameters file) {
        return file.with("alert.quiet", "0");
    }

    /** For the cheap detectors alone. */
    static Parameters cheap(Parameters file) {
        Parameters all = full(file);
        for (Map.Entry<String, String> threshold : CHEAP.entrySet()) {
            all = all.with("alert.threshold." + threshold.getKey(), threshold.getValue());
        }
        return all;
    }

    /** How unusual something is that only the cheap detectors have seen, on the scale of all. */
    static double span(double unusual) {
        return unusual <= 1 ? unusual : 1 + SPAN * (unusual - 1);
    }
}
