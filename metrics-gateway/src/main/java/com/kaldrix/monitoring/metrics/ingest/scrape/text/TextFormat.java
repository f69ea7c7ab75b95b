package com.kaldrix.monitoring.metrics.ingest.scrape.text;

import java.util.Locale;
import java.util.Optional;

/** The text formats. */
public enum TextFormat {
    /** Prometheus' text format 0.0.4, and 1.0.0 with quoted names. */
    PROMETHEUS,
    /** OpenMetrics 0.0.1 and 1.0.0. */
    OPEN_METRICS;

    /** The format of a content type; empty when it is none of these. */
    public static Optional<TextFormat> of(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (type) {
            case "text/plain" -> Optional.of(PROMETHEUS);
            case "application/openmetrics-text" -> Optional.of(OPEN_METRICS);
            default -> Optional.empty();
        };
    }
}
