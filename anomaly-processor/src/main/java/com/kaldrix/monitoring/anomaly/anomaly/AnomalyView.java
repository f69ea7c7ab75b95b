package com.kaldrix.monitoring.anomaly.anomaly;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.kaldrix.monitoring.common.severity.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An anomaly as callers see it.
 *
 * @param series labels, with {@code __name__}
 * @param type such as {@code level-shift}
 * @param family {@code performance}, {@code security} or {@code business}
 * @param endedAt left out while it goes on
 * @param value the reading at the peak; left out when it was missing
 * @param expectedLow left out when nothing is known
 * @param expectedHigh likewise
 */
@Schema(name = "Anomaly")
public record AnomalyView(
        UUID id,
        Map<String, String> series,
        String type,
        String family,
        String region,
        String component,
        Severity severity,
        Instant startedAt,
        Instant peakAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant endedAt,
        double score,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double expectedLow,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double expectedHigh,
        List<Evidence> evidence) {
    public static AnomalyView of(Anomaly anomaly) {
        return new AnomalyView(
                anomaly.id(),
                anomaly.series().asMap(),
                anomaly.type().word(),
                anomaly.family().word(),
                anomaly.region(),
                anomaly.component(),
                anomaly.severity(),
                anomaly.startedAt(),
                anomaly.peak().at(),
                anomaly.endedAt(),
                anomaly.peak().score(),
                finite(anomaly.peak().value()),
                finite(anomaly.peak().expected().low()),
                finite(anomaly.peak().expected().high()),
                anomaly.evidence());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
