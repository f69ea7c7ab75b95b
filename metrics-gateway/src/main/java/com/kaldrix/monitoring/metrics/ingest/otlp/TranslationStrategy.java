package com.kaldrix.monitoring.metrics.ingest.otlp;

/** How names of OpenTelemetry become names of Prometheus; the words are those of Prometheus' {@code otlp} section. */
public enum TranslationStrategy {
    /** {@code http.server.duration} in ms is {@code http_server_duration_milliseconds}. */
    UNDERSCORE_ESCAPING_WITH_SUFFIXES(true, true),
    /** {@code http.server.duration} in ms is {@code http_server_duration}. */
    UNDERSCORE_ESCAPING_WITHOUT_SUFFIXES(true, false),
    /** {@code http.server.duration} in ms is {@code http.server.duration_milliseconds}. */
    NO_UTF8_ESCAPING_WITH_SUFFIXES(false, true),
    /** {@code http.server.duration} stays as it is. */
    NO_TRANSLATION(false, false);

    private final boolean escaping;
    private final boolean suffixes;

    TranslationStrategy(boolean escaping, boolean suffixes) {
        this.escaping = escaping;
        this.suffixes = suffixes;
    }

    /** Whether characters that names had to do without before Prometheus 3 become underscores. */
    public boolean escaping() {
        return escaping;
    }

    /** Whether units and {@code _total} are added. */
    public boolean suffixes() {
        return suffixes;
    }
}
