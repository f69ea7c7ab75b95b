package com.kaldrix.monitoring.metrics.configuration;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Where the configuration lies.
 *
 * @param fileOrNull Prometheus' own YAML: what is scraped and forwarded to; null for the built-in jobs
 * @param rulesOrNull our own YAML; null for the built-in rules
 */
@org.springframework.boot.context.properties.ConfigurationProperties("kaldrix.configuration")
record ConfigurationProperties(
        @Name("file") @Nullable Path fileOrNull,
        @Name("rules") @Nullable Path rulesOrNull) {}
