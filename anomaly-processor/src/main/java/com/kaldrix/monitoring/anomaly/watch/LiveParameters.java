package com.kaldrix.monitoring.anomaly.watch;

import com.kaldrix.monitoring.anomaly.series.Parameters;

/**
 * The parameters of detection as live series need them: a watch tells of an anomaly once because it keeps it until it is over, so it
 * wants no pause after a stir that was none.
 */
final class LiveParameters {
    private LiveParameters() {}

    static Parameters of(Parameters file) {
        return file.with("alert.quiet", "0");
    }
}
