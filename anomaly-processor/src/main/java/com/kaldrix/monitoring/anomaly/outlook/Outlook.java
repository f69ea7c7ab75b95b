package com.kaldrix.monitoring.anomaly.outlook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes next in a series.
 *
 * @param series id of the followed series
 * @param at when it was looked at
 * @param value the last reading
 * @param by which forecaster has the least error of late on this series; null while none can say anything
 * @param hours the next hours; empty while too little is known
 * @param breach when its threshold is reached; null when that is not to be expected
 */
record Outlook(
        UUID series,
        Instant at,
        double value,
        @Nullable String by,
        List<Hour> hours,
        @Nullable Breach breach) {
    Outlook {
        hours = List.copyOf(hours);
    }

    /**
     * The mean of an hour to come.
     *
     * @param low lower end of the 80 % interval; null while it is not known
     * @param high upper end
     */
    record Hour(
            Instant from,
            double value,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * A threshold is reached.
     *
     * @param by who says so
     * @param latest null when nobody can say
     */
    record Breach(
            String by,
            Instant expected,
            Instant earliest,
            @Nullable Instant latest) {}

    Optional<Breach> reached() {
        return Optional.ofNullable(breach);
    }
}
