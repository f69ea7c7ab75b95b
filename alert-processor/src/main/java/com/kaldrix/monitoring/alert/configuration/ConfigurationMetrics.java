package com.kaldrix.monitoring.alert.configuration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.stereotype.Component;

/** What Prometheus sees of the configuration. */
@Component
class ConfigurationMetrics {
    ConfigurationMetrics(ActiveConfiguration active, MeterRegistry meters) {
        Gauge.builder("kaldrix_configuration_last_reload_successful", active, one -> one.lastReloadSucceeded() ? 1 : 0)
                .description(
                        "Whether what was last loaded was right: 1, or 0 while an older configuration stays in force")
                .register(meters);
        Gauge.builder(
                        "kaldrix_configuration_last_reload_success_timestamp_seconds",
                        active,
                        one -> one.loadedAt().toEpochMilli() / 1000.0)
                .description("When the configuration in force was loaded")
                .register(meters);
        MultiGauge hash = MultiGauge.builder("kaldrix_configuration_hash")
                .description("Always 1; the label hash is the SHA-256 over the files of the configuration in force")
                .register(meters);
        active.listen(loaded ->
                hash.register(List.of(MultiGauge.Row.of(Tags.of("hash", loaded.hash()), () -> 1)), true));
    }
}
