package com.kaldrix.monitoring.anomaly.anomaly;

import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Expected;
import com.kaldrix.monitoring.anomaly.anomaly.Anomaly.Peak;
import com.kaldrix.monitoring.common.json.JsonColumns;
import com.kaldrix.monitoring.common.label.Labels;
import com.kaldrix.monitoring.common.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Anomalies for tests. */
public final class TestAnomalies {
    private TestAnomalies() {}

    public static Anomalies on(JdbcClient jdbc) {
        return new JdbcAnomalies(jdbc, new JsonColumns());
    }

    public static Labels series(String metric, String region, String component) {
        return Labels.of("__name__", metric, "region", region, "component", component);
    }

    public static Anomaly of(Labels series, Instant start, @Nullable Instant end, Severity severity) {
        return new Anomaly(
                Anomaly.identity(series, start),
                series,
                AnomalyType.DIP,
                start,
                new Peak(start, 12.3456, new Expected(40, 45), 3.5),
                end,
                severity,
                List.of(new Evidence("robust-z", 4.2, "12.35 is 9 deviations below the median of 42.1")));
    }

    /** Fifty readings around 42, then ten of 12. */
    public static Trace trace(Instant start) {
        return new Trace(IntStream.range(0, 60)
                .mapToObj(i -> new Trace.Reading(
                        start.plusSeconds(10L * (i - 50)).toEpochMilli(),
                        i < 50 ? 42 + i % 3 : 12,
                        i < 50 ? 0.2f : 1.8f))
                .toList());
    }
}
