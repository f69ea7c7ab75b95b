package com.kaldrix.monitoring.metrics.intake;

import com.kaldrix.monitoring.metrics.series.Series;

/** Whether a series may come in. */
sealed interface Admission {
    /** It may. */
    record Admitted(Series series) implements Admission {}

    /** It may not. */
    record Refused(Rejection reason) implements Admission {}
}
