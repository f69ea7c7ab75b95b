package com.kaldrix.monitoring.anomaly.plot;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.anomaly.anomaly.Trace;
import com.kaldrix.monitoring.anomaly.anomaly.Trace.Reading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is to be shown of a series.
 *
 * @param title the first line, and what those hear who cannot see it
 * @param subtitle the second line
 * @param readings in the order of time
 * @param expected the usual range
 * @param window the anomaly's; null for none
 * @param peak the most unusual reading; null for none
 */
public record Picture(
        String title,
        String subtitle,
        List<Reading> readings,
        Expected expected,
        @Nullable Window window,
        @Nullable Peak peak) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * From when to when.
     *
     * @param end null while it goes on
     */
    public record Window(Instant start, @Nullable Instant end) {}

    public Picture {
        readings = List.copyOf(readings);
    }

    /** An anomaly, and the readings around it. */
    public static Picture of(Anomaly anomaly, Trace trace) {
        return new Picture(
                anomaly.metric(),
                anomaly.type().phrase() + ", " + anomaly.region() + ", " + DAY.format(anomaly.startedAt()) + " UTC",
                trace.readings(),
                anomaly.peak().expected(),
                new Window(anomaly.startedAt(), anomaly.endedAt()),
                anomaly.peak());
    }
}
